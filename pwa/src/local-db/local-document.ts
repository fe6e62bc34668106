import { clientPart, clientStateHash, type Collection } from '@edutrack/shared-schema/collections/define-collection'
import type { CollectionName, DocumentOf } from '@edutrack/shared-schema/collections/registry'
import type { ToldDocument } from '@edutrack/shared-schema/protocol/sync'

/**
 * What sync needs to know of a document on this device. It stands in the document itself, so that a change and its being unsent are one
 * durable write, and what is unsent is a query.
 */
export interface SyncFields {
  /** Device's clock when the oldest change that the server has not answered was made; 0: nothing is unsent. */
  readonly unsentSince: number
  /** Unsent: `clientStateHash` of the server's state that the change was made from; '' where the server has none. */
  readonly assumed: string
  /** Unsent, in a collection that `keepsBase`: the client's part of the state that `assumed` is the hash of. */
  readonly base?: Readonly<Record<string, unknown>>
  /** The log's number of the server's state held; 0: none; `IN_DOUBT`: it was told once, and has to be told again to stay. */
  readonly serverNumber: number
  /** A deletion that waits to be sent: queries leave it out. */
  readonly isRemoved?: true
  /** Why it waits for the person rather than for the network: a code that `error.<code>` says. It is not sent meanwhile. */
  readonly heldCode?: string
  /** `heldCode: edited-elsewhere`: the server's state, beside which the person's own is kept. */
  readonly theirs?: ToldDocument
}

/** Less than every number of the log: whatever is told is taken. */
export const IN_DOUBT = -1

export type LocalDocument<Document = { readonly id: string } & Readonly<Record<string, unknown>>> = Document &
  SyncFields
export type LocalDocumentOf<Name extends CollectionName> = LocalDocument<DocumentOf<Name>>

export const isUnsent = ({ unsentSince }: SyncFields): boolean => unsentSince > 0

/** A document that this device makes: unsent, unknown to the server. */
export const madeHere = <Document extends object>(document: Document, now: number): LocalDocument<Document> => ({
  ...document,
  unsentSince: now,
  assumed: '',
  serverNumber: 0,
})

/** For an unsent edit that goes on from a state of the server's. */
export const madeFrom = (
  definition: Pick<Collection, 'clientFields' | 'keepsBase'>,
  state: ToldDocument | LocalDocument,
): Pick<SyncFields, 'assumed' | 'base'> => ({
  assumed: clientStateHash(definition, state),
  ...(definition.keepsBase === true && state['_deleted'] !== true ? { base: clientPart(definition, state) } : {}),
})

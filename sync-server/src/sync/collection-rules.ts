import type { AnyDocument, CollectionName, DocumentOf } from '@edutrack/shared-schema/collections/registry'
import type { Role } from '@edutrack/shared-schema/collections/people'
import type { RefusalCode } from '@edutrack/shared-schema/protocol/errors'
import type { Receipt } from '@edutrack/shared-schema/protocol/receipt'
import type { NewJob } from '../ports/queue/queue.ts'
import type { StoreReader, TableDefinition, TableRow } from '../ports/store/store.ts'
import type { UnsignedReceipt } from './receipts.ts'

/** Who asks, as the session says; never what a request says. */
export interface Reader {
  readonly personId: string
  readonly role: Role
}

/** Who writes, with which device, under which clock (S13). */
export interface Writer extends Reader {
  readonly device: string
  /** Server's clock when the request came, ms. */
  readonly receivedAt: number
  /** Server's clock minus device's as seen in this request, ms. */
  readonly clockOffset: number
  /** Of the request that it came with: jobs carry it on. */
  readonly requestId?: string
}

/** What the server makes of a write that passed compare-and-set. */
export type Verdict<Document> =
  | {
      readonly outcome: 'accept'
      /** What is stored: the client's fields, and the server's derived. */
      readonly document: Document
      /** Other documents that change with it, in the same transaction. */
      readonly also?: readonly AlsoWrite[]
      /** Rows of the module's own that change with it, in the same transaction. */
      readonly rows?: readonly RowChange[]
      /** Effects outside the transaction: kept in the outbox inside it (S15). */
      readonly jobs?: readonly NewJob[]
    }
  | { readonly outcome: 'refuse'; readonly code: RefusalCode }

export type RowChange =
  { readonly table: string; readonly row: TableRow } | { readonly table: string; readonly removedId: string }

export type AlsoWrite = {
  [Name in CollectionName]: {
    readonly collection: Name
    readonly document: DocumentOf<Name>
    readonly deleted?: boolean
  }
}[CollectionName]

/**
 * The law of one collection, a file in `modules/<module>/rules/`. Rules are told the store as the transaction sees it and change nothing themselves.
 */
export interface CollectionRules<Name extends CollectionName = CollectionName> {
  readonly collection: Name
  /** Tables that the rules read and write beside documents. */
  readonly tables?: readonly TableDefinition[]
  /** A create (`current` absent) or an edit. `incoming` has passed the schema. */
  write(
    deps: RuleDeps,
    writer: Writer,
    incoming: DocumentOf<Name>,
    current: DocumentOf<Name> | undefined,
  ): Promise<Verdict<DocumentOf<Name>>>
  /** Asks the store for what `write` will ask of it, all at once. Only to be faster: what it leaves out is read when it is needed. */
  foresee?(store: StoreReader, writer: Writer, incoming: DocumentOf<Name>): readonly Promise<unknown>[]
  /** May it be deleted, and what changes with it. Absent: never. */
  remove?(deps: RuleDeps, writer: Writer, current: DocumentOf<Name>): Promise<Verdict<DocumentOf<Name>>>
  /** Who sees it (S3). Derived from the document and what the store says, never sent by a client. */
  channels(deps: RuleDeps, document: DocumentOf<Name>): Promise<readonly string[]>
  /**
   * What a reader sees who got it through `through` (keys of graded quizzes are left out for learners). Absent: all of it. It goes by the channels alone unless
   * `isViewPersonal`: then streams make it for each reader anew.
   */
  view?(document: DocumentOf<Name>, reader: Reader, through: readonly string[]): DocumentOf<Name>
  readonly isViewPersonal?: boolean
}

export interface RuleDeps {
  readonly store: StoreReader
  /** SHA-256 of a document's client part, 64 hexadecimal digits: what a receipt is over. */
  readonly contentHash: (collection: CollectionName, document: AnyDocument) => string
  /** Makes a receipt for content (S14). */
  readonly signReceipt: (unsigned: UnsignedReceipt) => Receipt
}

/** Names of channels: what a document is put in and a reader follows. */
export const channel = {
  /** Published courses, for everyone signed in. */
  catalogue: 'catalogue',
  person: (personId: string) => `person:${personId}`,
  /** Content of a course, for those enrolled. */
  course: (courseId: string) => `course:${courseId}`,
  /** Everything of a course, keys and learners' work included, for those who teach it. */
  staff: (courseId: string) => `staff:${courseId}`,
  /** Everything about people, for administrators. */
  school: 'school',
} as const

import { stateHash } from '#canonical-json.ts'

/**
 * What both sides know of a synced collection beside its schema, which stands in `../schemas`: devices work with this, and leave schemas and all of zod to the server. `clientFields` are those that a device may write; all others are the server's and are taken from its state.
 */
export interface Collection<Name extends string = string, Document = never> {
  readonly name: Name
  /** Raised with each change of the schema; a `migrations` entry then makes the new version from the one before (S19). */
  readonly version: number
  readonly clientFields: readonly (keyof Document & string)[]
  /** Fields that the local database indexes; required ones only (Dexie). */
  readonly indexes: readonly (keyof Document & string)[]
  /** By target version: makes a document of it from one of the version before. */
  readonly migrations: Readonly<Record<number, (old: Record<string, unknown>) => Record<string, unknown>>>
  /** Present where two states merge without conflict (S11): commutative, associative, idempotent. */
  readonly merge?: (a: Document, b: Document) => Document
  /**
   * What a device makes of its unsent edit where the server's state has moved on meanwhile: what it sends next, or the server's state as it is.
   * Absent: both are kept, and the person chooses. `base`: the client's part of the state that the edit was made from, where it is kept.
   */
  readonly settle?: (mine: Document, theirs: Document, base?: Partial<Document>) => Document
  /** Fields of the two that can't be settled: where there are any, `theirs` is kept beside what `settle` made, and the person chooses. Absent: none. */
  readonly conflicts?: (mine: Document, theirs: Document, base?: Partial<Document>) => readonly string[]
  /** Beside an unsent edit a device keeps the client's part of the state that it was made from. */
  readonly keepsBase?: true
}

export const defineCollection = <Name extends string, Document extends { readonly id: string }>(
  collection: Collection<Name, Document>,
): Collection<Name, Document> => collection

/** What a device may write of a document: the part that compare-and-set looks at (S7). */
export const clientPart = (
  collection: { readonly clientFields: readonly string[] },
  document: Readonly<Record<string, unknown>>,
): Record<string, unknown> => {
  const part: Record<string, unknown> = {}
  for (const field of collection.clientFields) if (document[field] !== undefined) part[field] = document[field]
  return part
}

/** Hash of a document's client part; a deleted document hashes differently from every living one. */
export const clientStateHash = (
  collection: { readonly clientFields: readonly string[] },
  document: Readonly<Record<string, unknown>> & { readonly _deleted?: boolean | undefined },
): string => stateHash(document._deleted === true ? { _deleted: true } : clientPart(collection, document))

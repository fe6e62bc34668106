/**
 * The store: the only place where truth is. Two kinds of data live in it.
 *
 * **Documents** are what devices sync. Each has the number of the log under which it last changed and the channels that may see it;
 * the log numbers every change inside the transaction that makes it (S1).
 * **Tables** are the server's own rows (accounts, jobs, refused payloads…), found only by indexes that are declared and named.
 *
 * Guarantees of every adapter, proved by `store-contract.ts`:
 * - `transact` is all or nothing and serialisable against other `transact`s; when it has resolved, its writes survive a kill of the process
 *   and of the machine. `work` may run more than once: it has no effects but through `tx`.
 * - Whoever can read number n can read everything below n. The log has no gap and no repeat, across processes that share a store.
 * - Reads outside a transaction see only committed writes, and every one committed before the read began by this process.
 * - Values come back as they went in (JSON). They may be shared: nobody changes what a store has given, nor what it was given (the memory store's are
 *   frozen, so that tests find whoever does).
 */
export interface Store extends StoreReader {
  /** Asking it costs a round trip, so that what a group of writes will need is worth asking for first, all at once. */
  readonly isFar?: boolean
  /** `writesDocuments`: that it will is known before; where servers share a store, it then waits for its turn before it reads, and not in vain. */
  transact<Result>(
    work: (tx: StoreTransaction) => Promise<Result>,
    hint?: { readonly writesDocuments?: boolean },
  ): Promise<Result>
  /**
   * Removes for good what these entries of the log have left behind and only says that something is gone: each one's traces, and its document if it was
   * deleted by it; what has changed since stays. Whoever reads on from below must be told that they can't before this is called. May be cut off
   * anywhere; repeated, it goes on.
   */
  forget(entries: readonly LogEntry[]): Promise<void>
  /** Resolves when the store answers; rejects with `StoreUnavailable`. */
  ping(): Promise<void>
  /** Makes tables and indexes that are not there yet. Idempotent. */
  migrate(tables: readonly TableDefinition[]): Promise<void>
  close(): Promise<void>
}

export interface StoreReader {
  /** Number of the last committed change; 0 in an empty store. */
  head(): Promise<number>
  document(collection: string, id: string): Promise<StoredDocument | undefined>
  /** In the order asked; `undefined` where there is none. */
  documents(keys: readonly DocumentKey[]): Promise<readonly (StoredDocument | undefined)[]>
  /** Living documents of a collection by one of its declared lookups, in id order. */
  documentsBy(lookup: DocumentLookup): Promise<readonly StoredDocument[]>
  /**
   * What channels hold: for each span the entries with `after < number ≤ upTo`, merged, ordered by number, each document once (at its highest number), at most `limit`.
   * An entry is the present state of a document in that channel, or the trace that it has left.
   */
  channelEntries(query: ChannelQuery): Promise<readonly ChannelEntry[]>
  /** The log's commits that touch (after, upTo], in order, at most `limit`. */
  commits(after: number, upTo: number, limit: number): Promise<readonly LogCommit[]>
  row<Row extends TableRow>(table: string, id: string): Promise<Row | undefined>
  rows<Row extends TableRow>(query: TableQuery): Promise<readonly Row[]>
  countRows(query: Omit<TableQuery, 'limit' | 'order'>): Promise<number>
}

/**
 * What was read once in a transaction is at hand in it, and `document`, `documents` and `documentsBy` that are asked for together (not one after the
 * other's answer) are read together: who knows what a group of writes will need asks for all of it first.
 */
export interface StoreTransaction extends StoreReader {
  /**
   * Writes documents as one commit of the log and returns the number of the first; they get consecutive numbers in the order given.
   * `channels` replaces what the document had; a channel that it leaves keeps a trace under the new number (S4).
   * A document given twice in one transaction takes a number each time and ends as the last.
   */
  writeDocuments(documents: readonly DocumentWrite[]): Promise<number>
  /** What it has written of the log so far, in order; the log's own once it is committed. */
  changes(): readonly LogChange[]
  /** Inserts; rejects with `DuplicateKey` if the id or a unique index is taken. */
  insertRow(table: string, row: TableRow): Promise<void>
  /** Inserts or replaces. */
  putRow(table: string, row: TableRow): Promise<void>
  /** Resolves to whether it was there. */
  deleteRow(table: string, id: string): Promise<boolean>
}

export interface DocumentKey {
  readonly collection: string
  readonly id: string
}

export interface DocumentWrite extends DocumentKey {
  /** The whole document as the server holds it (including what only staff may see). JSON. */
  readonly content: Readonly<Record<string, unknown>>
  readonly deleted: boolean
  readonly channels: readonly string[]
  /** `clientStateHash` of the content: what compare-and-set looks at. */
  readonly stateHash: string
}

export interface StoredDocument extends DocumentWrite {
  readonly number: number
  /** The content's JSON, where the store has it at hand: what only passes on a document need not parse it and make it again. */
  readonly text?: string
}

/**
 * Lookups that every adapter indexes, over fields of `content`: what rules and routes ask of documents. Add here, never scan; what nobody asks is not kept,
 * since every write pays for it. A first field may be a list: each of its members finds the document.
 */
export const documentLookups = {
  units_by_course: { collection: 'units', fields: ['courseId'] },
  questions_by_course: { collection: 'questions', fields: ['courseId'] },
  files_by_course: { collection: 'files', fields: ['courseId'] },
  files_by_hash: { collection: 'files', fields: ['hash'] },
  enrolments_by_person: { collection: 'enrolments', fields: ['personId'] },
  enrolments_by_course: { collection: 'enrolments', fields: ['courseId'] },
  attempts_by_unit: { collection: 'attempts', fields: ['unitId'] },
  attempts_by_person_and_unit: { collection: 'attempts', fields: ['personId', 'unitId'] },
  certificates_by_person: { collection: 'certificates', fields: ['personId'] },
  notices_by_person: { collection: 'notices', fields: ['personId'] },
  courses_by_instructor_and_status: { collection: 'courses', fields: ['instructorId', 'status'] },
  courses_by_staff: { collection: 'courses', fields: ['staffIds'] },
  courses_by_status: { collection: 'courses', fields: ['status'] },
  courses_by_category_and_level: { collection: 'courses', fields: ['category', 'level'] },
  people_by_role: { collection: 'people', fields: ['role'] },
} as const satisfies Record<string, { readonly collection: string; readonly fields: readonly string[] }>
export type DocumentLookupName = keyof typeof documentLookups

export interface DocumentLookup {
  readonly lookup: DocumentLookupName
  /** Values of the lookup's fields in their order; a shorter list matches a prefix. */
  readonly values: readonly string[]
  /** Ids greater than this one. */
  readonly afterId?: string
  readonly limit?: number
}

export interface ChannelQuery {
  readonly spans: readonly { readonly channel: string; readonly after: number }[]
  readonly upTo: number
  readonly limit: number
  /** Only these; absent: all. */
  readonly collections?: readonly string[]
}

export interface ChannelEntry extends DocumentKey {
  readonly number: number
  /** Present state; absent where the document has left every channel asked for (then tell a tombstone). */
  readonly document?: StoredDocument
  /** The asked channels that hold it now; empty for a trace. */
  readonly channels: readonly string[]
}

/** Documents that were committed together, by one `writeDocuments` or several of a transaction: entries first…last in order. */
export interface LogCommit {
  readonly first: number
  readonly last: number
  readonly entries: readonly LogEntry[]
}
export interface LogEntry extends DocumentKey {
  readonly number: number
  readonly channels: readonly string[]
  /** Channels that it left with this change. */
  readonly left: readonly string[]
  readonly deleted: boolean
}

/** An entry of the log, and the document as the change has made it or later. */
export interface LogChange extends LogEntry {
  readonly document: StoredDocument
}

export interface TableDefinition {
  readonly name: string
  readonly indexes: readonly TableIndex[]
}
export interface TableIndex {
  /** Named after the query that it serves. */
  readonly name: string
  /** Top-level fields of the row, strings or numbers; rows that lack one are not in the index. */
  readonly fields: readonly string[]
  readonly unique?: boolean
}
export type TableRow = { readonly id: string } & Readonly<Record<string, unknown>>

export interface TableQuery {
  readonly table: string
  /** A declared index, or `id`. */
  readonly index: string
  /** Values of the index's first fields, in order. */
  readonly equals: readonly (string | number)[]
  /** Bounds of the next field: after (exclusive), upTo (inclusive). */
  readonly after?: string | number
  readonly upTo?: string | number
  /** By the index's fields; ascending unless told. */
  readonly order?: 'ascending' | 'descending'
  readonly limit: number
}

/** An id or a unique index is taken. */
export class DuplicateKey extends Error {
  override readonly name = 'DuplicateKey'
}
/**
 * The database is out of reach, full, or gave up after its retries. Nothing of the transaction was written, unless the connection broke during the very
 * commit and did not come back: then it may have been, and the message says so. Repeating is safe where the work is (S7, S15).
 */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable'
}
/** The database is there and can't be used as it is set up; the message says what to change. Trying again doesn't help. */
export class StoreMisconfigured extends Error {
  override readonly name = 'StoreMisconfigured'
}

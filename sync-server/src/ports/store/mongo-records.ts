import type { Binary, Collection, Db } from 'mongodb'
import { keyText } from './key-text.ts'
import { textDocument } from './text-document.ts'
import {
  documentLookups,
  type DocumentKey,
  type LogCommit,
  type StoredDocument,
  type TableDefinition,
  type TableRow,
} from './store.ts'

/**
 * How the store's data stand in MongoDB. What callers put in is kept as JSON text, so that no field name (`$`, `.`, none at all) means anything to
 * the database; what is looked for stands beside it.
 */
export interface DocumentRecord {
  /** `collection/id` */
  readonly _id: string
  readonly collection: string
  readonly id: string
  readonly number: number
  readonly deleted: boolean
  readonly stateHash: string
  readonly channels: readonly string[]
  /** Channels that hold a trace of it. */
  readonly traces: readonly string[]
  /** A text for each lookup that finds it, and for each prefix of the lookup's fields. */
  readonly lookups: readonly string[]
  readonly content: string
}
export interface TraceRecord {
  readonly _id: string
  readonly channel: string
  readonly number: number
  readonly collection: string
  readonly id: string
}
/** The commits of one transaction, by their last number. */
export interface CommitsRecord {
  readonly _id: number
  readonly first: number
  readonly commits: string
}
/** The sessions in which a process writes. */
export interface WriterRecord {
  /** Made anew at each start of a process. */
  readonly _id: string
  readonly sessions: readonly Binary[]
  readonly at: Date
}
/** The one record that every writing transaction changes: it orders them (S1). */
export interface LogRecord {
  readonly _id: 'log'
  readonly head: number
  /** Counts the transactions that took their turn. */
  readonly turn: number
}
/** Tickets given to transactions that want to write, and those that are done with. */
export interface TurnsRecord {
  readonly _id: 'turns'
  readonly given: number
  readonly done?: number
  /** Counts what transactions with a long turn show of their being alive. */
  readonly signs?: number
}
/** The lookups that all documents are found by. */
export interface DeclaredRecord {
  readonly _id: 'lookups'
  readonly texts: readonly string[]
}
export interface RowRecord {
  readonly _id: string
  readonly row: string
  /** By index: the row's values of its fields as one text. */
  readonly keys: Readonly<Record<string, string>>
}

export const createMongoCollections = (database: Db) => ({
  documents: database.collection<DocumentRecord>('documents'),
  traces: database.collection<TraceRecord>('traces'),
  commits: database.collection<CommitsRecord>('commits'),
  log: database.collection<LogRecord>('log'),
  turns: database.collection<TurnsRecord>('turns'),
  writers: database.collection<WriterRecord>('writers'),
  declared: database.collection<DeclaredRecord>('declared'),
  table: (name: string): Collection<RowRecord> => database.collection<RowRecord>(`table_${name}`),
})
export type MongoCollections = ReturnType<typeof createMongoCollections>

export const documentKeyText = ({ collection, id }: DocumentKey): string => `${collection}/${id}`
export const traceKeyText = (channel: string, key: string): string => keyText([channel, key])
export const lookupText = (lookup: string, values: readonly string[]): string => keyText([lookup, ...values])

export const lookupTextsOf = (collection: string, content: Readonly<Record<string, unknown>>): readonly string[] =>
  Object.entries(documentLookups).flatMap(([name, lookup]) => {
    if (lookup.collection !== collection) return []
    const [first, ...rest] = lookup.fields.map((field) => content[field])
    const members = Array.isArray(first) ? [...new Set<unknown>(first)] : [first]
    return members.flatMap((member) => {
      const values: string[] = []
      const texts: string[] = []
      for (const value of [member, ...rest]) {
        if (typeof value !== 'string') break
        values.push(value)
        texts.push(lookupText(name, values))
      }
      return texts
    })
  })

const documentsByRecord = new WeakMap<DocumentRecord, StoredDocument>()

/** Of one record always the same. */
export const recordToDocument = (record: DocumentRecord): StoredDocument => {
  const known = documentsByRecord.get(record)
  if (known !== undefined) return known
  const made = textDocument(record, record.content)
  documentsByRecord.set(record, made)
  return made
}

export const recordToCommits = (record: CommitsRecord): readonly LogCommit[] =>
  JSON.parse(record.commits) as readonly LogCommit[]

export const rowToRecord = (definition: TableDefinition, row: TableRow): RowRecord => {
  const keys: Record<string, string> = {}
  for (const { name, fields } of definition.indexes) {
    const values = fields.map((field) => row[field])
    if (values.every((value) => typeof value === 'string' || typeof value === 'number')) keys[name] = keyText(values)
  }
  return { _id: row.id, row: JSON.stringify(row), keys }
}

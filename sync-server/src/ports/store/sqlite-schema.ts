import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { documentLookups, StoreUnavailable } from './store.ts'

/**
 * What is written all day must touch few pages: each that is touched goes to the disk whole. So a document keeps its `doc` for good, new ones stand at the end of the
 * table, and what points to documents is small: channels are numbers, ids and the values of lookups 32 bits of a hash. Whoever finds something by a
 * hash looks whether it is what was asked for.
 */
const SCHEMA = `
CREATE TABLE documents (
  doc INTEGER PRIMARY KEY, id_hash INTEGER NOT NULL, collection TEXT NOT NULL, id TEXT NOT NULL, number INTEGER NOT NULL,
  deleted INTEGER NOT NULL, state_hash TEXT NOT NULL, channels TEXT NOT NULL, content TEXT NOT NULL
);
CREATE INDEX documents_by_id ON documents (id_hash);
CREATE TABLE channels (channel INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE channel_entries (
  channel INTEGER NOT NULL, number INTEGER NOT NULL, doc INTEGER NOT NULL, is_trace INTEGER NOT NULL, PRIMARY KEY (channel, number)
) WITHOUT ROWID;
CREATE TABLE traces (doc INTEGER NOT NULL, channel INTEGER NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (doc, channel)) WITHOUT ROWID;
CREATE TABLE lookups (lookup INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, fields TEXT NOT NULL);
CREATE TABLE document_lookups (
  lookup INTEGER NOT NULL, first INTEGER NOT NULL, second INTEGER NOT NULL, id TEXT NOT NULL, doc INTEGER NOT NULL,
  PRIMARY KEY (lookup, first, second, id)
) WITHOUT ROWID;
CREATE TABLE log_commits (last INTEGER PRIMARY KEY, first INTEGER NOT NULL, entries TEXT NOT NULL);
CREATE TABLE table_rows (name TEXT NOT NULL, id TEXT NOT NULL, content TEXT NOT NULL, PRIMARY KEY (name, id)) WITHOUT ROWID;
CREATE TABLE row_indexes (name TEXT PRIMARY KEY, fields TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE row_index (name TEXT NOT NULL, key TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (name, key, id)) WITHOUT ROWID;
`
/** Raised with each change of the schema; `migrations` then leads to it. */
const VERSION = 3

const TABLES_THAT_STAY = /CREATE TABLE (log_commits|table_rows|row_index) [^;]*;/g
const TABLES_OF_ROWS =
  /CREATE TABLE (row_indexes|row_index|table_rows|log_commits|channels|channel_entries|traces) [^;]*;/g

/** By the version that they lead from, each to the present one. */
const migrations: Readonly<Record<number, string>> = {
  // Kept ids and names of channels in every table.
  1: `
ALTER TABLE documents RENAME TO old_documents;
ALTER TABLE channel_entries RENAME TO old_channel_entries;
ALTER TABLE traces RENAME TO old_traces;
DROP TABLE document_lookups;
DROP INDEX row_index_by_id;
DELETE FROM row_index WHERE name LIKE '%.id';
${SCHEMA.replaceAll(TABLES_THAT_STAY, '')}
INSERT INTO documents (id_hash, collection, id, number, deleted, state_hash, channels, content)
  SELECT id_hash(collection, id), collection, id, number, deleted, state_hash, channels, content FROM old_documents ORDER BY number;
INSERT INTO channels (name) SELECT DISTINCT channel FROM old_channel_entries;
INSERT INTO channel_entries SELECT c.channel, o.number, d.doc, o.is_trace FROM old_channel_entries o
  JOIN channels c ON c.name = o.channel JOIN documents d ON d.id_hash = id_hash(o.collection, o.id) AND d.id = o.id AND d.collection = o.collection;
INSERT INTO traces SELECT d.doc, c.channel, o.number FROM old_traces o
  JOIN channels c ON c.name = o.channel JOIN documents d ON d.id_hash = id_hash(o.collection, o.id) AND d.id = o.id AND d.collection = o.collection;
DROP TABLE old_documents; DROP TABLE old_channel_entries; DROP TABLE old_traces;
`,
  // Kept ids and values of lookups as texts.
  2: `
DROP INDEX documents_by_id;
ALTER TABLE documents RENAME TO old_documents;
DROP TABLE document_lookups; DROP TABLE lookups;
${SCHEMA.replaceAll(TABLES_OF_ROWS, '')}
INSERT INTO documents (doc, id_hash, collection, id, number, deleted, state_hash, channels, content)
  SELECT doc, id_hash(collection, id), collection, id, number, deleted, state_hash, channels, content FROM old_documents ORDER BY doc;
DROP TABLE old_documents;
`,
}

/** Opens the file and brings it to the present schema. */
export const openWriting = (path: string): DatabaseSync => {
  const database = openDatabase(path, 48_000)
  try {
    database.exec('PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 2000; PRAGMA journal_size_limit = 67108864;')
    migrate(database)
    indexLookups(database)
    return database
  } catch (cause) {
    database.close()
    throw new StoreUnavailable(`The database file ${path} can't be brought to the present version`, { cause })
  }
}

export const openReading = (path: string): DatabaseSync => openDatabase(path, 8000)

const openDatabase = (path: string, cacheKilobytes: number): DatabaseSync => {
  try {
    const database = new DatabaseSync(path)
    database.exec(
      // A handed-in quiz takes two to three kilobytes: of such a page it wastes little. It holds for a new file only.
      `PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA busy_timeout = 5000; PRAGMA cache_size = -${String(cacheKilobytes)};`,
    )
    return database
  } catch (cause) {
    throw new StoreUnavailable(`The database file ${path} can't be opened`, { cause })
  }
}

const migrate = (database: DatabaseSync): void => {
  database.exec('BEGIN IMMEDIATE')
  const found = Number((database.prepare('PRAGMA user_version').get() as { user_version: number }).user_version)
  const hasTables = database.prepare("SELECT 1 FROM sqlite_master WHERE name = 'documents'").get() !== undefined
  const version = found === 0 && hasTables ? 1 : found
  if (version === 0) database.exec(SCHEMA)
  else if (version < VERSION) {
    database.function('id_hash', { deterministic: true }, (collection, id) => idHash(String(collection), String(id)))
    database.exec(migrations[version] ?? '')
  }
  database.exec(`PRAGMA user_version = ${String(VERSION)}; COMMIT`)
}

/** Lookups that were declared since the file was last opened are made for the documents that are there; others are dropped. */
const indexLookups = (database: DatabaseSync): void => {
  database.exec('BEGIN IMMEDIATE')
  const known = database.prepare('SELECT lookup, name, fields FROM lookups').all() as {
    lookup: number
    name: string
    fields: string
  }[]
  const declared = new Map<string, string>(
    Object.entries(documentLookups).map(([name, { fields }]) => [name, fields.join()]),
  )
  const isKept = ({ name, fields }: { name: string; fields: string }) => declared.get(name) === fields
  for (const { lookup } of known.filter((one) => !isKept(one))) {
    database.prepare('DELETE FROM document_lookups WHERE lookup = ?').run(lookup)
    database.prepare('DELETE FROM lookups WHERE lookup = ?').run(lookup)
  }
  const kept = new Set(known.filter(isKept).map(({ name }) => name))
  for (const [name, { collection, fields }] of Object.entries(documentLookups)) {
    if (kept.has(name)) continue
    const { lastInsertRowid } = database
      .prepare('INSERT INTO lookups (name, fields) VALUES (?, ?)')
      .run(name, fields.join())
    const add = database.prepare('INSERT INTO document_lookups (lookup, first, second, id, doc) VALUES (?, ?, ?, ?, ?)')
    const documents = database.prepare('SELECT doc, id, content FROM documents WHERE collection = ? AND deleted = 0')
    for (const row of documents.iterate(collection) as Iterable<{ doc: number; id: string; content: string }>) {
      for (const key of lookupKeys(fields, JSON.parse(row.content) as Record<string, unknown>))
        add.run(lastInsertRowid, key.first, key.second, row.id, row.doc)
    }
  }
  database.exec('COMMIT')
}

/** A document's place in a lookup: a hash for each of its fields. */
export interface LookupKey {
  readonly first: number
  /** 0 in a lookup of one field. */
  readonly second: number
}

/** None where the document lacks one of the fields; one for each member of a first field that is a list. */
export const lookupKeys = (
  fields: readonly string[],
  content: Readonly<Record<string, unknown>>,
): readonly LookupKey[] => {
  const [first, second] = fields.map((field) => content[field])
  if (fields.length > 1 && typeof second !== 'string') return []
  const secondHash = typeof second === 'string' ? textHash(second) : 0
  if (typeof first === 'string') return [{ first: textHash(first), second: secondHash }]
  if (!Array.isArray(first)) return []
  const hashes = new Set(first.filter((member) => typeof member === 'string').map((member) => textHash(member)))
  return [...hashes].map((hash) => ({ first: hash, second: secondHash }))
}

export const idHash = (collection: string, id: string): number => textHash(id, textHash(collection))

/** FNV-1a over UTF-16, 32 bits, without sign. */
export const textHash = (text: string, seed = 0x811c9dc5): number => {
  let hash = seed
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return hash >>> 0
}

/** Prepares each text once. */
export type Statements = (sql: string) => StatementSync
export const createStatements = (database: DatabaseSync): Statements => {
  const statements = new Map<string, StatementSync>()
  return (sql) => {
    const known = statements.get(sql)
    if (known !== undefined) return known
    const made = database.prepare(sql)
    statements.set(sql, made)
    return made
  }
}

/** What SQLite says when the file can't be used now: busy, read-only, input or output failed, damaged, full, can't be opened. */
const OUT_OF_ORDER: ReadonlySet<number> = new Set([5, 8, 10, 11, 13, 14])

export const toStoreError = (error: unknown): unknown => {
  const { errcode } = error as { readonly errcode?: number }
  return errcode !== undefined && OUT_OF_ORDER.has(errcode & 0xff)
    ? new StoreUnavailable(`The database file can’t be used: ${(error as Error).message}`, { cause: error })
    : error
}

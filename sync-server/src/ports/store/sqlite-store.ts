import {
  adoptDraft,
  createDocumentReader,
  createDraft,
  createKnown,
  writeDocuments,
  writeLog,
} from './sqlite-documents.ts'
import { forgetEntry } from './sqlite-forget.ts'
import { createRowReader, declareTables, deleteRow, insertRow, putRow } from './sqlite-rows.ts'
import { createStatements, openReading, openWriting, toStoreError, type Statements } from './sqlite-schema.ts'
import { StoreUnavailable, type Store, type StoreTransaction, type TableDefinition } from './store.ts'

/**
 * The store in one SQLite file. One connection writes, another reads what is committed (WAL lets them go on side by side).
 * `synchronous=FULL`: a commit is on disk before `transact` resolves, which costs one fsync a transaction, not one a document (S2).
 * One process at a time may hold the file: it remembers what it has read and written.
 */
export const createSqliteStore = ({ path }: { readonly path: string }): Store => {
  const writing = openWriting(path)
  const reading = openReading(path)
  const definitions = new Map<string, TableDefinition>()
  const known = createKnown(createStatements(reading))
  const reader = { statement: createStatements(reading), known, definitions }
  const writer = { statement: createStatements(writing), known, definitions }
  let last: Promise<unknown> = Promise.resolve()

  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const run = last.then(async () => {
      begin(writer.statement)
      try {
        return await work()
      } catch (error) {
        if (writing.isTransaction) writing.exec('ROLLBACK')
        throw toStoreError(error)
      }
    })
    last = run.catch(() => undefined)
    return run
  }

  const transact = <Result>(work: (tx: StoreTransaction) => Promise<Result>): Promise<Result> =>
    inTurn(async () => {
      const draft = createDraft()
      const connection = { ...writer, draft }
      const result = await work({
        ...createDocumentReader(connection),
        ...createRowReader(connection),
        writeDocuments: async (writes) => writeDocuments(connection, writes),
        changes: () => draft.changes,
        insertRow: async (table, row) => insertRow(connection, table, row),
        putRow: async (table, row) => putRow(connection, table, row),
        deleteRow: async (table, id) => deleteRow(connection, table, id),
      })
      writeLog(connection)
      writer.statement('COMMIT').run()
      adoptDraft(known, draft)
      return result
    })

  return {
    ...createDocumentReader(reader),
    ...createRowReader(reader),
    transact,
    forget: (entries) =>
      inTurn(async () => {
        for (const entry of entries) forgetEntry(writer, entry)
        writer.statement('COMMIT').run()
        for (const { collection, id } of entries) known.documents.delete(collection, id)
      }),
    ping: async () => {
      try {
        reader.statement('SELECT 1').get()
      } catch (cause) {
        throw new StoreUnavailable('The database file does not answer', { cause })
      }
    },
    migrate: async (tables) => {
      await last
      begin(writer.statement)
      declareTables(writer.statement, definitions, tables)
      writing.exec('COMMIT')
    },
    close: async () => {
      await last
      reading.close()
      writing.close()
    },
  }
}

const begin = (statement: Statements): void => {
  try {
    statement('BEGIN IMMEDIATE').run()
  } catch (cause) {
    throw new StoreUnavailable('Another process holds the database, or the disk is full', { cause })
  }
}

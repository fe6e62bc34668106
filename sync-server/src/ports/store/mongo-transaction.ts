import type { AnyBulkWriteOperation, ClientSession } from 'mongodb'
import { asConnectionLost } from './mongo-errors.ts'
import { createMongoReader, definitionOf, findDocuments, findDocumentsBy, type MongoReading } from './mongo-reader.ts'
import {
  documentKeyText,
  lookupText,
  lookupTextsOf,
  recordToDocument,
  rowToRecord,
  traceKeyText,
  type DocumentRecord,
  type MongoCollections,
  type RowRecord,
  type TraceRecord,
} from './mongo-records.ts'
import {
  documentLookups,
  DuplicateKey,
  type DocumentWrite,
  type LogChange,
  type LogCommit,
  type LogEntry,
  type StoreTransaction,
  type TableDefinition,
  type TableRow,
} from './store.ts'

/**
 * One transaction: what it writes is gathered here and goes to the database in a few bulk requests at its end (or before a query that
 * must see it); what it has read once is not asked for again, as its snapshot doesn't change. Keys that are asked for together are read together.
 */
export const createMongoTransaction = (deps: {
  readonly session: ClientSession
  readonly collections: MongoCollections
  readonly definitions: ReadonlyMap<string, TableDefinition>
  /** Called before the transaction takes its turn among those that write; what it throws ends the transaction. */
  readonly beforeTurn: () => Promise<void>
  /** Called before its first write. */
  readonly beforeWriting: () => Promise<void>
}) => {
  const { session, collections, definitions, beforeTurn, beforeWriting } = deps
  let head: number | undefined
  let failure: { readonly error: unknown } | undefined
  let last: Promise<unknown> = Promise.resolve()

  /** One request at a time: a session can't do two. After a failure the transaction is over, whatever `work` does about it. */
  const run = <Result>(query: (session: ClientSession) => Promise<Result>): Promise<Result> => {
    const result = last.then(async () => {
      if (failure !== undefined) throw failure.error
      try {
        return await query(session)
      } catch (thrown) {
        const error = asConnectionLost(thrown)
        failure = { error }
        throw error
      }
    })
    last = result.catch(() => undefined)
    return result
  }
  const reading: MongoReading = { collections, definitions, run }
  const reader = createMongoReader(reading)

  const documents = createKnownRecords<DocumentRecord>((keys) => findDocuments(reading, keys))
  const lookups = createKnownLookups((texts) =>
    run((s) => collections.documents.find({ lookups: { $in: [...texts] } }, { session: s, batchSize: 1000 }).toArray()),
  )
  const rowsByTable = new Map<string, ReturnType<typeof createKnownRecords<RowRecord>>>()
  const rowsOf = (table: string) => {
    const known = rowsByTable.get(table)
    if (known !== undefined) return known
    definitionOf(definitions, table)
    const made = createKnownRecords<RowRecord>((keys) =>
      run((s) =>
        collections
          .table(table)
          .find({ _id: { $in: [...keys] } }, { session: s })
          .toArray(),
      ),
    )
    rowsByTable.set(table, made)
    return made
  }
  const traces = new Map<string, TraceRecord | undefined>()
  let commits: LogCommit[] = []
  const changes: LogChange[] = []
  let unwrittenHead: number | undefined
  /** It has seen what it doesn't write: another transaction could change that beside it, if both didn't take their turn. */
  let hasSeenMore = false

  /** Orders this transaction among those that write: two that were begun side by side can't both (S1). */
  const takeTurn = async (): Promise<number> => {
    if (head !== undefined) return head
    const log = await run(async (s) => {
      await beforeTurn()
      await beforeWriting()
      return collections.log.findOneAndUpdate({ _id: 'log' }, { $inc: { turn: 1 } }, { session: s })
    })
    if (log === null) throw new Error('The database has not been migrated')
    head ??= log.head
    return head
  }

  const writeOne = (write: DocumentWrite, number: number): LogEntry => {
    const { collection, id, content, deleted, stateHash } = write
    const _id = documentKeyText(write)
    const channels = [...new Set(write.channels)]
    const before = documents.get(_id)
    const left = (before?.channels ?? []).filter((channel) => !channels.includes(channel))
    const tracesBefore = before?.traces ?? []
    for (const channel of tracesBefore)
      if (channels.includes(channel)) traces.set(traceKeyText(channel, _id), undefined)
    for (const channel of left) {
      const key = traceKeyText(channel, _id)
      traces.set(key, { _id: key, channel, number, collection, id })
    }
    const record: DocumentRecord = {
      _id,
      collection,
      id,
      number,
      deleted,
      stateHash,
      channels,
      traces: [...new Set([...tracesBefore.filter((channel) => !channels.includes(channel)), ...left])],
      lookups: deleted ? [] : lookupTextsOf(collection, content),
      content: JSON.stringify(content),
    }
    documents.put(_id, record)
    const entry: LogEntry = { collection, id, number, channels, left, deleted }
    changes.push({ ...entry, document: recordToDocument(record) })
    return entry
  }

  const flushDocuments = async (): Promise<void> => {
    const { inserts, replacements } = documents.takeUnwritten()
    if (inserts.length > 0) await run((s) => collections.documents.insertMany(inserts, { session: s, ordered: false }))
    if (replacements.length > 0)
      await run((s) => collections.documents.bulkWrite(replacements, { session: s, ordered: false }))
    if (traces.size > 0) {
      const operations = [...traces].map(([_id, trace]): AnyBulkWriteOperation<TraceRecord> =>
        trace === undefined
          ? { deleteOne: { filter: { _id } } }
          : { replaceOne: { filter: { _id }, replacement: trace, upsert: true } },
      )
      traces.clear()
      await run((s) => collections.traces.bulkWrite(operations, { session: s, ordered: false }))
    }
    if (commits.length > 0) {
      const record = { _id: commits.at(-1)?.last ?? 0, first: commits[0]?.first ?? 0, commits: JSON.stringify(commits) }
      commits = []
      await run((s) => collections.commits.insertOne(record, { session: s }))
    }
    if (unwrittenHead !== undefined) {
      const $set = { head: unwrittenHead }
      unwrittenHead = undefined
      await run((s) => collections.log.updateOne({ _id: 'log' }, { $set }, { session: s }))
    }
  }

  const flushRows = async (table: string): Promise<void> => {
    const { inserts, replacements, deletions } = rowsOf(table).takeUnwritten()
    const isUnique = definitionOf(definitions, table).indexes.some(({ unique }) => unique === true)
    // Rows may take over each other's unique keys: all that are given up are free before the first is taken.
    const replaced = isUnique ? replacements.map(({ replaceOne }) => replaceOne.replacement) : []
    const operations: AnyBulkWriteOperation<RowRecord>[] = [
      ...[...deletions, ...replaced.map(({ _id }) => _id)].map((_id) => ({ deleteOne: { filter: { _id } } })),
      ...(isUnique ? [] : replacements),
      ...[...replaced, ...inserts].map((document) => ({ insertOne: { document } })),
    ]
    if (operations.length > 0) await run((s) => collections.table(table).bulkWrite(operations, { session: s }))
  }

  /** A unique index is taken, in the database or by what this transaction is about to write. */
  const checkUnique = async (table: string, record: RowRecord): Promise<void> => {
    const rows = rowsOf(table)
    for (const { name } of definitionOf(definitions, table).indexes.filter(({ unique }) => unique === true)) {
      const key = record.keys[name]
      if (key === undefined) continue
      const found = await run((s) => collections.table(table).findOne({ [`keys.${name}`]: key }, { session: s }))
      const isTakenThere = found !== null && found._id !== record._id && !rows.isWritten(found._id)
      if (isTakenThere || rows.written().some((other) => other._id !== record._id && other.keys[name] === key))
        throw new DuplicateKey(`${table}.${name} is taken`)
    }
  }

  const tx: StoreTransaction = {
    ...reader,
    head: async () => {
      hasSeenMore = true
      return head ?? (await reader.head())
    },
    document: async (collection, id) => {
      const key = documentKeyText({ collection, id })
      await documents.load([key])
      const record = documents.get(key)
      return record === undefined ? undefined : recordToDocument(record)
    },
    documents: async (keys) => {
      const texts = keys.map(documentKeyText)
      await documents.load(texts)
      return texts.map((text) => {
        const record = documents.get(text)
        return record === undefined ? undefined : recordToDocument(record)
      })
    },
    documentsBy: async (query) => {
      hasSeenMore = true
      const { lookup, values, afterId = '', limit } = query
      const { collection } = documentLookups[lookup]
      const text = lookupText(lookup, values)
      const pending = documents.written().filter((record) => record.collection === collection)
      // Of those found, as many as are pending may match no more.
      const found =
        limit === undefined
          ? await lookups.load(text)
          : await findDocumentsBy(reading, { ...query, limit: limit + pending.length })
      for (const record of found) documents.learn(record)
      return [
        ...found.filter(({ _id, id }) => id > afterId && !documents.isWritten(_id)),
        ...pending.filter((record) => record.lookups.includes(text) && record.id > afterId),
      ]
        .sort((a, b) => (a.id < b.id ? -1 : 1))
        .slice(0, limit)
        .map(recordToDocument)
    },
    channelEntries: async (query) => {
      hasSeenMore = true
      await flushDocuments()
      return reader.channelEntries(query)
    },
    commits: async (after, upTo, limit) => {
      hasSeenMore = true
      await flushDocuments()
      return reader.commits(after, upTo, limit)
    },
    row: async <Row extends TableRow>(table: string, id: string) => {
      await rowsOf(table).load([id])
      const record = rowsOf(table).get(id)
      return record === undefined ? undefined : (JSON.parse(record.row) as Row)
    },
    rows: async <Row extends TableRow>(query: Parameters<StoreTransaction['rows']>[0]) => {
      hasSeenMore = true
      await flushRows(query.table)
      return reader.rows<Row>(query)
    },
    countRows: async (query) => {
      hasSeenMore = true
      await flushRows(query.table)
      return reader.countRows(query)
    },
    writeDocuments: async (writes) => {
      await takeTurn()
      await documents.load(writes.map(documentKeyText))
      const first = (head ?? 0) + 1
      if (writes.length === 0) return first
      const entries = writes.map((write, index) => writeOne(write, first + index))
      head = first + writes.length - 1
      unwrittenHead = head
      commits.push({ first, last: head, entries })
      return first
    },
    changes: () => changes,
    insertRow: async (table, row) => {
      const rows = rowsOf(table)
      await rows.load([row.id])
      if (rows.get(row.id) !== undefined) throw new DuplicateKey(`${table} has a row ${row.id}`)
      const record = rowToRecord(definitionOf(definitions, table), row)
      await checkUnique(table, record)
      rows.put(row.id, record)
    },
    putRow: async (table, row) => {
      const rows = rowsOf(table)
      const record = rowToRecord(definitionOf(definitions, table), row)
      await checkUnique(table, record)
      rows.put(row.id, record)
    },
    deleteRow: async (table, id) => {
      const rows = rowsOf(table)
      await rows.load([id])
      const isThere = rows.get(id) !== undefined
      if (isThere) rows.put(id, undefined)
      return isThere
    },
  }

  return {
    tx,
    /** Before all else where it is known that others write too: what is read after is not read in vain. */
    takeTurn,
    /** Sends what is not sent yet. */
    flush: async (): Promise<void> => {
      const isWriting = documents.hasWritten() || [...rowsByTable.values()].some((rows) => rows.hasWritten())
      const isBlind =
        !hasSeenMore && documents.wroteAllItRead() && [...rowsByTable.values()].every((rows) => rows.wroteAllItRead())
      if (isWriting && isBlind) await beforeWriting()
      else if (isWriting) await takeTurn()
      for (const table of rowsByTable.keys()) await flushRows(table)
      await flushDocuments()
      await last
      if (failure !== undefined) throw failure.error
    },
  }
}

/** Records by key: those read, and over them those written, of which some are not yet in the database. */
const createKnownRecords = <Stored extends { readonly _id: string }>(
  find: (keys: readonly string[]) => Promise<readonly Stored[]>,
) => {
  const read = new Map<string, Stored | undefined>()
  const writes = new Map<string, Stored | undefined>()
  const unwritten = new Set<string>()
  /** Keys that were written, and are in the database for what this transaction sees. */
  const sent = new Set<string>()
  let wanted = new Set<string>()
  let loading: Promise<void> | undefined

  const loadWanted = async (): Promise<void> => {
    const keys = [...wanted]
    wanted = new Set()
    loading = undefined
    for (const record of await find(keys)) read.set(record._id, record)
    for (const key of keys) if (!read.has(key)) read.set(key, undefined)
  }

  return {
    /** Makes keys known; those asked for in one turn of the event loop are read by one request. */
    load: async (keys: readonly string[]): Promise<void> => {
      const unknown = keys.filter((key) => !read.has(key) && !writes.has(key))
      if (unknown.length === 0) return
      for (const key of unknown) wanted.add(key)
      loading ??= Promise.resolve().then(loadWanted)
      await loading
    },
    learn: (record: Stored): void => {
      if (!read.has(record._id)) read.set(record._id, record)
    },
    get: (key: string): Stored | undefined => (writes.has(key) ? writes.get(key) : read.get(key)),
    put: (key: string, record: Stored | undefined): void => {
      writes.set(key, record)
      unwritten.add(key)
    },
    isWritten: (key: string): boolean => writes.has(key),
    written: (): readonly Stored[] => [...writes.values()].filter((record) => record !== undefined),
    hasWritten: (): boolean => writes.size > 0,
    wroteAllItRead: (): boolean => [...read.keys()].every((key) => writes.has(key)),
    takeUnwritten: () => {
      const inserts: Stored[] = []
      const replacements: { replaceOne: { filter: { _id: string }; replacement: Stored; upsert: true } }[] = []
      const deletions: string[] = []
      for (const key of unwritten) {
        const record = writes.get(key)
        const isAbsent = read.has(key) && read.get(key) === undefined && !sent.has(key)
        if (record === undefined) {
          if (!isAbsent) deletions.push(key)
        } else if (isAbsent) inserts.push(record)
        else replacements.push({ replaceOne: { filter: { _id: key }, replacement: record, upsert: true } })
        sent.add(key)
      }
      unwritten.clear()
      return { inserts, replacements, deletions }
    },
  }
}

/** What lookups find in the transaction's snapshot; those asked for in one turn of the event loop are read by one request. */
const createKnownLookups = (find: (texts: readonly string[]) => Promise<readonly DocumentRecord[]>) => {
  const known = new Map<string, Promise<readonly DocumentRecord[]>>()
  let wanted: string[] = []
  let loading: Promise<ReadonlyMap<string, readonly DocumentRecord[]>> | undefined

  const loadWanted = async (): Promise<ReadonlyMap<string, readonly DocumentRecord[]>> => {
    const texts = wanted
    wanted = []
    loading = undefined
    const found = new Map(texts.map((text) => [text, [] as DocumentRecord[]]))
    for (const record of await find(texts)) for (const text of record.lookups) found.get(text)?.push(record)
    return found
  }

  return {
    load: (text: string): Promise<readonly DocumentRecord[]> => {
      const asked = known.get(text)
      if (asked !== undefined) return asked
      wanted.push(text)
      loading ??= Promise.resolve().then(loadWanted)
      const records = loading.then((found) => found.get(text) ?? [])
      known.set(text, records)
      return records
    },
  }
}

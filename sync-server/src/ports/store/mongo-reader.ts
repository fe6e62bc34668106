import type { ClientSession } from 'mongodb'
import { keyText, keyTextEnd } from './key-text.ts'
import {
  documentKeyText,
  lookupText,
  recordToCommits,
  recordToDocument,
  type DocumentRecord,
  type MongoCollections,
} from './mongo-records.ts'
import {
  documentLookups,
  type ChannelEntry,
  type ChannelQuery,
  type DocumentKey,
  type DocumentLookup,
  type LogCommit,
  type StoreReader,
  type TableDefinition,
  type TableQuery,
  type TableRow,
} from './store.ts'

/** More channels in one query than this, and MongoDB sorts in memory instead of merging the index's own order. */
const CHANNELS_PER_QUERY = 100

export interface MongoReading {
  readonly collections: MongoCollections
  readonly definitions: ReadonlyMap<string, TableDefinition>
  /** Gives a query the session that it is to run in. */
  readonly run: <Result>(query: (session: ClientSession) => Promise<Result>) => Promise<Result>
}

/** The store's queries; every one is served by an index. */
export const createMongoReader = (reading: MongoReading): StoreReader => ({
  head: async () => {
    const log = await reading.run((session) => reading.collections.log.findOne({ _id: 'log' }, { session }))
    return log?.head ?? 0
  },
  document: async (collection, id) => {
    const [record] = await findDocuments(reading, [documentKeyText({ collection, id })])
    return record === undefined ? undefined : recordToDocument(record)
  },
  documents: async (keys: readonly DocumentKey[]) => {
    const texts = keys.map(documentKeyText)
    const found = new Map((await findDocuments(reading, [...new Set(texts)])).map((record) => [record._id, record]))
    return texts.map((text) => {
      const record = found.get(text)
      return record === undefined ? undefined : recordToDocument(record)
    })
  },
  documentsBy: async (lookup) => (await findDocumentsBy(reading, lookup)).map(recordToDocument),
  channelEntries: (query) => findChannelEntries(reading, query),
  commits: async (after, upTo, limit) => {
    if (limit < 1) return []
    const records = await reading.run((session) =>
      reading.collections.commits
        .find({ _id: { $gt: after }, first: { $lte: upTo } }, { session, sort: { _id: 1 }, limit })
        .toArray(),
    )
    return records
      .flatMap(recordToCommits)
      .filter((commit: LogCommit) => commit.last > after && commit.first <= upTo)
      .slice(0, limit)
  },
  row: async <Row extends TableRow>(table: string, id: string) => {
    definitionOf(reading.definitions, table)
    const record = await reading.run((session) => reading.collections.table(table).findOne({ _id: id }, { session }))
    return record === null ? undefined : (JSON.parse(record.row) as Row)
  },
  rows: async <Row extends TableRow>(query: TableQuery) => {
    const { filter, field } = tableFilter(reading.definitions, query)
    if (query.limit < 1) return []
    const direction = query.order === 'descending' ? -1 : 1
    const sort: Record<string, 1 | -1> = field === '_id' ? { _id: direction } : { [field]: direction, _id: direction }
    const records = await reading.run((session) =>
      reading.collections.table(query.table).find(filter, { session, sort, limit: query.limit }).toArray(),
    )
    return records.map((record) => JSON.parse(record.row) as Row)
  },
  countRows: (query) => {
    const { filter, hint } = tableFilter(reading.definitions, query)
    return reading.run((session) => reading.collections.table(query.table).countDocuments(filter, { session, hint }))
  },
})

export const findDocuments = (
  { collections, run }: Pick<MongoReading, 'collections' | 'run'>,
  keys: readonly string[],
): Promise<readonly DocumentRecord[]> => {
  if (keys.length === 0) return Promise.resolve([])
  return run((session) =>
    collections.documents.find({ _id: { $in: [...keys] } }, { session, batchSize: 1000 }).toArray(),
  )
}

export const findDocumentsBy = (
  { collections, run }: Pick<MongoReading, 'collections' | 'run'>,
  { lookup, values, afterId, limit }: DocumentLookup,
): Promise<readonly DocumentRecord[]> => {
  const { collection } = documentLookups[lookup]
  const start = { lookups: lookupText(lookup, values) }
  const filter =
    afterId === undefined ? start : { ...start, _id: { $gt: documentKeyText({ collection, id: afterId }) } }
  return run((session) =>
    collections.documents
      .find(filter, { session, sort: { _id: 1 }, batchSize: 1000, ...(limit === undefined ? {} : { limit }) })
      .toArray(),
  )
}

/** Spans that go on from one number share a query; each query gives its first `limit`, among which are the merge's. */
const findChannelEntries = async (
  { collections, run }: MongoReading,
  { spans, upTo, limit, collections: asked }: ChannelQuery,
): Promise<readonly ChannelEntry[]> => {
  const open = spans.filter(({ after }) => after < upTo)
  if (limit < 1 || open.length === 0) return []
  const queries = [...Map.groupBy(open, ({ after }) => after)].flatMap(([after, group]) =>
    chunksOf(group, CHANNELS_PER_QUERY).map((chunk) => ({ after, channels: chunk.map(({ channel }) => channel) })),
  )
  const only = asked === undefined ? {} : { collection: { $in: [...asked] } }
  const found = await Promise.all(
    queries.map(async ({ after, channels }) => {
      const number = { $gt: after, $lte: upTo }
      const channel = channels.length === 1 && channels[0] !== undefined ? channels[0] : { $in: channels }
      const options = { sort: { number: 1 }, limit, batchSize: 1000 } as const
      const [documents, traces] = await Promise.all([
        run((session) =>
          collections.documents.find({ channels: channel, number, ...only }, { ...options, session }).toArray(),
        ),
        run((session) => collections.traces.find({ channel, number, ...only }, { ...options, session }).toArray()),
      ])
      return { channels: new Set(channels), documents, traces }
    }),
  )
  const entries = new Map<string, ChannelEntry>()
  for (const { channels, documents } of found)
    for (const record of documents) {
      const known = entries.get(record._id)
      entries.set(record._id, {
        collection: record.collection,
        id: record.id,
        number: record.number,
        document: recordToDocument(record),
        channels: [...(known?.channels ?? []), ...record.channels.filter((channel) => channels.has(channel))],
      })
    }
  for (const { traces } of found)
    for (const { collection, id, number } of traces) {
      const key = documentKeyText({ collection, id })
      const known = entries.get(key)
      if (known === undefined || (known.document === undefined && known.number < number))
        entries.set(key, { collection, id, number, channels: [] })
    }
  return [...entries.values()].sort((a, b) => a.number - b.number).slice(0, limit)
}

const chunksOf = <Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size))

export const definitionOf = (definitions: ReadonlyMap<string, TableDefinition>, table: string): TableDefinition => {
  const definition = definitions.get(table)
  if (definition === undefined) throw new Error(`No table ${table}: declare it to migrate()`)
  return definition
}

const tableFilter = (
  definitions: ReadonlyMap<string, TableDefinition>,
  query: Omit<TableQuery, 'limit'>,
): { readonly filter: object; readonly field: string; readonly hint: string } => {
  const { indexes } = definitionOf(definitions, query.table)
  const { index, equals, after, upTo } = query
  if (index === 'id') {
    const [id] = equals
    const range = {
      ...(id === undefined ? {} : { $eq: id }),
      ...(after === undefined ? {} : { $gt: after }),
      ...(upTo === undefined ? {} : { $lte: upTo }),
    }
    return { filter: { _id: { $gte: '', ...range } }, field: '_id', hint: '_id_' }
  }
  if (!indexes.some(({ name }) => name === index)) throw new Error(`No index ${index} on ${query.table}`)
  const field = `keys.${index}`
  const low = after === undefined ? keyText(equals) : keyTextEnd(keyText([...equals, after]))
  const high = keyTextEnd(keyText(upTo === undefined ? equals : [...equals, upTo]))
  return { filter: { [field]: { $gte: low, $lt: high } }, field, hint: index }
}

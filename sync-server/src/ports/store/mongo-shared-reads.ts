import { keyText } from './key-text.ts'
import { createMongoReader, definitionOf, findDocuments, type MongoReading } from './mongo-reader.ts'
import { documentKeyText, lookupText, recordToDocument, type DocumentRecord, type RowRecord } from './mongo-records.ts'
import type { StoreReader, TableIndex, TableQuery, TableRow } from './store.ts'

/** Requests of one kind that are under way at the same time. */
const MOST_AT_ONCE = 2
const KEYS_PER_REQUEST = 500
/** Who asks for so many documents at once is answered by a request of their own. */
const MOST_OF_ONE = 50
const HEAD = 'log'
type RowField = '_id' | `keys.${string}`

/**
 * The store's queries outside transactions, of which those for single things travel together: while requests are under way, what else is asked gathers, and goes with
 * the next one. A request leaves after everybody in it has asked, so each sees all that was committed before. A server that does little asks at once; one under
 * load spends a request on many.
 */
export const createSharedReader = (reading: MongoReading): StoreReader => {
  const { collections, definitions, run } = reading
  const reader = createMongoReader(reading)
  const head = createGathering(async () => new Map([[HEAD, await reader.head()]]))
  const documents = createGathering(async (keys) => byId(await findDocuments(reading, keys)))
  const lookups = createGathering(async (texts) => {
    const found = new Map(texts.map((text) => [text, [] as DocumentRecord[]]))
    const records = await run((session) =>
      collections.documents.find({ lookups: { $in: [...texts] } }, { session, batchSize: 1000 }).toArray(),
    )
    for (const record of records) for (const text of record.lookups) found.get(text)?.push(record)
    return found
  })
  const rowsByField = new Map<string, ReturnType<typeof createGathering<readonly RowRecord[]>>>()
  /**
   * In the order of their ids. `mostOfOne`: so many of a key are wanted; without it the field is one that no two rows share. Undefined where so many were found of all
   * keys together that some of this one's may be lacking.
   */
  const rowsBy = (
    table: string,
    field: RowField,
    key: string,
    mostOfOne?: number,
  ): Promise<readonly RowRecord[] | undefined> => {
    const name = `${table} ${field} ${String(mostOfOne)}`
    const gathering = rowsByField.get(name) ?? createGathering((keys) => findRows(table, field, keys, mostOfOne))
    rowsByField.set(name, gathering)
    return gathering(key)
  }
  const findRows = async (
    table: string,
    field: RowField,
    keys: readonly string[],
    mostOfOne: number | undefined,
  ): Promise<ReadonlyMap<string, readonly RowRecord[]>> => {
    const limit = mostOfOne === undefined ? undefined : keys.length * mostOfOne
    const records = await run((session) =>
      collections
        .table(table)
        .find({ [field]: { $in: [...keys] } }, { session, batchSize: 1000, ...(limit === undefined ? {} : { limit }) })
        .toArray(),
    )
    const found = new Map(records.length === limit ? [] : keys.map((key) => [key, [] as RowRecord[]]))
    for (const record of records)
      found.get(field === '_id' ? record._id : (record.keys[field.slice(5)] ?? ''))?.push(record)
    for (const rows of found.values()) rows.sort((a, b) => (a._id < b._id ? -1 : 1))
    return found
  }
  /** The index of which the question gives all fields: by a token, or for the few rows of a person. */
  const wholeIndexOf = ({ table, index, equals, after, upTo, order, limit }: TableQuery): TableIndex | undefined => {
    const found = definitionOf(definitions, table).indexes.find(({ name }) => name === index)
    const isWhole = found?.fields.length === equals.length && after === undefined && upTo === undefined
    return isWhole && order !== 'descending' && limit >= 1 && limit <= MOST_OF_ONE ? found : undefined
  }
  const document = async (collection: string, id: string) => {
    const record = await documents(documentKeyText({ collection, id }))
    return record === undefined ? undefined : recordToDocument(record)
  }

  return {
    ...reader,
    head: async () => (await head(HEAD)) ?? 0,
    document,
    documents: (keys) =>
      keys.length > MOST_OF_ONE
        ? reader.documents(keys)
        : Promise.all(keys.map(({ collection, id }) => document(collection, id))),
    documentsBy: async (query) => {
      if (query.limit !== undefined || query.afterId !== undefined) return reader.documentsBy(query)
      const found = (await lookups(lookupText(query.lookup, query.values))) ?? []
      return found.toSorted((a, b) => (a._id < b._id ? -1 : 1)).map(recordToDocument)
    },
    row: async <Row extends TableRow>(table: string, id: string) => {
      definitionOf(definitions, table)
      const [record] = (await rowsBy(table, '_id', id)) ?? []
      return record === undefined ? undefined : (JSON.parse(record.row) as Row)
    },
    rows: async <Row extends TableRow>(query: TableQuery) => {
      const index = wholeIndexOf(query)
      if (index === undefined) return reader.rows<Row>(query)
      const most = index.unique === true ? undefined : query.limit
      const records = await rowsBy(query.table, `keys.${index.name}`, keyText(query.equals), most)
      if (records === undefined) return reader.rows<Row>(query)
      return records.slice(0, query.limit).map(({ row }) => JSON.parse(row) as Row)
    },
  }
}

/** Asks for what is found of one key, together with the keys that others ask for. */
const createGathering = <Found>(read: (keys: readonly string[]) => Promise<ReadonlyMap<string, Found>>) => {
  let wanted = new Set<string>()
  let next: Promise<ReadonlyMap<string, Found>> | undefined
  let underWay = 0
  let onFree: (() => void) | undefined

  const readInParts = async (keys: readonly string[]): Promise<ReadonlyMap<string, Found>> => {
    if (keys.length <= KEYS_PER_REQUEST) return read(keys)
    const parts = Array.from({ length: Math.ceil(keys.length / KEYS_PER_REQUEST) }, (_, part) =>
      read(keys.slice(part * KEYS_PER_REQUEST, (part + 1) * KEYS_PER_REQUEST)),
    )
    return new Map((await Promise.all(parts)).flatMap((found) => [...found]))
  }

  const gather = async (): Promise<ReadonlyMap<string, Found>> => {
    if (underWay >= MOST_AT_ONCE) await new Promise<void>((resolve) => (onFree = resolve))
    // Requests of devices that came together ask together.
    else await new Promise<void>((resolve) => setImmediate(resolve))
    const keys = [...wanted]
    wanted = new Set()
    next = undefined
    underWay += 1
    try {
      return await readInParts(keys)
    } finally {
      underWay -= 1
      onFree?.()
      onFree = undefined
    }
  }

  return async (key: string): Promise<Found | undefined> => {
    wanted.add(key)
    next ??= gather()
    return (await next).get(key)
  }
}

const byId = <Stored extends { readonly _id: string }>(records: readonly Stored[]): ReadonlyMap<string, Stored> =>
  new Map(records.map((record) => [record._id, record]))

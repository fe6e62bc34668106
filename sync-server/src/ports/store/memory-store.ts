import { isOrHolds } from './is-or-holds.ts'
import {
  documentLookups,
  DuplicateKey,
  type ChannelEntry,
  type DocumentKey,
  type DocumentLookupName,
  type LogChange,
  type LogCommit,
  type LogEntry,
  type Store,
  type StoredDocument,
  type StoreReader,
  type StoreTransaction,
  type TableDefinition,
  type TableQuery,
  type TableRow,
} from './store.ts'

/**
 * The store in this process's memory, for tests: it keeps every promise but durability, and freezes what it gives. A transaction works on a copy that replaces
 * the state when it succeeds; transactions run one after the other.
 */
export const createMemoryStore = (): Store => {
  let state: State = emptyState()
  let last: Promise<unknown> = Promise.resolve()

  const change = <Result>(work: (draft: State) => Promise<Result>): Promise<Result> => {
    const run = last.then(async () => {
      const draft = copyState(state)
      const result = await work(draft)
      state = draft
      return result
    })
    last = run.catch(() => undefined)
    return run
  }

  return {
    ...createReader(() => state),
    transact: (work) => change((draft) => work(createTransaction(draft))),
    forget: (entries) => change(async (draft) => forget(draft, entries)),
    ping: () => Promise.resolve(),
    migrate: async (tables) => {
      await last
      for (const table of tables)
        state.tables.set(table.name, { definition: table, rows: state.tables.get(table.name)?.rows ?? new Map() })
    },
    close: () => Promise.resolve(),
  }
}

interface State {
  readonly documents: Map<string, StoredDocument>
  /** By channel, by document: the number of the trace that it left. */
  readonly traces: Map<string, Map<string, number>>
  readonly commits: LogCommit[]
  readonly tables: Map<string, { readonly definition: TableDefinition; readonly rows: Map<string, TableRow> }>
  head: number
}

const emptyState = (): State => ({ documents: new Map(), traces: new Map(), commits: [], tables: new Map(), head: 0 })

const copyState = (state: State): State => ({
  documents: new Map(state.documents),
  traces: new Map([...state.traces].map(([channel, traces]) => [channel, new Map(traces)])),
  commits: [...state.commits],
  tables: new Map(
    [...state.tables].map(([name, table]) => [name, { definition: table.definition, rows: new Map(table.rows) }]),
  ),
  head: state.head,
})

/** As JSON holds it, and unchangeable. */
const frozen = <Value>(value: Value): Value =>
  JSON.parse(JSON.stringify(value), (_name, member: unknown) =>
    typeof member === 'object' ? Object.freeze(member) : member,
  ) as Value

const keyOf = ({ collection, id }: DocumentKey): string => `${collection}/${id}`

const createReader = (stateNow: () => State): StoreReader => ({
  head: async () => stateNow().head,
  document: async (collection, id) => stateNow().documents.get(keyOf({ collection, id })),
  documents: async (keys) => keys.map((key) => stateNow().documents.get(keyOf(key))),
  documentsBy: async ({ lookup, values, afterId = '', limit = Infinity }) => {
    const { collection, fields } = documentLookups[lookup] as (typeof documentLookups)[DocumentLookupName]
    return [...stateNow().documents.values()]
      .filter(
        (document) =>
          document.collection === collection &&
          !document.deleted &&
          document.id > afterId &&
          values.every((value, index) => isOrHolds(document.content[fields[index] ?? ''], value)),
      )
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .slice(0, limit)
  },
  channelEntries: async ({ spans, upTo, limit, collections }) => {
    const { documents, traces } = stateNow()
    const entries = new Map<string, ChannelEntry>()
    const isAsked = (collection: string) => collections === undefined || collections.includes(collection)
    for (const { channel, after } of spans) {
      for (const document of documents.values()) {
        if (!isAsked(document.collection) || !document.channels.includes(channel)) continue
        if (document.number <= after || document.number > upTo) continue
        const key = keyOf(document)
        entries.set(key, {
          collection: document.collection,
          id: document.id,
          number: document.number,
          document,
          channels: [...(entries.get(key)?.channels ?? []), channel],
        })
      }
      for (const [key, number] of traces.get(channel) ?? []) {
        const document = documents.get(key)
        if (document === undefined || !isAsked(document.collection) || number <= after || number > upTo) continue
        const known = entries.get(key)
        if (known === undefined || (known.document === undefined && known.number < number))
          entries.set(key, { collection: document.collection, id: document.id, number, channels: [] })
      }
    }
    return [...entries.values()].sort((a, b) => a.number - b.number).slice(0, limit)
  },
  commits: async (after, upTo, limit) =>
    stateNow()
      .commits.filter((commit) => commit.last > after && commit.first <= upTo)
      .slice(0, limit),
  row: async <Row extends TableRow>(table: string, id: string) =>
    tableOf(stateNow(), table).rows.get(id) as Row | undefined,
  rows: async <Row extends TableRow>(query: TableQuery) =>
    matchingRows(stateNow(), query).slice(0, query.limit) as unknown as readonly Row[],
  countRows: async (query) => matchingRows(stateNow(), query).length,
})

const createTransaction = (draft: State, changes: LogChange[] = []): StoreTransaction => ({
  ...createReader(() => draft),
  changes: () => changes,
  writeDocuments: async (writes) => {
    const first = draft.head + 1
    const entries: LogEntry[] = []
    for (const write of writes) {
      draft.head += 1
      const number = draft.head
      const key = keyOf(write)
      const left = (draft.documents.get(key)?.channels ?? []).filter((channel) => !write.channels.includes(channel))
      for (const channel of left) draft.traces.set(channel, (draft.traces.get(channel) ?? new Map()).set(key, number))
      for (const channel of write.channels) draft.traces.get(channel)?.delete(key)
      const { collection, id, content, deleted, channels, stateHash } = write
      const document = frozen({ collection, id, content, deleted, channels, stateHash, number })
      draft.documents.set(key, document)
      const entry = frozen({ collection, id, number, channels: [...channels], left, deleted })
      entries.push(entry)
      changes.push({ ...entry, document })
    }
    if (entries.length > 0) draft.commits.push({ first, last: draft.head, entries })
    return first
  },
  insertRow: async (table, row) => {
    if (tableOf(draft, table).rows.has(row.id)) throw new DuplicateKey(`${table} has a row ${row.id}`)
    putChecked(draft, table, row)
  },
  putRow: async (table, row) => putChecked(draft, table, row),
  deleteRow: async (table, id) => tableOf(draft, table).rows.delete(id),
})

const forget = ({ documents, traces }: State, entries: readonly LogEntry[]): void => {
  for (const { collection, id, number, left, deleted } of entries) {
    const key = keyOf({ collection, id })
    for (const channel of left) if (traces.get(channel)?.get(key) === number) traces.get(channel)?.delete(key)
    if (!deleted || documents.get(key)?.number !== number) continue
    documents.delete(key)
    for (const ofChannel of traces.values()) ofChannel.delete(key)
  }
}

const tableOf = (state: State, name: string) => {
  const table = state.tables.get(name)
  if (table === undefined) throw new Error(`No table ${name}: declare it to migrate()`)
  return table
}

const putChecked = (draft: State, name: string, row: TableRow): void => {
  const { definition, rows } = tableOf(draft, name)
  for (const index of definition.indexes) {
    if (index.unique !== true || index.fields.some((field) => row[field] === undefined)) continue
    for (const other of rows.values())
      if (other.id !== row.id && index.fields.every((field) => other[field] === row[field]))
        throw new DuplicateKey(`${name}.${index.name} is taken`)
  }
  rows.set(row.id, frozen(row))
}

const compareValues = (a: unknown, b: unknown): number =>
  typeof a === typeof b ? ((a as string) < (b as string) ? -1 : a === b ? 0 : 1) : typeof a === 'number' ? -1 : 1

const matchingRows = (state: State, query: Omit<TableQuery, 'limit'>): readonly TableRow[] => {
  const { definition, rows } = tableOf(state, query.table)
  const fields = query.index === 'id' ? ['id'] : definition.indexes.find((index) => index.name === query.index)?.fields
  if (fields === undefined) throw new Error(`No index ${query.index} on ${query.table}`)
  const bounded = fields[query.equals.length]
  const direction = query.order === 'descending' ? -1 : 1
  return [...rows.values()]
    .filter(
      (row) =>
        fields.every((field) => row[field] !== undefined) &&
        query.equals.every((value, index) => row[fields[index] ?? ''] === value) &&
        (query.after === undefined || (bounded !== undefined && compareValues(row[bounded], query.after) > 0)) &&
        (query.upTo === undefined || (bounded !== undefined && compareValues(row[bounded], query.upTo) <= 0)),
    )
    .sort((a, b) => {
      for (const field of [...fields, 'id']) {
        const order = compareValues(a[field], b[field])
        if (order !== 0) return order * direction
      }
      return 0
    })
}

import {
  createDocumentCache,
  createDocumentMap,
  type DocumentCache,
  type DocumentMap,
  type HeldDocument,
} from './document-cache.ts'
import { isOrHolds } from './is-or-holds.ts'
import { textDocument } from './text-document.ts'
import { idHash, lookupKeys, textHash, type LookupKey, type Statements } from './sqlite-schema.ts'
import {
  documentLookups,
  type ChannelEntry,
  type DocumentLookup,
  type DocumentLookupName,
  type DocumentWrite,
  type LogChange,
  type LogCommit,
  type LogEntry,
  type StoredDocument,
  type StoreReader,
} from './store.ts'

const CACHE_CHARACTERS = 6 * 1024 * 1024
/** Streams read the log on within milliseconds of a commit. */
const MOST_RECENT_COMMITS = 200

/** What this process knows of committed state beside the file; transactions have a view of it that holds their own writes too. */
export interface Known {
  /** Of the log. */
  head: number
  /** The last of the log, without a gap up to the head. */
  recentCommits: readonly LogCommit[]
  readonly documents: DocumentCache
  readonly channelsByName: Map<string, number>
  readonly lookupsByName: ReadonlyMap<string, number>
}
export const createKnown = (statement: Statements): Known => ({
  head: Number((statement('SELECT max(last) AS head FROM log_commits').get() as { head: number | null }).head ?? 0),
  recentCommits: [],
  documents: createDocumentCache({ maxCharacters: CACHE_CHARACTERS }),
  channelsByName: new Map(),
  lookupsByName: new Map(
    (statement('SELECT name, lookup FROM lookups').all() as { name: string; lookup: number }[]).map(
      ({ name, lookup }) => [name, lookup],
    ),
  ),
})

/** What a transaction has written so far; it becomes known when the transaction is committed. */
export interface Draft {
  readonly documents: DocumentMap
  readonly channelsByName: Map<string, number>
  /** Of the log; written as one when the transaction is committed. */
  readonly commits: LogCommit[]
  readonly changes: LogChange[]
  head: number | undefined
}
export const createDraft = (): Draft => ({
  documents: createDocumentMap(),
  channelsByName: new Map(),
  commits: [],
  changes: [],
  head: undefined,
})
export const adoptDraft = (known: Known, draft: Draft): void => {
  draft.documents.forEach(known.documents.set)
  if (draft.head !== undefined) known.head = draft.head
  if (draft.commits.length > 0)
    known.recentCommits = [...known.recentCommits.slice(-MOST_RECENT_COMMITS), ...draft.commits]
  for (const [name, channel] of draft.channelsByName) known.channelsByName.set(name, channel)
}

export interface Connection {
  readonly statement: Statements
  readonly known: Known
  /** Absent outside a transaction. */
  readonly draft?: Draft
}

export const createDocumentReader = (
  connection: Connection,
): Pick<StoreReader, 'head' | 'document' | 'documents' | 'documentsBy' | 'channelEntries' | 'commits'> => ({
  head: async () => headOf(connection),
  document: async (collection, id) => heldOf(connection, collection, id)?.stored,
  documents: async (keys) => keys.map(({ collection, id }) => heldOf(connection, collection, id)?.stored),
  documentsBy: async (lookup) => documentsBy(connection, lookup),
  channelEntries: async ({ spans, upTo, limit, collections }) => {
    const isAsked = (collection: string): boolean => collections === undefined || collections.includes(collection)
    const asked = spans.flatMap((span) => {
      const channel = channelOf(connection, span.channel)
      return channel === undefined ? [] : [{ ...span, channel, name: span.channel }]
    })
    const [only] = asked
    if (only !== undefined && asked.length === 1 && collections === undefined)
      return entriesOfOne(connection, only, upTo, limit)
    return entriesOfMany(connection, asked, upTo, limit, isAsked)
  },
  commits: async (after, upTo, limit) => commitsOf(connection, after, upTo, limit),
})

const headOf = ({ known, draft }: Connection): number => draft?.head ?? known.head

const commitsOf = (
  { statement, known, draft }: Connection,
  after: number,
  upTo: number,
  limit: number,
): readonly LogCommit[] => {
  const isAsked = ({ first, last }: LogCommit): boolean => last > after && first <= upTo
  const oldest = known.recentCommits[0]?.first ?? known.head + 1
  const committed =
    oldest <= after + 1
      ? known.recentCommits.filter(isAsked)
      : (
          statement(
            'SELECT first, last, entries FROM log_commits WHERE last > ? AND first <= ? ORDER BY last LIMIT ?',
          ).all(after, upTo, limit) as unknown as { first: number; last: number; entries: string }[]
        ).map(({ first, last, entries }): LogCommit => ({ first, last, entries: JSON.parse(entries) as LogEntry[] }))
  return [...committed, ...(draft?.commits ?? []).filter(isAsked)].slice(0, limit)
}

interface DocumentColumns {
  readonly doc: number
  readonly collection: string
  readonly id: string
  readonly number: number
  readonly deleted: number
  readonly state_hash: string
  readonly channels: string
  readonly content: string
}

const columnsToHeld = (row: DocumentColumns): HeldDocument => ({
  doc: row.doc,
  stored: columnsToStored(row),
})

const columnsToStored = ({
  collection,
  id,
  number,
  deleted,
  channels,
  state_hash: stateHash,
  content,
}: Omit<DocumentColumns, 'doc'>) =>
  textDocument(
    { collection, id, number, deleted: deleted === 1, channels: JSON.parse(channels) as string[], stateHash },
    content,
  )

const heldOf = ({ statement, known, draft }: Connection, collection: string, id: string): HeldDocument | undefined => {
  const found = draft?.documents.get(collection, id) ?? known.documents.get(collection, id)
  if (found !== undefined) return found
  const row = statement('SELECT * FROM documents WHERE id_hash = ? AND id = ? AND collection = ?').get(
    idHash(collection, id),
    id,
    collection,
  ) as unknown as DocumentColumns | undefined
  if (row === undefined) return undefined
  const held = columnsToHeld(row)
  known.documents.set(collection, id, held)
  return held
}

const documentsBy = (connection: Connection, query: DocumentLookup): readonly StoredDocument[] => {
  const { statement, known } = connection
  const { lookup, values, afterId = '', limit = Number.POSITIVE_INFINITY } = query
  const { collection, fields } = documentLookups[lookup] as (typeof documentLookups)[DocumentLookupName]
  const code = known.lookupsByName.get(lookup) ?? 0
  const [first, second] = values.map((value) => textHash(value))
  const isWhole = values.length === fields.length
  // Without the second field's value: all that have the first's. Their ids then come in no order.
  const ids = (
    isWhole
      ? statement(
          'SELECT id FROM document_lookups WHERE lookup = ? AND first = ? AND second = ? AND id > ? ORDER BY id',
        ).iterate(code, first ?? 0, second ?? 0, afterId)
      : statement('SELECT id FROM document_lookups WHERE lookup = ? AND first = ? AND id > ? ORDER BY id').iterate(
          code,
          first ?? 0,
          afterId,
        )
  ) as Iterable<{ id: string }>
  const found: StoredDocument[] = []
  for (const { id } of ids) {
    if (found.length >= limit) break
    const stored = heldOf(connection, collection, id)?.stored
    // Another value may have the same hash.
    if (stored !== undefined && values.every((value, index) => isOrHolds(stored.content[fields[index] ?? ''], value)))
      found.push(stored)
  }
  return found
}

/** A channel's number; undefined for one that nothing was ever put in. */
export const channelOf = ({ statement, known, draft }: Connection, name: string): number | undefined => {
  const found = draft?.channelsByName.get(name) ?? known.channelsByName.get(name)
  if (found !== undefined) return found
  const row = statement('SELECT channel FROM channels WHERE name = ?').get(name) as { channel: number } | undefined
  if (row !== undefined) known.channelsByName.set(name, row.channel)
  return row?.channel
}

interface Span {
  readonly channel: number
  readonly name: string
  readonly after: number
}

/** The common case, a long read of one channel, in one statement: entries with their documents. */
const entriesOfOne = (
  { statement }: Connection,
  { channel, name, after }: Span,
  upTo: number,
  limit: number,
): readonly ChannelEntry[] => {
  const query = statement(
    `SELECT e.number, e.is_trace, d.collection, d.id, d.number, d.deleted, d.channels, d.state_hash, d.content
      FROM channel_entries e JOIN documents d ON d.doc = e.doc
      WHERE e.channel = ? AND e.number > ? AND e.number <= ? ORDER BY e.number LIMIT ?`,
  )
  query.setReturnArrays(true)
  type Row = [number, number, string, string, number, number, string, string, string]
  return (query.all(channel, after, upTo, limit) as unknown as Row[]).map(
    ([number, isTrace, collection, id, lastNumber, deleted, channels, stateHash, content]) =>
      isTrace === 1
        ? { collection, id, number, channels: [] }
        : {
            collection,
            id,
            number,
            channels: [name],
            document: columnsToStored({
              collection,
              id,
              number: lastNumber,
              deleted,
              channels,
              state_hash: stateHash,
              content,
            }),
          },
  )
}

const entriesOfMany = (
  { statement }: Connection,
  spans: readonly Span[],
  upTo: number,
  limit: number,
  isAsked: (collection: string) => boolean,
): readonly ChannelEntry[] => {
  const byDocument = new Map<number, { readonly number: number; readonly channels: readonly string[] }>()
  for (const { channel, name, after } of spans) {
    // Each span gives its first `limit`; the merge's first `limit` are among them.
    let taken = 0
    const rows = statement(
      'SELECT e.number, e.doc, e.is_trace, d.collection FROM channel_entries e JOIN documents d ON d.doc = e.doc WHERE e.channel = ? AND e.number > ? AND e.number <= ? ORDER BY e.number',
    ).iterate(channel, after, upTo)
    for (const row of rows as Iterable<{ number: number; doc: number; is_trace: number; collection: string }>) {
      if (!isAsked(row.collection)) continue
      const before = byDocument.get(row.doc)
      const channels = row.is_trace === 1 ? (before?.channels ?? []) : [...(before?.channels ?? []), name]
      byDocument.set(row.doc, { number: Math.max(before?.number ?? 0, row.number), channels })
      taken += 1
      if (taken >= limit) break
    }
  }
  return [...byDocument]
    .sort(([, a], [, b]) => a.number - b.number)
    .slice(0, limit)
    .flatMap(([doc, { number, channels }]) => {
      const row = statement('SELECT * FROM documents WHERE doc = ?').get(doc) as unknown as DocumentColumns | undefined
      if (row === undefined) return []
      const { collection, id } = row
      return [
        { collection, id, number, channels, ...(channels.length === 0 ? {} : { document: columnsToHeld(row).stored }) },
      ]
    })
}

/** Writes documents under the next numbers; returns the first. */
export const writeDocuments = (connection: Required<Connection>, writes: readonly DocumentWrite[]): number => {
  const { draft } = connection
  const first = headOf(connection) + 1
  if (writes.length === 0) return first
  const entries = writes.map((write, index) => writeDocument(connection, write, first + index))
  draft.head = first + entries.length - 1
  draft.commits.push({ first, last: draft.head, entries })
  return first
}

/** Writes all that a transaction has changed into the log, before it is committed. */
export const writeLog = ({ statement, draft: { commits, head } }: Required<Connection>): void => {
  const first = commits[0]?.first
  if (first === undefined || head === undefined) return
  statement('INSERT INTO log_commits (first, last, entries) VALUES (?, ?, ?)').run(
    first,
    head,
    JSON.stringify(commits.flatMap(({ entries }) => entries)),
  )
}

const writeDocument = (connection: Required<Connection>, write: DocumentWrite, number: number): LogEntry => {
  const { statement, draft } = connection
  const { collection, id, content, deleted, stateHash } = write
  const channels = [...new Set(write.channels)]
  const before = heldOf(connection, collection, id)
  const left = before?.stored.channels.filter((channel) => !channels.includes(channel)) ?? []
  const text = JSON.stringify(content)
  const doc = before?.doc
  let place: number
  if (before === undefined || doc === undefined)
    place = Number(
      statement(
        'INSERT INTO documents (id_hash, collection, id, number, deleted, state_hash, channels, content) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      ).run(idHash(collection, id), collection, id, number, deleted ? 1 : 0, stateHash, JSON.stringify(channels), text)
        .lastInsertRowid,
    )
  else {
    place = doc
    statement(
      'UPDATE documents SET number = ?, deleted = ?, state_hash = ?, channels = ?, content = ? WHERE doc = ?',
    ).run(number, deleted ? 1 : 0, stateHash, JSON.stringify(channels), text, doc)
    leaveEntries(connection, before, channels, left)
  }
  const addEntry = statement('INSERT INTO channel_entries (channel, number, doc, is_trace) VALUES (?, ?, ?, ?)')
  for (const channel of channels) addEntry.run(channelToWrite(connection, channel), number, place, 0)
  for (const name of left) {
    const channel = channelToWrite(connection, name)
    addEntry.run(channel, number, place, 1)
    statement('INSERT INTO traces (doc, channel, number) VALUES (?, ?, ?)').run(place, channel, number)
  }
  writeLookups(connection, place, before, deleted ? undefined : write)
  const stored = textDocument({ collection, id, number, deleted, channels, stateHash }, text)
  draft.documents.set(collection, id, { doc: place, stored })
  const entry: LogEntry = { collection, id, number, channels, left, deleted }
  draft.changes.push({ ...entry, document: stored })
  return entry
}

/** Takes the document's former entries out of its channels, and its traces where it is back or leaves anew. */
const leaveEntries = (
  connection: Required<Connection>,
  { doc, stored }: HeldDocument,
  channels: readonly string[],
  left: readonly string[],
): void => {
  const { statement } = connection
  const remove = statement('DELETE FROM channel_entries WHERE channel = ? AND number = ?')
  for (const name of stored.channels) remove.run(channelToWrite(connection, name), stored.number)
  const touched = new Set([...channels, ...left].map((name) => channelToWrite(connection, name)))
  const traces = statement('SELECT channel, number FROM traces WHERE doc = ?').all(doc) as {
    channel: number
    number: number
  }[]
  for (const trace of traces) {
    if (!touched.has(trace.channel)) continue
    remove.run(trace.channel, trace.number)
    statement('DELETE FROM traces WHERE doc = ? AND channel = ?').run(doc, trace.channel)
  }
}

const channelToWrite = (connection: Required<Connection>, name: string): number => {
  const found = channelOf(connection, name)
  if (found !== undefined) return found
  const made = Number(connection.statement('INSERT INTO channels (name) VALUES (?)').run(name).lastInsertRowid)
  connection.draft.channelsByName.set(name, made)
  return made
}

const lookupsByCollection: ReadonlyMap<string, readonly (readonly [string, readonly string[]])[]> = Map.groupBy(
  Object.entries(documentLookups).map(([name, { collection, fields }]) => [name, fields, collection] as const),
  ([, , collection]) => collection,
) as never

const isNotIn =
  (keys: readonly LookupKey[]) =>
  ({ first, second }: LookupKey): boolean =>
    !keys.some((key) => key.first === first && key.second === second)

const writeLookups = (
  { statement, known }: Required<Connection>,
  doc: number,
  before: HeldDocument | undefined,
  now: DocumentWrite | undefined,
): void => {
  const wasFound = before !== undefined && !before.stored.deleted
  const { collection = '', id = '' } = now ?? before?.stored ?? {}
  for (const [name, fields] of lookupsByCollection.get(collection) ?? []) {
    const lookup = known.lookupsByName.get(name) ?? 0
    const oldKeys = wasFound ? lookupKeys(fields, before.stored.content) : []
    const newKeys = now === undefined ? [] : lookupKeys(fields, now.content)
    for (const oldKey of oldKeys.filter(isNotIn(newKeys)))
      statement('DELETE FROM document_lookups WHERE lookup = ? AND first = ? AND second = ? AND id = ?').run(
        lookup,
        oldKey.first,
        oldKey.second,
        id,
      )
    for (const newKey of newKeys.filter(isNotIn(oldKeys)))
      statement('INSERT INTO document_lookups (lookup, first, second, id, doc) VALUES (?, ?, ?, ?, ?)').run(
        lookup,
        newKey.first,
        newKey.second,
        id,
        doc,
      )
  }
}

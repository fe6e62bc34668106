import type { ChannelEntry, ChannelQuery, LogChange, Store } from '../ports/store/store.ts'

/** The end of the log in memory, in its order and without a gap (S9). */
export interface Tail {
  /** The last number that it holds; everything after it is still to be read. */
  end(): number
  /** What has a greater number, up to the end, is in it. */
  begin(): number
  /** Gives it committed changes, so that it need not read them. They may come in any order, again, or not at all. */
  offer(changes: readonly LogChange[]): void
  /**
   * Takes what was offered and follows on its end, and reads from the store what is lacking, up to a number that is known to be committed, or to the
   * log's head; resolves to all that it has taken, in order. One call at a time. After one that failed the next resolves to what that one had taken, too.
   */
  readOn(upTo?: number): Promise<readonly LogChange[]>
  /** `channelEntries` of the store, answered from memory; undefined where the question goes further back than the tail, or beyond its end. */
  channelEntries(query: Pick<ChannelQuery, 'spans' | 'upTo' | 'limit'>): readonly ChannelEntry[] | undefined
}

/** Each of two generations holds so much; when the newer one is full, the older one is let go. */
const ENTRIES_PER_GENERATION = 4096
const CHARACTERS_PER_GENERATION = 4 * 1024 * 1024
const COMMITS_PER_READ = 500
/** Offered and not yet taken: beyond so many, what is offered is read instead. */
const MOST_OFFERED = 4096

interface Generation {
  /** Numbers greater than this are in it, or in the next one. */
  readonly after: number
  readonly entriesByChannel: Map<string, LogChange[]>
  size: number
  characters: number
}

export const createTail = async ({ store }: { readonly store: Store }): Promise<Tail> => {
  let end = await store.head()
  let generations: readonly Generation[] = [emptyGeneration(end)]

  const offered = new Map<number, LogChange>()
  /** In the tail, and not yet resolved to. */
  let taken: LogChange[] = []

  const append = (entry: LogChange): void => {
    let newest = generations.at(-1) as Generation
    if (newest.size >= ENTRIES_PER_GENERATION || newest.characters >= CHARACTERS_PER_GENERATION) {
      generations = [newest, emptyGeneration(end)]
      newest = generations[1] as Generation
    }
    newest.size += 1
    newest.characters += entry.document.text?.length ?? 1000
    for (const channel of new Set([...entry.channels, ...entry.left])) {
      const entries = newest.entriesByChannel.get(channel)
      if (entries === undefined) newest.entriesByChannel.set(channel, [entry])
      else entries.push(entry)
    }
    end = entry.number
    taken.push(entry)
  }

  const takeOffered = (): void => {
    for (let next = offered.get(end + 1); next !== undefined; next = offered.get(end + 1)) {
      offered.delete(next.number)
      append(next)
    }
  }

  const readFromStore = async (upTo: number): Promise<void> => {
    const commits = await store.commits(end, upTo, COMMITS_PER_READ)
    const entries = commits.flatMap((commit) => commit.entries).filter(({ number }) => number > end && number <= upTo)
    if (entries.length === 0) throw new Error(`The log has a gap after ${String(end)}`)
    const documents = await store.documents(entries)
    for (const [index, entry] of entries.entries()) {
      const document = documents[index]
      if (document === undefined) throw new Error(`The log names ${entry.collection}/${entry.id}, which is not there`)
      offered.delete(entry.number)
      append({ ...entry, document })
    }
  }

  return {
    end: () => end,
    begin: () => generations[0]?.after ?? end,
    offer: (changes) => {
      for (const change of changes) if (change.number > end) offered.set(change.number, change)
      if (offered.size > MOST_OFFERED) offered.clear()
    },
    readOn: async (upTo) => {
      takeOffered()
      const head = upTo ?? (await store.head())
      while (end < head) {
        // What is offered beyond a gap need not be read.
        const firstOffered = Math.min(...offered.keys())
        await readFromStore(Math.min(head, firstOffered - 1))
        takeOffered()
      }
      const all = taken
      taken = []
      return all
    },
    channelEntries: ({ spans, upTo, limit }) => {
      const begin = generations[0]?.after ?? end
      if (upTo > end || spans.some(({ after }) => after < begin)) return undefined
      const byDocument = new Map<string, FoundDocument>()
      for (const { channel, after } of spans)
        for (const { entriesByChannel } of generations)
          for (const entry of entriesAfter(entriesByChannel.get(channel), after)) {
            if (entry.number > upTo) break
            const key = `${entry.collection}/${entry.id}`
            const found = byDocument.get(key) ?? { entry, numbersByChannel: new Map() }
            byDocument.set(key, found)
            if (entry.number >= found.entry.number) found.entry = entry
            // Within a channel the last change counts: it holds the document, or the document has left.
            found.numbersByChannel.set(channel, { number: entry.number, isIn: entry.channels.includes(channel) })
          }
      return (
        [...byDocument.values()]
          // Changed again since: told then, like anything above `upTo`.
          .filter(({ entry }) => entry.document.number <= upTo)
          .map(toChannelEntry)
          .sort((a, b) => a.number - b.number)
          .slice(0, limit)
      )
    },
  }
}

const emptyGeneration = (after: number): Generation => ({ after, entriesByChannel: new Map(), size: 0, characters: 0 })

interface FoundDocument {
  /** Its last change that touches a channel asked for. */
  entry: LogChange
  readonly numbersByChannel: Map<string, { readonly number: number; readonly isIn: boolean }>
}

const toChannelEntry = ({ entry, numbersByChannel }: FoundDocument): ChannelEntry => {
  const { collection, id, document } = entry
  const channels = [...numbersByChannel].filter(([, { isIn }]) => isIn).map(([channel]) => channel)
  const number = Math.max(...[...numbersByChannel.values()].map((found) => found.number))
  return { collection, id, number, channels, ...(channels.length === 0 ? {} : { document }) }
}

/** Those with a greater number; entries are in the order of theirs. */
function* entriesAfter(entries: readonly LogChange[] = [], after: number): Generator<LogChange> {
  let low = 0
  let high = entries.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((entries[middle] as LogChange).number > after) high = middle
    else low = middle + 1
  }
  for (let index = low; index < entries.length; index += 1) yield entries[index] as LogChange
}

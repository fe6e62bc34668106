import type { ChannelEntry, ChannelQuery, LogEntry, Store, StoredDocument } from '../ports/store/store.ts'

/** A change of the log, with the document as the change has made it or later. */
export interface TailEntry extends LogEntry {
  readonly document: StoredDocument
}

/** The end of the log in memory, in its order and without a gap (S9). */
export interface Tail {
  /** The last number that it holds; everything after it is still to be read. */
  end(): number
  /** What has a greater number, up to the end, is in it. */
  begin(): number
  /** Reads what the log has more, up to a number that is known to be committed, or to its head; resolves to it, in order. One call at a time. */
  readOn(upTo?: number): Promise<readonly TailEntry[]>
  /** `channelEntries` of the store, answered from memory; undefined where the question goes further back than the tail, or beyond its end. */
  channelEntries(query: Pick<ChannelQuery, 'spans' | 'upTo' | 'limit'>): readonly ChannelEntry[] | undefined
}

/** Each of two generations holds so much; when the newer one is full, the older one is let go. */
const ENTRIES_PER_GENERATION = 4096
const CHARACTERS_PER_GENERATION = 4 * 1024 * 1024
const COMMITS_PER_READ = 500

interface Generation {
  /** Numbers greater than this are in it, or in the next one. */
  readonly after: number
  readonly entriesByChannel: Map<string, TailEntry[]>
  size: number
  characters: number
}

export const createTail = async ({ store }: { readonly store: Store }): Promise<Tail> => {
  let end = await store.head()
  let generations: readonly Generation[] = [emptyGeneration(end)]

  const append = (entry: TailEntry): void => {
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
  }

  return {
    end: () => end,
    begin: () => generations[0]?.after ?? end,
    readOn: async (upTo) => {
      const head = upTo ?? (await store.head())
      const read: TailEntry[] = []
      while (end < head) {
        const commits = await store.commits(end, head, COMMITS_PER_READ)
        const entries = commits
          .flatMap((commit) => commit.entries)
          .filter(({ number }) => number > end && number <= head)
        if (entries.length === 0) throw new Error(`The log has a gap after ${String(end)}`)
        const documents = await store.documents(entries)
        for (const [index, entry] of entries.entries()) {
          const document = documents[index]
          if (document === undefined)
            throw new Error(`The log names ${entry.collection}/${entry.id}, which is not there`)
          const told = { ...entry, document }
          append(told)
          read.push(told)
        }
      }
      return read
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
  entry: TailEntry
  readonly numbersByChannel: Map<string, { readonly number: number; readonly isIn: boolean }>
}

const toChannelEntry = ({ entry, numbersByChannel }: FoundDocument): ChannelEntry => {
  const { collection, id, document } = entry
  const channels = [...numbersByChannel].filter(([, { isIn }]) => isIn).map(([channel]) => channel)
  const number = Math.max(...[...numbersByChannel.values()].map((found) => found.number))
  return { collection, id, number, channels, ...(channels.length === 0 ? {} : { document }) }
}

/** Those with a greater number; entries are in the order of theirs. */
function* entriesAfter(entries: readonly TailEntry[] = [], after: number): Generator<TailEntry> {
  let low = 0
  let high = entries.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((entries[middle] as TailEntry).number > after) high = middle
    else low = middle + 1
  }
  for (let index = low; index < entries.length; index += 1) yield entries[index] as TailEntry
}

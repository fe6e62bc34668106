import type { CollectionName } from '@edutrack/shared-schema/collections/registry'
import { createDigests, isContentCompared } from '@edutrack/shared-schema/protocol/digest'
import type { StoreReader } from '../ports/store/store.ts'

const ENTRIES_PER_READ = 1000

/** What a device that follows these channels should hold at `head`, beside what it says that it holds. */
export interface Comparison {
  /** Collections whose digests differ, with the channels that hold documents of them. */
  readonly differing: ReadonlyMap<CollectionName, ReadonlySet<string>>
}

/**
 * Compares a device's digests with what its reader's channels hold (S20). Undefined where the log went on meanwhile: what is read then is of no one moment; and while another
 * comparison runs, so that a morning on which everybody comes back costs nobody time: the device asks again another time. A collection that the device says nothing of
 * isn't compared: it has unsent changes there.
 */
export type CompareDigests = (
  channels: readonly string[],
  head: number,
  claimed: Readonly<Record<string, string>>,
) => Promise<Comparison | undefined>

export const createSelfCheck = ({ store }: { readonly store: StoreReader }): CompareDigests => {
  let isRunning = false
  return async (channels, head, claimed) => {
    if (isRunning) return undefined
    isRunning = true
    try {
      return await compare(store, channels, head, claimed)
    } finally {
      isRunning = false
    }
  }
}

const compare = async (
  store: StoreReader,
  channels: readonly string[],
  head: number,
  claimed: Readonly<Record<string, string>>,
): Promise<Comparison | undefined> => {
  const digests = createDigests()
  const channelsByCollection = new Map<string, Set<string>>()
  for (let after = 0, isLast = false; !isLast;) {
    const entries = await store.channelEntries({
      spans: channels.map((channel) => ({ channel, after })),
      upTo: head,
      limit: ENTRIES_PER_READ,
    })
    for (const { collection, document, channels: through } of entries) {
      const holders = channelsByCollection.get(collection) ?? new Set()
      channelsByCollection.set(collection, holders)
      for (const channel of through) holders.add(channel)
      if (document === undefined || document.deleted) continue
      digests.add(collection, document.id, document.number, isContentCompared(collection) ? document.stateHash : '')
    }
    isLast = entries.length < ENTRIES_PER_READ
    after = entries.at(-1)?.number ?? head
    // Others have their turn: a catalogue of thousands is read for some time.
    await new Promise((resolve) => void setImmediate(resolve))
  }
  if ((await store.head()) !== head) return undefined
  const held = digests.texts()
  const names = Object.keys(claimed) as CollectionName[]
  return {
    differing: new Map(
      names
        .filter((name) => claimed[name] !== (held[name] ?? ''))
        .map((name) => [name, channelsByCollection.get(name) ?? new Set<string>()]),
    ),
  }
}

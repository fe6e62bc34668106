import { collectionNames } from '@edutrack/shared-schema/collections/registry'
import { MAX_DOCUMENTS_PER_PULL } from '@edutrack/shared-schema/protocol/limits'
import type { SyncRequest } from '@edutrack/shared-schema/protocol/sync'
import type { ChannelEntry, ChannelQuery, DocumentKey, StoredDocument, StoreReader } from '../ports/store/store.ts'
import type { Checkpoints, Positions } from './checkpoint.ts'
import type { Reader } from './collection-rules.ts'
import { readFloor } from './floor.ts'
import type { RulesByCollection } from './rules-by-collection.ts'
import type { CompareDigests } from './self-check.ts'
import type { Tail } from './tail.ts'
import { createTelling, textAsSeen } from './told.ts'

interface PullDeps {
  readonly store: StoreReader
  readonly tail: Pick<Tail, 'channelEntries' | 'begin'>
  readonly rules: RulesByCollection
  readonly checkpoints: Checkpoints
  readonly compareDigests: CompareDigests
  /** Told of collections that a device didn't hold as it should. */
  readonly onDifference: (collections: readonly string[]) => void
}

/**
 * In a checkpoint from the midst of several pages: the head when the first of them was read. What the device was told then may be gone by now, so this is how
 * old all that it holds may be. Where it is missing, that is the lowest of the channels' positions.
 */
const SINCE = '@'

/**
 * The next page of everything that a reader's channels hold, up to `head`, which was read before (S5). Channels are told in the order of their
 * urgency: what is the reader's own, then their courses, then the catalogue; so a phone that has only started to read a large
 * catalogue can already be learnt on. Resolves to the JSON of a `PullPage`. Near the head the tail answers, and the database is not asked.
 */
export const pullPage = async (
  { store, tail, rules, checkpoints, compareDigests, onDifference }: PullDeps,
  reader: Reader,
  channels: readonly string[],
  head: number,
  asked: NonNullable<SyncRequest['pull']>,
  /** Documents that the same answer has told already, at this number. */
  alreadyTold: (key: DocumentKey, number: number) => boolean = () => false,
): Promise<string> => {
  const followed = new Set(channels)
  const limit = Math.min(asked.limit, MAX_DOCUMENTS_PER_PULL)
  const decode = (checkpoint: string | null): Positions | undefined =>
    checkpoint === null ? undefined : checkpoints.decode(reader.personId, checkpoint)
  const ageOf = (decoded: Positions): number =>
    decoded[SINCE] ?? Object.values(decoded).reduce((least, at) => Math.min(least, Math.abs(at)), head)
  const decoded = decode(asked.checkpoint) ?? {}
  const begun = (asked.begun ?? []).map(decode).filter((positions) => positions !== undefined)
  const since = Math.min(...[decoded, ...begun].map(ageOf))
  const { [SINCE]: _since, ...positionsKnown } = decoded
  const known: Record<string, number> = { ...positionsKnown }
  // What was begun of a channel that is no longer theirs is told as gone, from the channel's start.
  for (const channel of begun.flatMap(Object.keys))
    if (channel !== SINCE && !followed.has(channel)) known[channel] ??= 0
  // What was begun when a channel was not theirs may have removed what it holds: it is told anew where they follow it again.
  for (const channel of Object.keys(known))
    if (followed.has(channel) && begun.some((positions) => (positions[channel] ?? -1) < 0)) known[channel] = 0
  const positions: Record<string, number> = { ...known }
  const told = createTelling()
  for (const group of groupsByUrgency(channels, followed, known)) {
    const isGroupRead = await readGroup(group)
    for (const channel of group) if (isGroupRead && !followed.has(channel)) delete positions[channel]
    if (!isGroupRead) break
  }
  // After the documents: whatever was missing there was removed after the floor had been raised (S18).
  if (since < tail.begin() && since < (await readFloor(store)))
    return pageText({ positions: {}, more: true, rebuild: collectionNames })
  const more = told.size() >= limit
  if (more) positions[SINCE] = since
  if (asked.digests === undefined || more || told.size() > 0) return pageText({ positions, more })
  const comparison = await compareDigests(channels, head, asked.digests)
  if (comparison === undefined) return pageText({ positions, more })
  const differing = [...comparison.differing.keys()]
  if (differing.length === 0) return pageText({ positions, more, compared: true })
  onDifference(differing)
  for (const holders of comparison.differing.values()) for (const channel of holders) delete positions[channel]
  return pageText({ positions: { ...positions, [SINCE]: head }, more: true, compared: true, rebuild: differing })

  function pageText(page: {
    readonly positions: Positions
    readonly more: boolean
    readonly compared?: true
    readonly rebuild?: readonly string[]
  }): string {
    const { positions: reached, more: isMore, compared, rebuild } = page
    const changes = rebuild === undefined ? told.text() : '[]'
    const checkpoint = JSON.stringify(checkpoints.encode(reader.personId, reached))
    const rest = { ...(compared === undefined ? {} : { compared }), ...(rebuild === undefined ? {} : { rebuild }) }
    const restText = JSON.stringify(rest).slice(1, -1)
    return `{"changes":${changes},"checkpoint":${checkpoint},"more":${String(isMore)}${restText === '' ? '' : `,${restText}`}}`
  }

  /** Resolves to false when the page was full before the group's end. */
  async function readGroup(group: readonly string[]): Promise<boolean> {
    const cursor = new Map(group.map((channel) => [channel, startOf(channel)]))
    for (;;) {
      const room = limit - told.size()
      if (room === 0) return false
      const entries = await channelEntries({
        spans: [...cursor].map(([channel, after]) => ({ channel, after })),
        upTo: head,
        limit: room,
      })
      for (const stored of await documentsOf(store, entries)) {
        if (stored === undefined || alreadyTold(stored, stored.number)) continue
        const through = stored.channels.filter((channel) => followed.has(channel))
        told.add(stored.collection, stored.id, textAsSeen(rules, reader, through, stored))
      }
      const isLast = entries.length < room
      const reached = isLast ? head : (entries.at(-1)?.number ?? head)
      for (const [channel, after] of cursor) {
        cursor.set(channel, Math.max(after, reached))
        positions[channel] = followed.has(channel) ? Math.max(after, reached) : -reached
      }
      if (isLast) return true
    }
  }

  async function channelEntries(query: ChannelQuery): Promise<readonly ChannelEntry[]> {
    return tail.channelEntries(query) ?? store.channelEntries(query)
  }

  /** A channel that was lost is told from its start: each of its documents is a tombstone, or what another channel still grants of it (S4). */
  function startOf(channel: string): number {
    const position = known[channel] ?? 0
    // A negative position marks a lost channel whose tombstones are told up to there; a positive one has not begun.
    if (!followed.has(channel)) return position < 0 ? -position : 0
    return Math.max(0, position)
  }
}

const groupsByUrgency = (
  channels: readonly string[],
  followed: ReadonlySet<string>,
  known: Positions,
): readonly (readonly string[])[] => {
  const lost = Object.keys(known).filter((channel) => !followed.has(channel))
  const isOwn = (channel: string) => channel.startsWith('person:')
  const isOfMany = (channel: string) => channel === 'catalogue' || channel === 'school'
  return [
    [...lost, ...channels.filter(isOwn)],
    channels.filter((channel) => !isOwn(channel) && !isOfMany(channel)),
    channels.filter(isOfMany),
  ].filter((group) => group.length > 0)
}

/** The present state behind each entry: of a trace too, which another channel may still grant. */
const documentsOf = async (
  store: StoreReader,
  entries: readonly ChannelEntry[],
): Promise<readonly (StoredDocument | undefined)[]> => {
  const traces = entries.filter(({ document }) => document === undefined)
  const behindTraces = new Map(
    (traces.length === 0 ? [] : await store.documents(traces)).map((stored, index) => [traces[index], stored]),
  )
  return entries.map((entry) => entry.document ?? behindTraces.get(entry))
}

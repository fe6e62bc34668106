import type { CollectionName } from '@edutrack/shared-schema/collections/registry'
import type { StreamEvent } from '@edutrack/shared-schema/protocol/stream'
import type { Bus } from '../ports/bus/bus.ts'
import type { Clock } from '../ports/clock/clock.ts'
import type { Log } from '../ports/log/log.ts'
import type { LogChange, Store } from '../ports/store/store.ts'
import { channelsOf, touchedReaders } from './channels-of.ts'
import { encodeChannels, type Checkpoints } from './checkpoint.ts'
import type { Reader } from './collection-rules.ts'
import { changesFromMessage, lastNumberOf, LOG_TOPIC } from './log-messages.ts'
import type { ReaderChannels } from './reader-channels.ts'
import type { RulesByCollection } from './rules-by-collection.ts'
import type { Tail } from './tail.ts'
import { createTelling, textAsSeen } from './told.ts'

const HEARTBEAT_MS = 15_000
/** Heartbeats are spread: ten thousand at once would hold up everything else. */
const HEARTBEAT_TURNS = 60
const POLL_MS = 2_000
/** Devices of one person; the one that was connected first makes room. */
const STREAMS_PER_PERSON = 32

/** Where a stream's events go. */
export interface StreamOutlet {
  /** JSON of a `StreamEvent`. An outlet that is not emptied closes itself: its device comes back and pulls. */
  send(event: string): void
  /** No event follows. */
  end(): void
}
export interface OpenStreamOptions {
  /** A device that opens another stream ends its former one. */
  readonly device?: string
  /** The session that it was opened under: the stream ends with it. */
  readonly session?: string
  /** When that session ends by itself, server's clock, ms. */
  readonly until?: number
}

interface Listener {
  readonly reader: Reader
  readonly outlet: StreamOutlet
  readonly options: OpenStreamOptions
  readonly heartbeatTurn: number
  channels: ReadonlySet<string>
  /** As `encodeAt` wants them. */
  encodedChannels: string
  /** The head when the channels had been read: a change up to there may be in them already. */
  channelsReadAt: number
  /** Up to where it has been told: the next event goes on from there. */
  reached: number
}

/**
 * Streams the log to devices (S9), in its order. The bus says that the log has grown, and by what; what it has not brought is read from the store, once for
 * all listeners. A bus that loses, repeats or reorders messages costs time, never a change. A change costs only those who see it: listeners are found by
 * channel, and what many see is made into text once.
 */
export const createStreams = async (deps: {
  readonly store: Store
  readonly tail: Tail
  readonly readerChannels: ReaderChannels
  readonly bus: Bus
  readonly rules: RulesByCollection
  readonly checkpoints: Checkpoints
  readonly clock: Clock
  readonly log: Log
  /** Without it the log is read on only when it is asked to. */
  readonly isFollowing: boolean
  /** Told of all that the log has new, in its order, before devices are. */
  readonly onChanges?: (entries: readonly LogChange[]) => void
}) => {
  const { store, tail, readerChannels, bus, rules, checkpoints, clock, log, isFollowing, onChanges } = deps
  const listenersByChannel = createIndex<Listener>()
  const listenersByPerson = createIndex<Listener>()
  const listeners = new Set<Listener>()
  /** Told of a touch while their channels are read for the first time. */
  const opening = new Set<{ readonly personId: string; readonly role: Reader['role']; isTouched: boolean }>()
  let told = tail.end()
  let advancing: Promise<void> | undefined
  /** Read from the log, and not told yet: of a telling that failed, the next one's first. */
  let untold: readonly LogChange[] = []
  let opened = 0

  /** Reads the log on and tells it; resolves when all up to that number is told, or all that was committed before the call. */
  const advance = async (upTo?: number): Promise<void> => {
    // One that runs may have asked for the head already.
    await advancing?.catch(() => undefined)
    if (upTo !== undefined && told >= upTo) return
    let isAnothers: boolean
    do {
      isAnothers = advancing !== undefined
      advancing ??= tellNew(upTo).finally(() => {
        advancing = undefined
      })
      await advancing
      if (upTo === undefined || told >= upTo) return
      // Another's had less to reach.
    } while (isAnothers)
    throw new Error(`The log was read on, and could not be told up to ${String(upTo)}`)
  }

  const tellNew = async (upTo: number | undefined): Promise<void> => {
    untold = [...untold, ...(await tail.readOn(upTo))]
    const entries = untold
    const last = entries.at(-1)
    if (last === undefined) return
    for (const entry of entries) readerChannels.note(entry)
    onChanges?.(entries)
    const resynced = await followChannels(entries, last.number)
    tellListeners(entries, last.number, resynced)
    told = last.number
    untold = []
  }

  /** Looks anew whose channels the changes touch; those that are others now are told to pull. Resolves to these. */
  const followChannels = async (entries: readonly LogChange[], to: number): Promise<ReadonlySet<Listener>> => {
    const touched = new Map<Listener, number>()
    for (const entry of entries) {
      const persons = touchedReaders(entry)
      if (persons === undefined) continue
      for (const one of opening)
        if (persons === 'staff' ? one.role !== 'learner' : persons.includes(one.personId)) one.isTouched = true
      if (persons === 'staff') {
        for (const listener of listeners) if (listener.reader.role !== 'learner') touched.set(listener, entry.number)
      } else
        for (const personId of persons) {
          const role =
            entry.collection === 'people' && entry.id === personId ? entry.document.content['role'] : undefined
          for (const listener of listenersByPerson.get(personId)) {
            touched.set(listener, entry.number)
            // As another they may see other things of the same channels: they come back as what they are now.
            if (role !== undefined && role !== listener.reader.role) end(listener, to)
          }
        }
    }
    const resynced = new Set<Listener>()
    for (const [listener, number] of touched) {
      if (!listeners.has(listener)) continue
      const isMaybeRead = number <= listener.channelsReadAt
      const channels = await channelsOf(store, listener.reader)
      const isChanged = encodeChannels(channels) !== listener.encodedChannels
      if (!isChanged && !isMaybeRead) continue
      follow(listener, channels, await store.head())
      listener.reached = to
      send(listener, { type: 'resync', head: to })
      resynced.add(listener)
    }
    return resynced
  }

  const tellListeners = (entries: readonly LogChange[], to: number, resynced: ReadonlySet<Listener>): void => {
    const texts = createTexts(rules)
    const heard = new Map<Listener, LogChange[]>()
    for (const entry of entries)
      for (const channel of [...entry.channels, ...entry.left])
        for (const listener of listenersByChannel.get(channel)) {
          if (resynced.has(listener)) continue
          const list = heard.get(listener)
          if (list === undefined) heard.set(listener, [entry])
          else if (list.at(-1) !== entry) list.push(entry)
        }
    for (const [listener, list] of heard) {
      const { reader, channels, encodedChannels, reached } = listener
      const checkpoint = JSON.stringify(checkpoints.encodeAt(reader.personId, encodedChannels, to))
      listener.reached = to
      listener.outlet.send(
        `{"type":"changes","from":${String(reached)},"to":${String(to)},"checkpoint":${checkpoint},"changes":${texts.changes(list, reader, channels)}}`,
      )
    }
  }

  const follow = (listener: Listener, channels: readonly string[], readAt: number): void => {
    for (const channel of listener.channels) listenersByChannel.delete(channel, listener)
    listener.channels = new Set(channels)
    listener.encodedChannels = encodeChannels(channels)
    listener.channelsReadAt = readAt
    for (const channel of listener.channels) listenersByChannel.add(channel, listener)
  }

  const drop = (listener: Listener): void => {
    if (!listeners.delete(listener)) return
    listenersByPerson.delete(listener.reader.personId, listener)
    for (const channel of listener.channels) listenersByChannel.delete(channel, listener)
  }

  /** Tells a device to pull, which tells it why its stream has ended. */
  const end = (listener: Listener, head: number): void => {
    if (!listeners.has(listener)) return
    drop(listener)
    send(listener, { type: 'resync', head })
    listener.outlet.end()
  }

  const beat = (turn: number): void => {
    const now = clock.now()
    const text = eventText({ type: 'head', head: told, serverTime: now })
    for (const listener of listeners) {
      if (listener.heartbeatTurn !== turn) continue
      if (listener.options.until !== undefined && listener.options.until <= now) {
        end(listener, told)
        continue
      }
      listener.reached = told
      listener.outlet.send(text)
    }
  }

  let problem = ''
  /** A store that is out of reach is said once: nothing was told, so the next hint or the next poll goes on from the same place. */
  const advanceIfPossible = (upTo?: number): void =>
    void advance(upTo).then(
      () => {
        problem = ''
      },
      (error: unknown) => {
        if (problem !== String(error)) log.warn({ error }, 'the log can’t be read on; devices wait')
        problem = String(error)
      },
    )
  const take = (changes: readonly LogChange[]): void => {
    if (!isFollowing) return
    tail.offer(changes)
    advanceIfPossible(changes.at(-1)?.number)
  }
  const hear = (message: string): void => {
    const last = lastNumberOf(message)
    if (last !== undefined && last <= tail.end()) return
    const changes = last === undefined ? undefined : changesFromMessage(message)
    if (changes === undefined) advanceIfPossible()
    else take(changes)
  }
  const unsubscribe = isFollowing ? await bus.subscribe(LOG_TOPIC, hear) : undefined
  const stopPolling = isFollowing ? clock.every(POLL_MS, () => advanceIfPossible()) : undefined
  let turn = 0
  const stopBeating = clock.every(HEARTBEAT_MS / HEARTBEAT_TURNS, () => {
    beat(turn % HEARTBEAT_TURNS)
    turn += 1
  })

  return {
    advance,
    /** Tells what this process has committed. */
    take,
    /** What is told is in memory up to there. */
    told: () => told,
    open: async (reader: Reader, outlet: StreamOutlet, options: OpenStreamOptions = {}) => {
      // Whatever touches the channels from here on is noted, however long reading them takes.
      const watch = { personId: reader.personId, role: reader.role, isTouched: false }
      opening.add(watch)
      let channels: readonly string[]
      let readAt: number
      try {
        do {
          watch.isTouched = false
          await advance()
          channels = await channelsOf(store, reader)
          readAt = await store.head()
        } while (watch.isTouched)
      } finally {
        opening.delete(watch)
      }
      const listener: Listener = {
        reader,
        outlet,
        options,
        heartbeatTurn: opened % HEARTBEAT_TURNS,
        channels: new Set(),
        encodedChannels: '',
        channelsReadAt: readAt,
        reached: told,
      }
      opened += 1
      const others = listenersByPerson.get(reader.personId)
      for (const other of others)
        if (options.device !== undefined && other.options.device === options.device) {
          drop(other)
          other.outlet.end()
        }
      if (others.size >= STREAMS_PER_PERSON)
        for (const oldest of others) if (others.size >= STREAMS_PER_PERSON) end(oldest, told)
      follow(listener, channels, readAt)
      listeners.add(listener)
      listenersByPerson.add(reader.personId, listener)
      send(listener, { type: 'hello', head: told, serverTime: clock.now() })
      return { close: () => drop(listener) }
    },
    /** A session is over: the streams that were opened under it end. */
    endSession: (personId: string, session: string): void => {
      for (const listener of listenersByPerson.get(personId))
        if (listener.options.session === session) end(listener, told)
    },
    /** Tells every device to come back elsewhere, spread over `spreadMs`. */
    drain: (spreadMs: number): void => {
      let index = 0
      const count = Math.max(1, listeners.size)
      for (const listener of listeners) {
        drop(listener)
        send(listener, { type: 'reconnect', afterMs: Math.round((spreadMs * index) / count) })
        listener.outlet.end()
        index += 1
      }
    },
    count: () => listeners.size,
    close: async () => {
      stopPolling?.()
      stopBeating()
      await unsubscribe?.()
      await advancing?.catch(() => undefined)
      listeners.clear()
    },
  }
}

const eventText = (event: StreamEvent): string => JSON.stringify(event)
const send = ({ outlet }: Listener, event: StreamEvent): void => outlet.send(eventText(event))

/** Texts of one telling: each is made once for all who see the same of it. */
const createTexts = (rules: RulesByCollection) => {
  const documents = new Map<LogChange, Map<string, string>>()
  const single = new Map<string, string>()
  const documentText = (entry: LogChange, reader: Reader, through: readonly string[]): string => {
    if (rules.isViewPersonal(entry.collection as CollectionName))
      return textAsSeen(rules, reader, through, entry.document)
    const key = through.join('\n')
    const known = documents.get(entry)?.get(key)
    if (known !== undefined) return known
    const text = textAsSeen(rules, reader, through, entry.document)
    const texts = documents.get(entry) ?? new Map<string, string>()
    documents.set(entry, texts.set(key, text))
    return text
  }
  return {
    /** JSON of `ToldChanges`. */
    changes: (entries: readonly LogChange[], reader: Reader, channels: ReadonlySet<string>): string => {
      const telling = createTelling()
      let last = ''
      for (const entry of entries) {
        const through = entry.document.channels.filter((channel) => channels.has(channel))
        last = documentText(entry, reader, through)
        telling.add(entry.collection, entry.id, last)
      }
      if (entries.length > 1) return telling.text()
      const known = single.get(last) ?? telling.text()
      single.set(last, known)
      return known
    },
  }
}

/** Sets by name; a name without members has none. */
const createIndex = <Member>() => {
  const sets = new Map<string, Set<Member>>()
  const none: ReadonlySet<Member> = new Set()
  return {
    get: (name: string): ReadonlySet<Member> => sets.get(name) ?? none,
    add: (name: string, member: Member): void => {
      const set = sets.get(name)
      if (set === undefined) sets.set(name, new Set([member]))
      else set.add(member)
    },
    delete: (name: string, member: Member): void => {
      const set = sets.get(name)
      set?.delete(member)
      if (set?.size === 0) sets.delete(name)
    },
  }
}

import { randomUUID } from 'node:crypto'
import type { Bus } from '../bus/bus.ts'
import type { Clock } from '../clock/clock.ts'
import type { Log } from '../log/log.ts'
import { answersWithin, closeRedis, openRedis, redisPlace, redisProblem } from '../redis/redis-connection.ts'
import type { Cache, CacheOptions } from './cache.ts'
import { createMemoryLayer, type LoadedText } from './memory-layer.ts'
import { createRedisLayer, type LayerAnswer } from './redis-layer.ts'

const TOPIC = 'cache'
/** Redis is a help: whoever waits for it longer than this is better off without. */
const ANSWER_MS = 500
const REST_MS = 2000
const CHECK_EVERY_MS = 2000
/** While drops of other servers aren't heard, nothing is remembered for longer. */
const UNHEARD_SECONDS = 3
const FIRST_WAIT_MS = 15
const LONGEST_WAIT_MS = 100

/**
 * Memory before Redis. What one server has made, others read from Redis; of those that need it at once, one makes it. Drops go to Redis and, over the
 * bus, to every server's memory; a drop that the bus has lost is noticed by its number within seconds, and all is forgotten. Without Redis it is
 * each server's own memory; it never fails for Redis' sake.
 */
export const createLayeredCache = (deps: {
  readonly url: string
  readonly bus: Bus
  readonly clock: Clock
  readonly log: Log
  /** Of the keys in Redis: schools that share one have each their own. */
  readonly prefix?: string
  readonly maxCharacters?: number
}): Cache => {
  const { url, bus, clock, log, prefix = 'edutrack', maxCharacters = 16 * 1024 * 1024 } = deps
  const place = redisPlace(url)
  const redis = openRedis({
    url,
    log,
    name: 'cache',
    options: { commandTimeout: ANSWER_MS, enableAutoPipelining: true },
  })
  const shared = createRedisLayer({ redis, prefix: `${prefix}:cache` })
  const memory = createMemoryLayer({ clock, maxCharacters })
  const self = randomUUID()
  let asked = 0
  let made = 0

  let restUntil = 0
  /** Tags that were dropped while Redis was away: it still has their entries. */
  const owed = new Set<string>()
  /** Undefined where Redis is not there, or not in time. */
  const ask = async <Result>(question: () => Promise<Result>): Promise<Result | undefined> => {
    if (redis.status !== 'ready' || clock.now() < restUntil) return undefined
    try {
      if (owed.size > 0) {
        const tags = [...owed]
        const number = await shared.drop(tags)
        for (const tag of tags) owed.delete(tag)
        hear(number)
      }
      return await question()
    } catch (error) {
      restUntil = clock.now() + REST_MS
      log.warn({ error, redis: place }, 'the cache goes on without Redis')
      return undefined
    }
  }

  let heardUpTo = 0
  const heardBeyond = new Set<number>()
  const hear = (number: number): void => {
    heardBeyond.add(number)
    while (heardBeyond.delete(heardUpTo + 1)) heardUpTo += 1
  }
  /** Redis' count of drops at the last look: what is not heard by the next is lost. */
  let dropsSeen: number | undefined
  const checkDrops = async (): Promise<void> => {
    const before = dropsSeen
    dropsSeen = await ask(() => shared.drops())
    if (dropsSeen === undefined) return
    const isLost = before !== undefined && heardUpTo < Math.min(before, dropsSeen)
    if (!isLost && dropsSeen >= heardUpTo && before !== undefined) return
    // At the first look nothing is known of what was before.
    if (before !== undefined) memory.clear()
    heardUpTo = before === undefined || dropsSeen < heardUpTo ? dropsSeen : Math.min(before, dropsSeen)
    for (const number of heardBeyond) if (number <= heardUpTo) heardBeyond.delete(number)
    while (heardBeyond.delete(heardUpTo + 1)) heardUpTo += 1
  }

  let wasHearing = true
  const isHearing = (): boolean => {
    const isNow = bus.isConnected()
    // What was dropped in between was not heard, and what was remembered for long before can be stale soon.
    if (isNow !== wasHearing) memory.clear()
    wasHearing = isNow
    return isNow
  }

  const unsubscribe = bus.subscribe(TOPIC, (message) => {
    const { from, number, tags } = JSON.parse(message) as DropMessage
    if (from === self) return
    memory.drop(tags)
    if (number !== undefined) hear(number)
  })
  const stopChecking = clock.every(CHECK_EVERY_MS, () => {
    isHearing()
    void checkDrops()
  })

  /** From Redis, or made here, or waited for while another server makes it. */
  const load = async (
    key: string,
    { seconds, tags, isOwn = false }: CacheOptions,
    make: () => Promise<unknown>,
  ): Promise<LoadedText> => {
    const rememberFor = (ms: number): number => clock.now() + (isHearing() ? ms : Math.min(ms, UNHEARD_SECONDS * 1000))
    const makeIt = async (): Promise<string> => {
      made += 1
      return JSON.stringify(await make())
    }
    if (isOwn) return { text: await makeIt(), until: rememberFor(seconds * 1000) }
    const waitUntil = clock.now() + shared.lockMs
    for (let wait = FIRST_WAIT_MS; ; wait = Math.min(LONGEST_WAIT_MS, wait * 2)) {
      const answer: LayerAnswer | undefined = await ask(() => shared.read(key, tags, seconds))
      if (answer?.kind === 'kept')
        return { text: answer.text, until: rememberFor(answer.milliseconds), tags: answer.tags }
      if (answer === undefined || clock.now() > waitUntil) break
      const { stamps } = answer
      const token = await ask(async () => (await shared.lock(key, stamps)) ?? null)
      if (token === undefined) break
      if (token !== null) {
        try {
          const text = await makeIt()
          await ask(() => shared.keep(key, { text, tags, stamps, seconds }))
          return { text, until: rememberFor(seconds * 1000) }
        } finally {
          await ask(() => shared.unlock(key, stamps, token))
        }
      }
      await new Promise<void>((resolve) => void clock.after(wait, resolve))
    }
    return { text: await makeIt(), until: rememberFor(seconds * 1000) }
  }

  return {
    getOrMake: async <Value>(key: string, options: CacheOptions, make: () => Promise<Value>) => {
      asked += 1
      isHearing()
      const text = await memory.getOrLoad(key, options.tags, () => load(key, options, make))
      return JSON.parse(text) as Value
    },
    invalidate: async (tags) => {
      if (tags.length === 0) return
      memory.drop(tags)
      const number = await ask(() => shared.drop(tags))
      if (number === undefined) for (const tag of tags) owed.add(tag)
      else hear(number)
      // What was read from Redis in between is as old.
      memory.drop(tags)
      const message: DropMessage = { from: self, tags, ...(number === undefined ? {} : { number }) }
      await bus.publish(TOPIC, JSON.stringify(message))
    },
    figures: () => ({ hits: asked - made, misses: made }),
    ping: async () => {
      if (!(await answersWithin(redis, ANSWER_MS))) throw new Error(redisProblem(redis, 'Redis for the cache', place))
    },
    close: async () => {
      stopChecking()
      await (
        await unsubscribe
      )()
      memory.clear()
      await closeRedis(redis)
    },
  }
}

interface DropMessage {
  /** The server that dropped them. */
  readonly from: string
  readonly number?: number
  readonly tags: readonly string[]
}

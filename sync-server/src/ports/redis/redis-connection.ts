import { Redis, type RedisOptions } from 'ioredis'
import type { Log } from '../log/log.ts'

/** Without the one that its constructor types otherwise. */
type RedisSettings = Omit<RedisOptions, 'replyMapping'>

const LONGEST_RETRY_MS = 1000
/** A connection that owes an answer and says nothing for so long is given up and made anew, ms: a balancer or firewall on the way may have forgotten it. */
const SILENCE_MS = 5000

/** Host and database of a Redis address, without the password. */
export const redisPlace = (url: string): string => {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (parsed === undefined || !['redis:', 'rediss:'].includes(parsed.protocol))
    throw new Error('The address of Redis is not one: it looks like redis://user:password@host:6379/0.')
  return `${parsed.host}${parsed.pathname === '/' ? '' : parsed.pathname}`
}

/**
 * A connection that comes back by itself, however long Redis is gone; each outage is logged once, and its end. What is asked meanwhile fails at
 * once, unless `options` say otherwise.
 */
export const openRedis = (deps: {
  readonly url: string
  readonly log: Log
  /** What it is for, as Redis and the log show it. */
  readonly name: string
  readonly options?: RedisSettings
}): Redis => {
  const { url, log, name, options } = deps
  const place = redisPlace(url)
  const settings: RedisSettings = {
    connectionName: `edutrack-${name}`,
    connectTimeout: 3000,
    keepAlive: 10_000,
    socketTimeout: SILENCE_MS,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    // All servers come back at once when Redis does: each at its own moment.
    retryStrategy: (tries) => Math.min(LONGEST_RETRY_MS, 50 * 2 ** Math.min(tries, 5)) * (0.5 + 0.5 * Math.random()),
    ...options,
  }
  const redis = new Redis(url, settings)
  let isOutageLogged = false
  redis.on('error', (error: Error) => {
    lastErrors.set(redis, error)
    if (isOutageLogged) return
    isOutageLogged = true
    log.error(
      { error, redis: place },
      `Redis does not answer (${name}): see that it runs and that its address is right`,
    )
  })
  redis.on('ready', () => {
    lastErrors.delete(redis)
    if (isOutageLogged) log.info({ redis: place }, `Redis answers again (${name})`)
    isOutageLogged = false
  })
  return redis
}

/** Of connections that are not there: what they have met last. */
const lastErrors = new WeakMap<Redis, Error>()
const LOGIN_REFUSED = /^(WRONGPASS|NOAUTH|NOPERM)\b/

/** Why a Redis can't be used, and what to do. `what`: which of them it is. */
export const redisProblem = (redis: Redis, what: string, place: string): string =>
  LOGIN_REFUSED.test(lastErrors.get(redis)?.message ?? '')
    ? `${what} at ${place} refuses the user or the password: correct them in its address.`
    : `${what} at ${place} does not answer: see that it runs and that its address is right.`

/** Whether it answers within `ms`. */
export const answersWithin = async (redis: Redis, ms: number): Promise<boolean> => {
  if (redis.status !== 'ready') return false
  const { promise: late, resolve } = Promise.withResolvers<false>()
  const timer = setTimeout(() => resolve(false), ms)
  try {
    return await Promise.race([
      redis.ping().then(
        () => true,
        () => false,
      ),
      late,
    ])
  } finally {
    clearTimeout(timer)
  }
}

/** Ends the connection whatever its state, without waiting for a Redis that is gone. */
export const closeRedis = async (redis: Redis): Promise<void> => {
  if (redis.status === 'end') return
  const ended = new Promise<void>((resolve) => redis.once('end', () => resolve()))
  // Between two tries to connect it ends without saying so.
  const isBetweenTries = redis.status === 'reconnecting' || redis.status === 'close'
  redis.disconnect(false)
  if (!isBetweenTries) await ended
}

import type { Clock } from '../clock/clock.ts'
import type { Log } from '../log/log.ts'
import { closeRedis, openRedis } from '../redis/redis-connection.ts'
import type { Limits } from './limits.ts'
import { createRateLimiter } from './rate-limiter.ts'

/** A Redis that says nothing for so long is not waited for. */
const ANSWER_MS = 250

/** Counts in Redis, by its clock, so that servers whose clocks differ count alike. What is full again is forgotten there. */
export const createRedisLimits = (options: {
  readonly url: string
  readonly clock: Clock
  readonly log: Log
  /** Of all keys; another in tests. */
  readonly prefix?: string
}): Limits => {
  const { url, clock, log, prefix = 'edutrack:limits' } = options
  const redis = openRedis({
    url,
    log,
    name: 'limits',
    options: { commandTimeout: ANSWER_MS, enableAutoPipelining: true },
  })
  return {
    limiter: (name, limit) => {
      const own = createRateLimiter(limit, { clock })
      const ask = async (key: string, count: 1 | -1): Promise<number> => {
        const { burst, perMinute } = limit
        return Number(await redis.eval(BUCKET, 1, `${prefix}:${name}:${key}`, burst, perMinute, count)) / 1000
      }
      return {
        take: async (key) => {
          try {
            return await ask(key, 1)
          } catch {
            // The connection has said it once.
            return own.take(key)
          }
        },
        giveBack: async (key) => {
          // Wherever it was taken: too much given back is no more than the burst.
          own.giveBack(key)
          await ask(key, -1).catch(() => undefined)
        },
      }
    },
    close: () => closeRedis(redis),
  }
}

/** Takes one, or gives one back; answers with the milliseconds to wait. */
const BUCKET = `
local burst, perMs, count = tonumber(ARGV[1]), tonumber(ARGV[2]) / 60000, tonumber(ARGV[3])
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local known = redis.call('HMGET', KEYS[1], 'left', 'at')
local left, at = tonumber(known[1]) or burst, tonumber(known[2]) or now
left = math.min(burst, left + math.max(0, now - at) * perMs)
local wait = 0
if count > 0 and left < 1 then wait = math.ceil((1 - left) / perMs)
else left = math.min(burst, left - count) end
redis.call('HSET', KEYS[1], 'left', tostring(left), 'at', now)
redis.call('PEXPIRE', KEYS[1], math.ceil((burst - left) / perMs) + 1000)
return wait`

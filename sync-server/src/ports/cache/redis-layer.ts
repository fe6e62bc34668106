import { randomUUID } from 'node:crypto'
import type { Redis } from 'ioredis'

/** A `make` that takes longer than this is not waited for by other servers. */
const LOCK_MS = 10_000
/** A tag outlives the entries that carry it, and the time that making them took. */
const TAG_EXTRA_MS = 60_000

export type LayerAnswer =
  | { readonly kind: 'kept'; readonly text: string; readonly tags: readonly string[]; readonly milliseconds: number }
  /** `stamps` of the asked tags, as they are now: what is made from here on is kept only while they stay. */
  | { readonly kind: 'missing'; readonly stamps: readonly string[] }

/**
 * What servers share. Each tag has a stamp; an entry notes the stamps that its tags had before it was made, and counts only while they are the same. To
 * drop a tag is to take its stamp away: also of what is being made at that moment. A stamp that Redis itself lets go (it evicts) does the same.
 * A script reads keys by names that it finds out, so this is for one Redis, not for a cluster of them.
 */
export const createRedisLayer = ({ redis, prefix }: { readonly redis: Redis; readonly prefix: string }) => {
  const entryKey = (key: string): string => `${prefix}:e:${key}`
  const tagPrefix = `${prefix}:t:`
  const counterKey = `${prefix}:drops`
  const lockKey = (key: string, stamps: readonly string[]): string => `${prefix}:l:${stamps.join('')}:${key}`
  const evaluate = (script: string, key: string, ...values: readonly (string | number)[]): Promise<unknown> =>
    redis.eval(script, 1, key, ...values)

  return {
    read: async (key: string, tags: readonly string[], seconds: number): Promise<LayerAnswer> => {
      const tagMs = Math.ceil(seconds * 1000) + TAG_EXTRA_MS
      const answer = (await evaluate(READ, entryKey(key), tagPrefix, randomUUID(), tagMs, ...tags)) as [
        isKept: number,
        ...rest: (string | number)[],
      ]
      if (answer[0] === 0) return { kind: 'missing', stamps: answer.slice(1).map(String) }
      const [, text = '', milliseconds = 0, ...carried] = answer
      return { kind: 'kept', text: String(text), tags: carried.map(String), milliseconds: Number(milliseconds) }
    },
    /** Resolves to the lock's token, or undefined where another server is making it. */
    lock: async (key: string, stamps: readonly string[]): Promise<string | undefined> => {
      const token = randomUUID()
      return (await redis.set(lockKey(key, stamps), token, 'PX', LOCK_MS, 'NX')) === 'OK' ? token : undefined
    },
    unlock: async (key: string, stamps: readonly string[], token: string): Promise<void> => {
      await evaluate(UNLOCK, lockKey(key, stamps), token)
    },
    /** Keeps it unless one of its tags was dropped since the stamps were read. */
    keep: async (
      key: string,
      {
        text,
        tags,
        stamps,
        seconds,
      }: {
        readonly text: string
        readonly tags: readonly string[]
        readonly stamps: readonly string[]
        readonly seconds: number
      },
    ): Promise<void> => {
      const pairs = tags.flatMap((tag, index) => [tag, stamps[index] ?? ''])
      await evaluate(KEEP, entryKey(key), tagPrefix, Math.ceil(seconds * 1000), text, ...pairs)
    },
    /** Resolves to the number of this drop: each server knows so whether it has heard of all. */
    drop: async (tags: readonly string[]): Promise<number> => {
      const answers = await redis
        .multi()
        .del(...tags.map((tag) => tagPrefix + tag))
        .incr(counterKey)
        .exec()
      const [error, count] = answers?.[1] ?? []
      if (error !== null && error !== undefined) throw error
      return Number(count)
    },
    drops: async (): Promise<number> => Number((await redis.get(counterKey)) ?? 0),
    lockMs: LOCK_MS,
  }
}

/** An entry is a hash: `text`, and for each tag its stamp under `t:<tag>`. */
const READ = `
local fields = redis.call('HGETALL', KEYS[1])
if #fields > 0 then
  local text = nil
  local tags = {}
  local isValid = true
  for i = 1, #fields, 2 do
    if fields[i] == 'text' then text = fields[i + 1]
    else
      local tag = string.sub(fields[i], 3)
      tags[#tags + 1] = tag
      if redis.call('GET', ARGV[1] .. tag) ~= fields[i + 1] then isValid = false end
    end
  end
  if isValid and text then return { 1, text, redis.call('PTTL', KEYS[1]), unpack(tags) } end
  redis.call('DEL', KEYS[1])
end
local answer = { 0 }
for i = 4, #ARGV do
  local key = ARGV[1] .. ARGV[i]
  redis.call('SET', key, ARGV[2], 'NX', 'PX', ARGV[3])
  if redis.call('PTTL', key) < tonumber(ARGV[3]) then redis.call('PEXPIRE', key, ARGV[3]) end
  answer[#answer + 1] = redis.call('GET', key)
end
return answer`

const KEEP = `
for i = 4, #ARGV, 2 do
  if redis.call('GET', ARGV[1] .. ARGV[i]) ~= ARGV[i + 1] then return 0 end
end
redis.call('DEL', KEYS[1])
redis.call('HSET', KEYS[1], 'text', ARGV[3])
for i = 4, #ARGV, 2 do redis.call('HSET', KEYS[1], 't:' .. ARGV[i], ARGV[i + 1]) end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 1`

const UNLOCK = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0`

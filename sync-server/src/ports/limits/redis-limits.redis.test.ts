import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { redisCacheService } from '@edutrack/tools/services/redis-service'
import { freePort } from '@edutrack/tools/services/service'
import { describe, expect, test } from 'vitest'
import { createSystemClock } from '#ports/clock/clock.ts'
import { silentLog } from '#testing/test-log.ts'
import { testService } from '#testing/test-services.ts'
import { describeLimitsContract } from './limits-contract.ts'
import type { Limits } from './limits.ts'
import { createRedisLimits } from './redis-limits.ts'

const url = testService('EDUTRACK_REDIS_CACHE_URL')
const clock = createSystemClock()

const isCounting = (limits: Limits, more: Limits): Promise<boolean> => {
  const limit = { burst: 1, perMinute: 0.01 }
  const key = randomUUID()
  return limits
    .limiter('probe', limit)
    .take(key)
    .then(async () => (await more.limiter('probe', limit).take(key)) > 0)
}

describe.skipIf(url === undefined)('on Redis', () => {
  const open = async (prefix = `test-${randomUUID()}`): Promise<Limits> => {
    const made = createRedisLimits({ url: url ?? '', clock, log: silentLog, prefix })
    const other = createRedisLimits({ url: url ?? '', clock, log: silentLog, prefix })
    await expect.poll(() => isCounting(made, other), { timeout: 10_000 }).toBe(true)
    await other.close()
    return made
  }

  describeLimitsContract('Redis', open)

  test('servers share a count', async () => {
    const prefix = `test-${randomUUID()}`
    const servers = [await open(prefix), await open(prefix), await open(prefix)]
    const limiters = servers.map((limits) => limits.limiter('sign-in', { burst: 5, perMinute: 0.01 }))
    const waits: number[] = []
    for (let i = 0; i < 12; i += 1) waits.push((await limiters[i % 3]?.take('ana')) ?? 0)
    expect(waits.filter((wait) => wait === 0)).toHaveLength(5)
    for (const limits of servers) await limits.close()
  })

  test('without Redis each server counts by itself, and together again when it is back', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'edutrack-limits-'))
    const port = await freePort()
    let redis = await redisCacheService.start({ port, folder })
    const address = `redis://127.0.0.1:${String(port)}`
    const servers = [1, 2].map(() => createRedisLimits({ url: address, clock, log: silentLog }))
    const [one, two] = servers as [Limits, Limits]
    await expect.poll(() => isCounting(one, two), { timeout: 10_000 }).toBe(true)
    const passedBy = async (limits: Limits): Promise<number> => {
      const limiter = limits.limiter('door', { burst: 3, perMinute: 0.01 })
      let passed = 0
      for (let i = 0; i < 6; i += 1) if ((await limiter.take('ana')) === 0) passed += 1
      return passed
    }
    await redis.stop()
    const startedAt = performance.now()
    expect([await passedBy(one), await passedBy(two)]).toEqual([3, 3])
    expect(performance.now() - startedAt).toBeLessThan(5000)
    redis = await redisCacheService.start({ port, folder })
    await expect.poll(() => isCounting(one, two), { timeout: 15_000 }).toBe(true)
    for (const limits of servers) await limits.close()
    await redis.stop()
    await rm(folder, { recursive: true })
  })
})

import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { redisCacheService } from '@edutrack/tools/services/redis-service'
import { freePort, type RunningService } from '@edutrack/tools/services/service'
import { Redis } from 'ioredis'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createInProcessBus } from '#ports/bus/in-process-bus.ts'
import { createRedisBus } from '#ports/bus/redis-bus.ts'
import type { Bus } from '#ports/bus/bus.ts'
import { createSystemClock } from '#ports/clock/clock.ts'
import { silentLog } from '#testing/test-log.ts'
import { testService } from '#testing/test-services.ts'
import { describeCacheContract } from './cache-contract.ts'
import type { Cache } from './cache.ts'
import { createLayeredCache } from './layered-cache.ts'

const url = testService('EDUTRACK_REDIS_CACHE_URL')
const clock = createSystemClock()
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
const fail = () => Promise.reject(new Error('made again'))

/** Tells nothing to anybody, and doesn't know it. */
const createDeafBus = (): Bus => ({ ...createInProcessBus(), publish: async () => {} })

describe.skipIf(url === undefined)('on Redis', () => {
  let prefix: string
  const caches: Cache[] = []
  const buses: Bus[] = []
  beforeEach(() => {
    prefix = `test-${randomUUID()}`
  })
  afterEach(async () => {
    await Promise.all(caches.splice(0).map((cache) => cache.close()))
    await Promise.all(buses.splice(0).map((bus) => bus.close()))
  })
  const openBus = (busUrl = url ?? ''): Bus => {
    const bus = createRedisBus({ url: busUrl, clock, log: silentLog, prefix })
    buses.push(bus)
    return bus
  }
  const openCache = (bus: Bus, cacheUrl = url ?? ''): Cache => {
    const cache = createLayeredCache({ url: cacheUrl, bus, clock, log: silentLog, prefix })
    caches.push(cache)
    return cache
  }
  const ready = async (): Promise<void> => {
    await expect
      .poll(
        async () =>
          (await Promise.allSettled([...caches, ...buses].map((one) => one.ping()))).map(({ status }) => status),
        { timeout: 10_000 },
      )
      .not.toContain('rejected')
    await pause(50)
  }

  describeCacheContract('layered', async () => {
    const [cache, other] = [openCache(openBus()), openCache(openBus())]
    await ready()
    return { cache, other, wait: (seconds) => pause(seconds * 1000), cleanUp: () => Promise.resolve() }
  })

  test('what one server has made, another reads, for as long as is left', async () => {
    const [cache, other] = [openCache(openBus()), openCache(openBus())]
    await ready()
    await cache.getOrMake('k', { seconds: 1, tags: ['t'] }, async () => 'made')
    await pause(600)
    expect(await other.getOrMake('k', { seconds: 60, tags: ['t'] }, fail)).toBe('made')
    expect(other.figures()).toEqual({ hits: 1, misses: 0 })
    await pause(500)
    expect(await other.getOrMake('k', { seconds: 60, tags: ['t'] }, async () => 'new')).toBe('new')
  })

  test('servers that need the same at once make it once', async () => {
    const servers = Array.from({ length: 4 }, () => openCache(openBus()))
    await ready()
    let makings = 0
    const values = await Promise.all(
      servers.flatMap((server) =>
        Array.from({ length: 20 }, () =>
          server.getOrMake('k', { seconds: 9, tags: ['t'] }, async () => {
            makings += 1
            await pause(150)
            return 'made'
          }),
        ),
      ),
    )
    expect(new Set(values)).toEqual(new Set(['made']))
    expect(makings).toBe(1)
    expect(servers.map((server) => server.figures().misses).toSorted()).toEqual([0, 0, 0, 1])
  })

  test('a server that fails to make it leaves it to the next', async () => {
    const [cache, other] = [openCache(openBus()), openCache(openBus())]
    await ready()
    const failing = cache.getOrMake('k', { seconds: 9, tags: [] }, async () => {
      await pause(100)
      throw new Error('no')
    })
    await pause(20)
    const next = other.getOrMake('k', { seconds: 9, tags: [] }, async () => 'made')
    await expect(failing).rejects.toThrow('no')
    expect(await next).toBe('made')
  })

  test('what another server was making when its tag was dropped is kept nowhere', async () => {
    const [cache, other] = [openCache(openBus()), openCache(openBus())]
    await ready()
    const old = cache.getOrMake('k', { seconds: 9, tags: ['t'] }, async () => {
      await pause(200)
      return 'old'
    })
    await pause(50)
    await other.invalidate(['t'])
    expect(await other.getOrMake('k', { seconds: 9, tags: ['t'] }, async () => 'new')).toBe('new')
    expect(await old).toBe('old')
    expect(await cache.getOrMake('k', { seconds: 9, tags: ['t'] }, fail)).toBe('new')
    expect(await other.getOrMake('k', { seconds: 9, tags: ['t'] }, fail)).toBe('new')
  })

  test('a drop that the bus has lost is noticed within seconds', async () => {
    const [cache, deaf] = [openCache(openBus()), openCache(createDeafBus())]
    await ready()
    // Both have looked at the count of drops.
    await pause(2500)
    const options = { seconds: 60, tags: ['t'] }
    expect(await deaf.getOrMake('k', options, async () => 'old')).toBe('old')
    await cache.invalidate(['t'])
    expect(await deaf.getOrMake('k', options, fail)).toBe('old')
    await expect.poll(() => deaf.getOrMake('k', options, async () => 'new'), { timeout: 6000 }).toBe('new')
  })

  test('a tag that Redis has evicted takes its entries with it', async () => {
    const cache = openCache(createDeafBus())
    await ready()
    await cache.getOrMake('k', { seconds: 60, tags: ['t'] }, async () => 'old')
    const redis = new Redis(url ?? '')
    await redis.del(`${prefix}:cache:t:t`)
    redis.disconnect()
    const other = openCache(createDeafBus())
    await ready()
    expect(await other.getOrMake('k', { seconds: 60, tags: ['t'] }, async () => 'new')).toBe('new')
  })

  describe('that fails', () => {
    let folder: string
    let port: number
    let redis: RunningService
    const start = async () => {
      redis = await redisCacheService.start({ port, folder })
    }
    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'edutrack-redis-'))
      port = await freePort()
      await start()
    })
    afterEach(async () => {
      await redis.stop()
      await rm(folder, { recursive: true })
    })
    const urlHere = () => `redis://127.0.0.1:${String(port)}`

    test('gone: each server goes by its memory, for a short time as nobody hears of drops; nothing fails', async () => {
      const [cache, other] = [openCache(openBus(urlHere()), urlHere()), openCache(openBus(urlHere()), urlHere())]
      await ready()
      const options = { seconds: 60, tags: ['t'] }
      await cache.getOrMake('k', options, async () => 'before')
      process.kill(redis.pid ?? 0, 'SIGKILL')
      await redis.stop()
      await expect(cache.ping()).rejects.toThrow('see that it runs')
      await expect.poll(() => buses.some((bus) => bus.isConnected())).toBe(false)
      expect(await cache.getOrMake('k', options, async () => 'alone')).toBe('alone')
      expect(await cache.getOrMake('k', options, fail)).toBe('alone')
      await other.invalidate(['t'])
      await cache.invalidate(['t'])
      expect(await cache.getOrMake('k', options, async () => 'later')).toBe('later')
      await pause(3100)
      expect(await cache.getOrMake('k', options, async () => 'forgotten soon')).toBe('forgotten soon')
      await start()
      await ready()
      // With the first thing that each asks, what it dropped meanwhile is dropped in Redis.
      for (const one of [cache, other]) await one.getOrMake(`debt of ${String(one === other)}`, options, async () => 0)
      await expect.poll(() => cache.getOrMake('k', options, async () => 'back')).toBe('back')
      expect(await other.getOrMake('k', options, fail)).toBe('back')
    })

    test('stopped: who asks waits half a second, once, and those after don’t', async () => {
      const cache = openCache(createDeafBus(), urlHere())
      await ready()
      process.kill(redis.pid ?? 0, 'SIGSTOP')
      const startedAt = performance.now()
      for (const key of ['a', 'b', 'c'])
        expect(await cache.getOrMake(key, { seconds: 9, tags: [] }, async () => key)).toBe(key)
      expect(performance.now() - startedAt).toBeLessThan(3000)
      process.kill(redis.pid ?? 0, 'SIGCONT')
    })

    test('a tag that was dropped while Redis was out of reach is dropped there before anything is read', async () => {
      const cache = openCache(createDeafBus(), urlHere())
      await ready()
      const options = { seconds: 60, tags: ['t'] }
      await cache.getOrMake('k', options, async () => 'old')
      process.kill(redis.pid ?? 0, 'SIGSTOP')
      await cache.invalidate(['t'])
      process.kill(redis.pid ?? 0, 'SIGCONT')
      await pause(2500)
      expect(await cache.getOrMake('k', options, async () => 'new')).toBe('new')
    })
  })
})

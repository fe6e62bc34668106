import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { redisCacheService } from '@edutrack/tools/services/redis-service'
import { freePort, type RunningService } from '@edutrack/tools/services/service'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSystemClock } from '#ports/clock/clock.ts'
import { createTestLog, silentLog } from '#testing/test-log.ts'
import { testService } from '#testing/test-services.ts'
import { describeBusContract } from './bus-contract.ts'
import type { Bus } from './bus.ts'
import { createRedisBus } from './redis-bus.ts'

const url = testService('EDUTRACK_REDIS_CACHE_URL')
const clock = createSystemClock()

const connected = async (...buses: readonly Bus[]): Promise<void> => {
  await expect.poll(() => buses.every((bus) => bus.isConnected()), { timeout: 10_000 }).toBe(true)
}

describe.skipIf(url === undefined)('on Redis', () => {
  describeBusContract('Redis', async () => {
    const prefix = `test-${randomUUID()}`
    const open = () => createRedisBus({ url: url ?? '', clock, log: silentLog, prefix })
    const [bus, other] = [open(), open()]
    await connected(bus, other)
    return {
      bus,
      other,
      cleanUp: async () => {
        await bus.close()
        await other.close()
      },
    }
  })

  describe('that fails', () => {
    let folder: string
    let port: number
    let redis: RunningService
    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'edutrack-redis-'))
      port = await freePort()
    })
    afterEach(async () => {
      await redis.stop()
      await rm(folder, { recursive: true })
    })
    const start = async () => {
      redis = await redisCacheService.start({ port, folder })
    }
    const kill = async () => {
      process.kill(redis.pid ?? 0, 'SIGKILL')
      await redis.stop()
    }
    const open = (log = silentLog) => createRedisBus({ url: `redis://127.0.0.1:${String(port)}`, clock, log })

    test('killed and started again: it says that nothing is heard, and hears again by itself', async () => {
      await start()
      const log = createTestLog()
      const [bus, other] = [open(log), open()]
      await connected(bus, other)
      const heard: string[] = []
      await bus.subscribe('a', (message) => heard.push(message))
      await other.publish('a', '1')
      await expect.poll(() => heard).toEqual(['1'])
      await kill()
      await expect.poll(() => bus.isConnected()).toBe(false)
      await bus.publish('a', 'lost')
      await bus.publish('a', 'lost')
      await expect(bus.ping()).rejects.toThrow('see that it runs')
      await new Promise((resolve) => setTimeout(resolve, 500))
      await start()
      await connected(bus, other)
      await other.publish('a', '2')
      await expect.poll(() => heard).toEqual(['1', '2'])
      await bus.ping()
      // Each outage is told once, not at every try.
      expect(log.said.filter(({ level }) => level === 'error').length).toBeLessThanOrEqual(2)
      expect(log.said.filter(({ message }) => message.includes('are lost'))).toHaveLength(1)
      await bus.close()
      await other.close()
    })

    test('gone from the start: who subscribes is not kept waiting, and hears when it has come', async () => {
      const bus = open()
      const heard: string[] = []
      await bus.subscribe('a', (message) => heard.push(message))
      expect(bus.isConnected()).toBe(false)
      await start()
      await connected(bus)
      await bus.publish('a', '1')
      await expect.poll(() => heard).toEqual(['1'])
      await bus.close()
    })

    test('stopped while it holds its connections: noticed within seconds', async () => {
      await start()
      const bus = open()
      await connected(bus)
      const heard: string[] = []
      await bus.subscribe('a', (message) => heard.push(message))
      process.kill(redis.pid ?? 0, 'SIGSTOP')
      await expect.poll(() => bus.isConnected(), { timeout: 8000 }).toBe(false)
      process.kill(redis.pid ?? 0, 'SIGCONT')
      await connected(bus)
      await bus.publish('a', '1')
      await expect.poll(() => heard).toEqual(['1'])
      await bus.close()
    })
  })
})

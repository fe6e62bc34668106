import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { redisCacheService } from '@edutrack/tools/services/redis-service'
import { freePort } from '@edutrack/tools/services/service'
import { Redis } from 'ioredis'
import { expect, test } from 'vitest'
import { createInProcessBus } from '#ports/bus/in-process-bus.ts'
import { createRedisBus } from '#ports/bus/redis-bus.ts'
import { createLayeredCache } from '#ports/cache/layered-cache.ts'
import { createSystemClock } from '#ports/clock/clock.ts'
import { createBullmqQueue } from '#ports/queue/bullmq-queue.ts'
import { silentLog as log } from '#testing/test-log.ts'
import { testService } from '#testing/test-services.ts'

const clock = createSystemClock()

test.skipIf(testService('EDUTRACK_REDIS_CACHE_URL') === undefined)(
  'a Redis that wants another password is not told of as one that doesn’t answer',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'edutrack-redis-'))
    const port = await freePort()
    const redis = await redisCacheService.start({ port, folder })
    const place = `127.0.0.1:${String(port)}`
    const administrator = new Redis(`redis://${place}`)
    await administrator.config('SET', 'requirepass', 'secret')
    for (const login of ['', ':wrong@']) {
      const url = `redis://${login}${place}`
      const parts = [
        createRedisBus({ url, clock, log }),
        createLayeredCache({ url, bus: createInProcessBus(), clock, log }),
        await createBullmqQueue({ url, clock, log }),
      ]
      for (const part of parts) {
        await expect(part.ping()).rejects.toThrow(`${place} refuses the user or the password: correct them`)
        await part.close()
      }
    }
    const cache = createLayeredCache({
      url: `redis://:secret@${place}`,
      bus: createInProcessBus(),
      clock,
      log,
    })
    await expect.poll(() => cache.ping()).toBeUndefined()
    await cache.close()
    administrator.disconnect()
    await redis.stop()
    await rm(folder, { recursive: true })
  },
)

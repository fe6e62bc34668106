import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { redisCacheService, redisJobsService } from '@edutrack/tools/services/redis-service'
import { freePort, type RunningService } from '@edutrack/tools/services/service'
import { Redis } from 'ioredis'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSystemClock, type Clock } from '#ports/clock/clock.ts'
import { createSilentLink } from '#testing/silent-link.ts'
import { createTestLog, silentLog } from '#testing/test-log.ts'
import { testService } from '#testing/test-services.ts'
import { createBullmqQueue } from './bullmq-queue.ts'
import { describeQueueContract } from './queue-contract.ts'
import { QueueUnavailable, type Job, type Queue } from './queue.ts'

const url = testService('EDUTRACK_REDIS_JOBS_URL')
const clock = createSystemClock()
const LOCK_MS = 1000

describe.skipIf(url === undefined)('on Redis', () => {
  let prefix: string
  const queues: Queue[] = []
  const children: ChildProcess[] = []
  const open = async (
    more: { readonly url?: string; readonly graceMs?: number; readonly clock?: Clock } = {},
  ): Promise<Queue> => {
    const queue = await createBullmqQueue({ url: url ?? '', clock, log: silentLog, prefix, lockMs: LOCK_MS, ...more })
    queues.push(queue)
    return queue
  }
  beforeEach(() => {
    prefix = `test-${randomUUID()}`
  })
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL')
    await Promise.all(queues.splice(0).map((queue) => queue.close()))
    const redis = new Redis(url ?? '')
    const keys = await redis.keys(`${prefix}*`)
    if (keys.length > 0) await redis.del(keys)
    redis.disconnect()
  })

  describeQueueContract('BullMQ', async () => {
    const queue = await open()
    return { queue, cleanUp: () => queue.close() }
  })

  test('a Redis that may lose jobs is named, with the setting that lacks', async () => {
    const warningsOf = async (service: typeof redisJobsService): Promise<readonly string[]> => {
      const folder = await mkdtemp(join(tmpdir(), 'edutrack-redis-'))
      const port = await freePort()
      const redis = await service.start({ port, folder })
      const log = createTestLog()
      const queue = await createBullmqQueue({ url: `redis://127.0.0.1:${String(port)}`, clock, log, prefix })
      await queue.close()
      await redis.stop()
      await rm(folder, { recursive: true })
      return log.said.filter(({ level }) => level === 'warn').map(({ message }) => message)
    }
    expect(await warningsOf(redisJobsService)).toEqual([])
    expect(await warningsOf(redisCacheService)).toEqual([
      expect.stringContaining('maxmemory-policy noeviction'),
      expect.stringContaining('appendonly yes'),
      expect.stringContaining('appendfsync always'),
    ])
  })

  /** Another server: says what it takes, and never ends it. */
  const takeAndHold = (): { readonly child: ChildProcess; readonly taken: Promise<void> } => {
    const program = `
      const { createBullmqQueue } = await import(${JSON.stringify(new URL('./bullmq-queue.ts', import.meta.url).href)})
      const { createSystemClock } = await import(${JSON.stringify(new URL('../clock/clock.ts', import.meta.url).href)})
      const log = { info: () => {}, warn: () => {}, error: () => {} }
      const queue = await createBullmqQueue({ url: ${JSON.stringify(url)}, clock: createSystemClock(), log, prefix: ${JSON.stringify(prefix)}, lockMs: ${String(LOCK_MS)} })
      await queue.work('k', async ({ id }) => { process.stdout.write(id); await new Promise(() => {}) })
      setInterval(() => {}, 1000)`
    const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    children.push(child)
    return { child, taken: new Promise((resolve) => child.stdout?.once('data', () => resolve())) }
  }
  const killed = (child: ChildProcess): Promise<void> =>
    new Promise((resolve) => {
      child.once('close', () => resolve())
      child.kill('SIGKILL')
    })

  test('S15: a job whose worker is killed is done by another', async () => {
    const queue = await open()
    await queue.add({ id: 'a', kind: 'k', payload: 1 })
    const { child, taken } = takeAndHold()
    await taken
    expect(await queue.figures()).toEqual({ waiting: 0, running: 1, failed: 0 })
    await killed(child)
    const done: Job[] = []
    await queue.work('k', async (job) => void done.push(job))
    await expect.poll(() => done, { timeout: 10_000 }).toMatchObject([{ id: 'a', attempt: 2 }])
    await expect.poll(() => queue.figures()).toEqual({ waiting: 0, running: 0, failed: 0 })
  })

  test('a job that ends its worker three times is given up, with the reason, and has all its tries when it is put back', async () => {
    const queue = await open()
    await queue.add({ id: 'deadly', kind: 'k', payload: 0 })
    for (let death = 0; death < 3; death += 1) {
      const { child, taken } = takeAndHold()
      await taken
      await killed(child)
    }
    const runs: number[] = []
    await queue.work('k', async ({ attempt }) => void runs.push(attempt))
    await expect.poll(() => queue.figures(), { timeout: 10_000 }).toEqual({ waiting: 0, running: 0, failed: 1 })
    expect(runs).toEqual([])
    expect(await queue.failed(1)).toMatchObject([{ id: 'deadly', attempt: 3, error: expect.stringContaining('ended') }])
    expect(await queue.retry('deadly')).toBe(true)
    await expect.poll(() => runs).toEqual([1])
    await expect.poll(() => queue.figures()).toEqual({ waiting: 0, running: 0, failed: 0 })
  })

  test('S15: of a kind that is kept among the failed for a time, what fails while its worker runs is forgotten by the hour', async () => {
    const hourly: (() => void)[] = []
    const queue = await open({
      clock: {
        ...clock,
        every: (_ms, work) => {
          hourly.push(work)
          return () => {}
        },
      },
    })
    const fails = async (): Promise<void> => {
      throw new Error('no')
    }
    await queue.work('push', fails, { failedForMs: 1 })
    await queue.work('letter', fails)
    for (const kind of ['push', 'letter']) await queue.add({ id: `a ${kind}`, kind, payload: 0, attempts: 1 })
    await expect.poll(async () => (await queue.figures()).failed).toBe(2)
    await new Promise((resolve) => setTimeout(resolve, 10))
    for (const work of hourly) work()
    await expect.poll(async () => (await queue.failed(9)).map(({ kind }) => kind)).toEqual(['letter'])
  })

  test('closing hands back what runs too long: another does it at once, and it counts as no death', async () => {
    const closing = await open({ graceMs: 100 })
    const other = await open()
    await other.add({ id: 'long', kind: 'k', payload: 0 })
    let isTaken = false
    await closing.work('k', async () => {
      isTaken = true
      await new Promise(() => {})
    })
    await expect.poll(() => isTaken).toBe(true)
    const attempts: number[] = []
    const startedAt = performance.now()
    await closing.close()
    expect(performance.now() - startedAt).toBeLessThan(4000)
    await other.work('k', async ({ attempt }) => void attempts.push(attempt))
    await expect.poll(() => attempts).toEqual([1])
    await expect.poll(() => other.figures()).toEqual({ waiting: 0, running: 0, failed: 0 })
  })

  describe('that fails', () => {
    let folder: string
    let port: number
    let redis: RunningService
    const start = async () => {
      redis = await redisJobsService.start({ port, folder })
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

    test('killed with jobs waiting, running and put off, and started again: each is done', async () => {
      const queue = await open({ url: `redis://127.0.0.1:${String(port)}` })
      const done = new Set<string>()
      await queue.work(
        'k',
        async ({ id }) => {
          await new Promise((resolve) => setTimeout(resolve, 20))
          done.add(id)
        },
        { concurrency: 2 },
      )
      const ids = Array.from({ length: 60 }, (_, i) => `j${String(i)}`)
      await Promise.all(ids.map((id) => queue.add({ id, kind: 'k', payload: 0 })))
      await queue.add({ id: 'later', kind: 'k', payload: 0, delayMs: 1500 })
      await expect.poll(() => done.size).toBeGreaterThan(10)
      process.kill(redis.pid ?? 0, 'SIGKILL')
      await redis.stop()
      await expect(queue.add({ id: 'lost', kind: 'k', payload: 0 })).rejects.toBeInstanceOf(QueueUnavailable)
      await expect(queue.ping()).rejects.toThrow('see that it runs')
      await expect(queue.figures()).rejects.toBeInstanceOf(QueueUnavailable)
      await new Promise((resolve) => setTimeout(resolve, 500))
      await start()
      await expect.poll(() => done.size, { timeout: 20_000 }).toBe(61)
      await expect.poll(() => queue.figures(), { timeout: 10_000 }).toEqual({ waiting: 0, running: 0, failed: 0 })
      await queue.add({ id: 'lost', kind: 'k', payload: 0 })
      await expect.poll(() => done.has('lost')).toBe(true)
    })

    test('a connection that stays open and says nothing is given up: what is asked fails, and the worker goes on over another', async () => {
      const link = await createSilentLink({ host: '127.0.0.1', port })
      try {
        const queue = await open({ url: `redis://127.0.0.1:${String(link.port)}` })
        const beside = await open({ url: `redis://127.0.0.1:${String(port)}` })
        const done = new Set<string>()
        await queue.work('k', async ({ id }) => void done.add(id))
        await queue.add({ id: 'before', kind: 'k', payload: 0 })
        await expect.poll(() => done.has('before')).toBe(true)
        link.setSilent(true)
        await expect(queue.add({ id: 'swallowed', kind: 'k', payload: 0 })).rejects.toBeInstanceOf(QueueUnavailable)
        link.setSilent(false)
        await beside.add({ id: 'after', kind: 'k', payload: 0 })
        await expect.poll(() => done.has('after'), { timeout: 40_000 }).toBe(true)
        await expect
          .poll(
            () =>
              queue.add({ id: 'swallowed', kind: 'k', payload: 0 }).then(
                () => true,
                () => false,
              ),
            {
              timeout: 10_000,
            },
          )
          .toBe(true)
        await expect.poll(() => done.has('swallowed')).toBe(true)
      } finally {
        await link.close()
      }
    })

    test('gone while the queue closes: it closes all the same', async () => {
      const queue = await open({ url: `redis://127.0.0.1:${String(port)}` })
      await queue.work('k', async () => {})
      process.kill(redis.pid ?? 0, 'SIGKILL')
      await redis.stop()
      const startedAt = performance.now()
      await queue.close()
      expect(performance.now() - startedAt).toBeLessThan(5000)
    })
  })
})

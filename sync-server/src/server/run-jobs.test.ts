import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import type { JobDeps, JobHandler } from '#modules/job-handler.ts'
import { createSystemClock } from '#ports/clock/clock.ts'
import type { Queue } from '#ports/queue/queue.ts'
import { createSqliteQueue } from '#ports/queue/sqlite-queue.ts'
import { createTestLog } from '#testing/test-log.ts'
import { runJobs } from './run-jobs.ts'
import { createServerMetrics } from './server-metrics.ts'

let folder: string
let queue: Queue
let log: ReturnType<typeof createTestLog>
let ran: unknown[]
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'edutrack-run-jobs-'))
  log = createTestLog()
  ran = []
  const clock = createSystemClock()
  queue = createSqliteQueue({ path: join(folder, 'jobs.db'), clock, log })
  const job: JobHandler = {
    kind: 'greet',
    payload: z.object({ name: z.string() }),
    run: async (_deps, { payload }) => void ran.push(payload),
  }
  const stuck: JobHandler = {
    kind: 'ask',
    atOnce: 1,
    mostMs: 30,
    payload: z.object({ isAnswered: z.boolean() }),
    run: async (_deps, { id, payload }) => {
      if (!(payload as { readonly isAnswered: boolean }).isAnswered) await new Promise(() => undefined)
      ran.push(id)
    },
  }
  // The handlers of this test ask nothing else of the school.
  const deps = { clock } as unknown as JobDeps
  await runJobs({ queue, jobs: [job, stuck], deps, log, metrics: createServerMetrics() })
})
afterEach(async () => {
  await queue.close()
  await rm(folder, { recursive: true })
})

test('a job whose payload is none is never run: it ends among the failed, with the reason, and may be tried again', async () => {
  await queue.add({ id: 'bad', kind: 'greet', payload: { nam: 7 }, backoffMs: 1 })
  await queue.add({ id: 'good', kind: 'greet', payload: { name: 'Ana' } })
  await expect
    .poll(() => queue.failed(10))
    .toMatchObject([{ id: 'bad', attempt: 3, error: expect.stringContaining('name') as string }])
  expect(ran).toEqual([{ name: 'Ana' }])
  expect(await queue.figures()).toEqual({ waiting: 0, running: 0, failed: 1 })
  expect(await queue.retry('bad')).toBe(true)
  await expect.poll(async () => (await queue.figures()).failed).toBe(1)
  expect(ran).toHaveLength(1)
})

test('a job that waits for what never answers fails, with what to look at, and holds up no other', async () => {
  await queue.add({ id: 'stuck', kind: 'ask', payload: { isAnswered: false }, attempts: 2, backoffMs: 1 })
  await queue.add({ id: 'next', kind: 'ask', payload: { isAnswered: true } })
  await expect.poll(() => ran).toEqual(['next'])
  await expect
    .poll(() => queue.failed(10))
    .toMatchObject([{ id: 'stuck', attempt: 2, error: expect.stringContaining('has not come to its end') as string }])
})

test('S15: what failed of a kind that is not kept for good is forgotten', async () => {
  const job: JobHandler = {
    kind: 'wake',
    failedForMs: 20,
    payload: z.unknown(),
    run: async () => {
      throw new Error('no')
    },
  }
  const start = () =>
    runJobs({
      queue,
      jobs: [job],
      deps: { clock: createSystemClock() } as unknown as JobDeps,
      log,
      metrics: createServerMetrics(),
    })
  await start()
  await queue.add({ id: 'a', kind: 'wake', payload: 0, attempts: 1 })
  await expect.poll(async () => (await queue.figures()).failed).toBe(1)
  await new Promise((resolve) => setTimeout(resolve, 30))
  await start()
  expect((await queue.figures()).failed).toBe(0)
})

test('each run is a line of the log, with the id of the request that caused the job', async () => {
  await queue.add({ id: 'a', kind: 'greet', payload: { name: 'Ana' }, requestId: 'phone-1' })
  await expect
    .poll(() => log.said.filter(({ message }) => message === 'job'))
    .toMatchObject([{ details: { job: 'a', kind: 'greet', requestId: 'phone-1', attempt: 1, outcome: 'done' } }])
})

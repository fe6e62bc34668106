import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { freePort, type RunningService } from '@edutrack/tools/services/service'
import { startSmtpSink, type ReceivedLetter } from '@edutrack/tools/services/smtp-service'
import { Redis } from 'ioredis'
import { MongoClient } from 'mongodb'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSystemClock } from '#ports/clock/clock.ts'
import { createSmtpMail } from '#ports/mail/smtp-mail.ts'
import { createBullmqQueue } from '#ports/queue/bullmq-queue.ts'
import type { Queue } from '#ports/queue/queue.ts'
import { createMongoStore } from '#ports/store/mongo-store.ts'
import type { Store } from '#ports/store/store.ts'
import { silentLog } from '#testing/test-log.ts'
import { testService } from '#testing/test-services.ts'
import { createMailOnce } from './mail-once.ts'

const redisUrl = testService('EDUTRACK_REDIS_JOBS_URL')
const mongodbUrl = testService('EDUTRACK_MONGODB_URL')
const LOCK_MS = 1000
const FROM = 'School <school@example.org>'
const clock = createSystemClock()
const letter = { id: 'enrolled-ana', to: 'ana@example.org', subject: 'You are enrolled', text: 'Hello\n' }

describe.skipIf(redisUrl === undefined || mongodbUrl === undefined)('workers that share a queue', () => {
  let prefix: string
  let databaseUrl: string
  let smtpUrl: string
  let sink: RunningService
  let come: ReceivedLetter[]
  let queue: Queue
  let store: Store
  let dying: ChildProcess | undefined
  beforeEach(async () => {
    prefix = `test-${randomUUID()}`
    const url = new URL(mongodbUrl ?? '')
    url.pathname = `/letters-${randomUUID()}`
    databaseUrl = url.href
    const port = await freePort()
    smtpUrl = `smtp://127.0.0.1:${String(port)}`
    come = []
    sink = await startSmtpSink({ port, take: async (received) => void come.push(received) })
    queue = await createBullmqQueue({ url: redisUrl ?? '', clock, log: silentLog, prefix, lockMs: LOCK_MS })
    store = await createMongoStore({ url: databaseUrl, clock })
  })
  afterEach(async () => {
    dying?.kill('SIGKILL')
    await queue.close()
    await store.close()
    await sink.stop()
    const redis = new Redis(redisUrl ?? '')
    const keys = await redis.keys(`${prefix}*`)
    if (keys.length > 0) await redis.del(keys)
    redis.disconnect()
    const client = new MongoClient(databaseUrl)
    await client.db().dropDatabase()
    await client.close()
  })

  /** A worker that sends the letter and is then held, before it can say that the job is done. */
  const workAndHold = (): { readonly child: ChildProcess; readonly sent: Promise<void> } => {
    const module = (path: string): string => JSON.stringify(new URL(path, import.meta.url).href)
    const program = `
      const { createBullmqQueue } = await import(${module('../ports/queue/bullmq-queue.ts')})
      const { createMongoStore } = await import(${module('../ports/store/mongo-store.ts')})
      const { createSmtpMail } = await import(${module('../ports/mail/smtp-mail.ts')})
      const { createMailOnce } = await import(${module('./mail-once.ts')})
      const { createSystemClock } = await import(${module('../ports/clock/clock.ts')})
      const log = { info: () => {}, warn: () => {}, error: () => {} }
      const clock = createSystemClock()
      const store = await createMongoStore({ url: ${JSON.stringify(databaseUrl)}, clock })
      const mail = await createMailOnce({ store, clock, mail: createSmtpMail({ url: ${JSON.stringify(smtpUrl)}, from: ${JSON.stringify(FROM)} }) })
      const queue = await createBullmqQueue({ url: ${JSON.stringify(redisUrl)}, clock, log, prefix: ${JSON.stringify(prefix)}, lockMs: ${String(LOCK_MS)} })
      await queue.work('letter', async ({ payload }) => { await mail.send(payload); process.stdout.write('sent'); await new Promise(() => {}) })
      setInterval(() => {}, 1000)`
    const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    return { child, sent: new Promise((resolve) => child.stdout?.once('data', () => resolve())) }
  }

  test('S15: a worker is killed between a letter and saying that it is done: another takes the job over, and no second letter comes', async () => {
    const { child, sent } = workAndHold()
    dying = child
    await queue.add({ id: 'job', kind: 'letter', payload: letter })
    await sent
    expect(come).toHaveLength(1)
    child.kill('SIGKILL')
    let runs = 0
    const mail = await createMailOnce({ store, clock, mail: createSmtpMail({ url: smtpUrl, from: FROM }) })
    await queue.work('letter', async ({ payload }) => {
      runs += 1
      await mail.send(payload as typeof letter)
    })
    await expect.poll(() => runs, { timeout: 20_000 }).toBe(1)
    await expect.poll(() => queue.figures()).toEqual({ waiting: 0, running: 0, failed: 0 })
    await mail.close()
    expect(come.map(({ subject }) => subject)).toEqual([letter.subject])
  }, 60_000)
})

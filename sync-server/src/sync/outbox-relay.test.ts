import { spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createInProcessBus } from '#ports/bus/in-process-bus.ts'
import { createSystemClock } from '#ports/clock/clock.ts'
import type { NewJob } from '#ports/queue/queue.ts'
import { createSqliteQueue } from '#ports/queue/sqlite-queue.ts'
import { createMemoryStore } from '#ports/store/memory-store.ts'
import { createSqliteStore } from '#ports/store/sqlite-store.ts'
import type { Store } from '#ports/store/store.ts'
import { createTestLog, silentLog } from '#testing/test-log.ts'
import { createLease, leaseTables } from './lease.ts'
import { createOutboxRelay } from './outbox-relay.ts'
import { syncTables } from './push.ts'
import { LOG_TOPIC } from './log-messages.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'edutrack-relay-'))
})
afterEach(() => rm(folder, { recursive: true }))

const clock = createSystemClock()
const job = (i: number): NewJob => ({ id: `j${String(i)}`, kind: 'k', payload: { i } })
const putJobs = (store: Store, from: number, to: number) =>
  store.transact(async (tx) => {
    for (let i = from; i < to; i += 1) await tx.putRow('outbox', { ...job(i) })
  })
const outboxSize = (store: Store) => store.countRows({ table: 'outbox', index: 'id', equals: [] })

test('S15: jobs of the outbox come to the queue, those of before the start and those that a commit brings', async () => {
  const store = createMemoryStore()
  await store.migrate(syncTables)
  const bus = createInProcessBus()
  const carried: NewJob[] = []
  await putJobs(store, 0, 1200)
  const relay = await createOutboxRelay({
    store,
    bus,
    clock,
    log: silentLog,
    queue: { add: async (added) => void carried.push(added) },
  })
  await expect.poll(() => carried.length).toBe(1200)
  await putJobs(store, 1200, 1203)
  await bus.publish(LOG_TOPIC, '')
  await expect.poll(() => carried.length).toBe(1203)
  await expect.poll(() => outboxSize(store)).toBe(0)
  expect(carried.find(({ id }) => id === 'j7')).toEqual(job(7))
  await relay.close()
})

test('S15: what the queue did not take stays in the outbox and is offered again', async () => {
  const store = createMemoryStore()
  await store.migrate(syncTables)
  await putJobs(store, 0, 3)
  const log = createTestLog()
  const bus = createInProcessBus()
  let isFull = true
  const carried = new Set<string>()
  const relay = await createOutboxRelay({
    store,
    bus,
    clock,
    log,
    queue: {
      add: async ({ id }) => {
        if (isFull && id === 'j1') throw new Error('disk full')
        carried.add(id)
      },
    },
  })
  await expect.poll(() => log.said.length).toBe(1)
  expect(await outboxSize(store)).toBe(3)
  isFull = false
  await bus.publish(LOG_TOPIC, '')
  await expect.poll(() => outboxSize(store)).toBe(0)
  expect([...carried].toSorted()).toEqual(['j0', 'j1', 'j2'])
  await relay.close()
})

test('S15: killed at whatever moment between commit, outbox and queue, every job is done, each effect once', async () => {
  const url = (path: string) => JSON.stringify(new URL(path, import.meta.url).href)
  // Commits one job after the other and says so; carries them to the queue; each job's effect is a file, named after the job.
  const program = `
    const { createInProcessBus } = await import(${url('../ports/bus/in-process-bus.ts')})
    const { createSystemClock } = await import(${url('../ports/clock/clock.ts')})
    const { createSqliteQueue } = await import(${url('../ports/queue/sqlite-queue.ts')})
    const { createSqliteStore } = await import(${url('../ports/store/sqlite-store.ts')})
    const { createOutboxMail } = await import(${url('../ports/mail/outbox-mail.ts')})
    const { createOutboxRelay } = await import(${url('./outbox-relay.ts')})
    const { syncTables } = await import(${url('./push.ts')})
    const folder = ${JSON.stringify(folder)}
    const clock = createSystemClock(), bus = createInProcessBus()
    const store = createSqliteStore({ path: folder + '/school.db' })
    await store.migrate(syncTables)
    const queue = createSqliteQueue({ path: folder + '/jobs.db', clock, log: console })
    const mail = createOutboxMail({ folder: folder + '/outbox' })
    await queue.work('k', ({ id }) => mail.send({ id, to: 'a@b', subject: id, text: '' }))
    await createOutboxRelay({ store, queue, bus, clock, log: console })
    for (let i = Number(process.argv[1]); ; i += 1) {
      await store.transact((tx) => tx.putRow('outbox', { id: 'j' + i, kind: 'k', payload: i }))
      process.stdout.write(i + '\\n')
      void bus.publish('log', '')
      await new Promise((r) => setTimeout(r, 2))
    }`
  let acknowledged = -1
  for (const life of [260, 480, 310, 700]) {
    const child = spawn(process.execPath, ['--input-type=module', '--eval', program, String(acknowledged + 1)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let timer: NodeJS.Timeout | undefined
    await new Promise<void>((resolve) => {
      child.stdout.on('data', (chunk: Buffer) => {
        acknowledged = Number(chunk.toString().trim().split('\n').at(-1))
        timer ??= setTimeout(() => child.kill('SIGKILL'), life)
      })
      child.on('close', () => resolve())
    })
  }
  const store = createSqliteStore({ path: join(folder, 'school.db') })
  await store.migrate(syncTables)
  const queue = createSqliteQueue({ path: join(folder, 'jobs.db'), clock, log: silentLog })
  const waitingBefore = (await outboxSize(store)) + (await queue.figures()).waiting
  expect(waitingBefore).toBeGreaterThan(0)
  const effects = new Set<string>()
  for (const name of await readdir(join(folder, 'outbox')))
    if (name.endsWith('.json'))
      effects.add((JSON.parse(await readFile(join(folder, 'outbox', name), 'utf8')) as { id: string }).id)
  const repeated: string[] = []
  await queue.work('k', async ({ id }) => {
    if (effects.has(id)) repeated.push(id)
    effects.add(id)
  })
  const relay = await createOutboxRelay({ store, queue, bus: createInProcessBus(), clock, log: silentLog })
  await expect.poll(async () => (await outboxSize(store)) + (await queue.figures()).waiting).toBe(0)
  expect(acknowledged).toBeGreaterThan(100)
  for (let i = 0; i <= acknowledged; i += 1) expect(effects).toContain(`j${String(i)}`)
  // Only a job that ran at the last kill may have had its effect already: its letter is the same file.
  expect(repeated.length).toBeLessThanOrEqual(1)
  await relay.close()
  await queue.close()
  await store.close()
})

test('S15: of two relays that share a store one carries, and the other when that one has gone', async () => {
  const store = createMemoryStore()
  await store.migrate([...syncTables, ...leaseTables])
  const bus = createInProcessBus()
  const carriedBy: string[] = []
  const relayOf = (holder: string) =>
    createOutboxRelay({
      store,
      bus,
      clock,
      log: silentLog,
      queue: { add: async () => void carriedBy.push(holder) },
      lease: createLease({ store, clock, name: 'outbox', holder, holdMs: 100 }),
    })
  const [first, second] = [await relayOf('first'), await relayOf('second')]
  await putJobs(store, 0, 20)
  await bus.publish(LOG_TOPIC, '')
  await expect.poll(() => outboxSize(store)).toBe(0)
  const [holder] = carriedBy
  expect(carriedBy).toEqual(Array.from({ length: 20 }, () => holder))
  const [gone, left] = holder === 'first' ? [first, second] : [second, first]
  await gone.close()
  await putJobs(store, 20, 22)
  await expect.poll(() => outboxSize(store), { timeout: 10_000 }).toBe(0)
  expect(carriedBy.slice(20)).toEqual(Array.from({ length: 2 }, () => (holder === 'first' ? 'second' : 'first')))
  await left.close()
})

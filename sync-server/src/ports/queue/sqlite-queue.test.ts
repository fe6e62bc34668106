import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTestClock } from '#testing/test-clock.ts'
import { silentLog } from '#testing/test-log.ts'
import { createSystemClock } from '../clock/clock.ts'
import { describeQueueContract } from './queue-contract.ts'
import { createSqliteQueue } from './sqlite-queue.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'edutrack-queue-'))
})
afterEach(() => rm(folder, { recursive: true }))

const openQueue = () => createSqliteQueue({ path: join(folder, 'jobs.db'), clock: createSystemClock(), log: silentLog })

describeQueueContract('sqlite', async () => {
  const queue = openQueue()
  return { queue, cleanUp: () => queue.close() }
})

/** A process that keeps `waiting`, says so, runs the handler of `k`, and is killed when it has said `until`. */
const runAndKill = (until: RegExp, body: string): Promise<string> => {
  const program = `
    const { createSqliteQueue } = await import(${JSON.stringify(new URL('./sqlite-queue.ts', import.meta.url).href)})
    const { createSystemClock } = await import(${JSON.stringify(new URL('../clock/clock.ts', import.meta.url).href)})
    const queue = createSqliteQueue({ path: ${JSON.stringify(join(folder, 'jobs.db'))}, clock: createSystemClock(), log: console })
    const say = (text) => process.stdout.write(text + '\\n')
    setInterval(() => {}, 1000)
    ${body}`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  return new Promise((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      if (until.test(said)) child.kill('SIGKILL')
    })
    child.on('close', () => resolve(said))
  })
}

test('S15: kill -9 with jobs waiting and running: every one that was kept is done, those done are not done again', async () => {
  const said = await runAndKill(
    /took 4[0-9]/,
    `
    for (let i = 0; i < 100; i += 1) { await queue.add({ id: 'j' + i, kind: 'k', payload: i }); say('kept ' + i) }
    queue.work('k', async ({ payload }) => { say('took ' + payload); await new Promise((r) => setTimeout(r, 1)); say('did ' + payload) }, { concurrency: 4 })`,
  )
  const queue = openQueue()
  const { waiting, running } = await queue.figures()
  expect(running).toBe(0)
  expect(waiting).toBeGreaterThan(0)
  const again: { readonly id: string; readonly attempt: number }[] = []
  await queue.work('k', async ({ id, attempt }) => void again.push({ id, attempt }))
  await expect.poll(async () => (await queue.figures()).waiting).toBe(0)
  const doneBefore = [...said.matchAll(/did (\d+)/g)].map(([, i]) => `j${i ?? ''}`)
  const all = new Set([...doneBefore, ...again.map(({ id }) => id)])
  expect(all.size).toBe(100)
  // Only what ran at the kill may run again.
  const repeated = again.filter(({ id }) => doneBefore.includes(id))
  expect(repeated.length).toBeLessThanOrEqual(4)
  expect(again.some(({ attempt }) => attempt === 2)).toBe(true)
  await queue.close()
})

test('a job that ends its worker three times is given up, with the reason', async () => {
  for (let death = 0; death < 3; death += 1)
    await runAndKill(
      /took/,
      `await queue.add({ id: 'deadly', kind: 'k', payload: 0 })
       await queue.work('k', async () => { say('took'); await new Promise(() => {}) })`,
    )
  const queue = openQueue()
  expect(await queue.figures()).toEqual({ waiting: 0, running: 0, failed: 1 })
  expect(await queue.failed(1)).toMatchObject([{ id: 'deadly', attempt: 3, error: expect.stringContaining('ended') }])
  await queue.close()
})

test('S15: what failed of a kind that is kept for a day is forgotten within the hour after it, while its worker waits', async () => {
  const clock = createTestClock()
  const queue = createSqliteQueue({ path: join(folder, 'jobs.db'), clock, log: silentLog })
  const fails = async (): Promise<void> => {
    throw new Error('no')
  }
  await queue.work('push', fails, { failedForMs: 24 * 3600_000 })
  await queue.work('letter', fails)
  for (const kind of ['push', 'letter']) await queue.add({ id: `a ${kind}`, kind, payload: 0, attempts: 1 })
  const failedAfter = async (ms: number): Promise<readonly string[]> => {
    clock.set(clock.now() + ms)
    clock.tick()
    return (await queue.failed(9)).map(({ kind }) => kind).toSorted()
  }
  await expect.poll(async () => (await queue.figures()).failed).toBe(2)
  expect(await failedAfter(24 * 3600_000)).toEqual(['letter', 'push'])
  expect(await failedAfter(1)).toEqual(['letter'])
  expect(await failedAfter(365 * 24 * 3600_000)).toEqual(['letter'])
  await queue.close()
})

test('what is done is known for a week, then forgotten', async () => {
  const clock = createTestClock()
  const queue = createSqliteQueue({ path: join(folder, 'jobs.db'), clock, log: silentLog })
  let runs = 0
  await queue.work('k', async () => {
    runs += 1
  })
  const week = 7 * 24 * 3600_000
  const addAfter = async (ms: number) => {
    clock.set(clock.now() + ms)
    clock.tick()
    await queue.add({ id: 'a', kind: 'k', payload: 0 })
    await new Promise((resolve) => setImmediate(resolve))
  }
  await addAfter(0)
  await addAfter(week - 1)
  expect(runs).toBe(1)
  await addAfter(2)
  expect(runs).toBe(2)
  await queue.close()
})

import { expect, test } from 'vitest'
import { createInProcessBus } from '#ports/bus/in-process-bus.ts'
import type { NewJob } from '#ports/queue/queue.ts'
import { StoreUnavailable, type LogEntry, type TableRow } from '#ports/store/store.ts'
import { createTestLog } from '#testing/test-log.ts'
import { ana, createTestSchool, enrolment } from '#testing/test-school.ts'
import { createLogWatch, type LogWatchOptions } from './log-watch.ts'

const open = async () => {
  const bus = createInProcessBus()
  const school = await createTestSchool({ bus })
  const log = createTestLog()
  const seen: number[] = []
  const jobsFor = async (entries: readonly LogEntry[], { upTo }: { readonly upTo: number }): Promise<NewJob[]> => {
    seen.push(...entries.map(({ number }) => number))
    return entries.map(({ number }) => ({ id: `${String(number)} up to ${String(upTo)}`, kind: 'look', payload: {} }))
  }
  const watch = (options: Partial<LogWatchOptions> = {}, store = school.store) =>
    createLogWatch({ ...school, store, bus, log }, { table: 'watch', begins: 'at the start', jobsFor, ...options })
  const jobs = async () =>
    (await school.store.rows<NewJob & TableRow>({ table: 'outbox', index: 'id', equals: [], limit: 999 })).filter(
      ({ kind }) => kind === 'look',
    )
  const place = async () => (await school.store.row<TableRow & { readonly number: number }>('watch', 'place'))?.number
  return { ...school, bus, log, seen, watch, jobs, place }
}
const numbersTo = (head: number): readonly number[] => Array.from({ length: head }, (_, index) => index + 1)

test('S15: every change is looked at in the log’s order, and its job is written once, by however many workers', async () => {
  const { watch, jobs, place, store, log } = await open()
  const watches = await Promise.all([watch(), watch(), watch()])
  const head = await store.head()
  await expect.poll(place).toBe(head)
  for (const each of watches) await each.close()
  expect((await jobs()).map(({ id }) => Number(id.split(' ')[0])).toSorted((a, b) => a - b)).toEqual(numbersTo(head))
  expect(log.said).toEqual([])
})

test('who begins with what comes next looks at nothing before; who comes back goes on at its place', async () => {
  const { watch, place, store, seen, pushRow, clock } = await open()
  const before = await store.head()
  const first = await watch({ begins: 'with what comes next' })
  await expect.poll(place).toBe(before)
  expect(seen).toEqual([])
  await pushRow(ana, 'enrolments', enrolment('ana'))
  // The pause after the first pass is over.
  clock.set(clock.now() + 1000)
  await expect.poll(place).toBe(await store.head())
  await first.close()
  const between = await store.head()
  await pushRow(ana, 'enrolments', { ...enrolment('ana'), wishedAt: 9e12 }, { assumed: enrolment('ana') })
  const second = await watch({ begins: 'with what comes next' })
  await expect.poll(place).toBe(await store.head())
  await second.close()
  expect(seen).toEqual(numbersTo(await store.head()).slice(before))
  expect(between).toBeLessThan(await store.head())
})

test('S15: cut off before its place is written it looks at the same again, and says what was wrong', async () => {
  const { watch, place, jobs, store, clock, log } = await open()
  let isGone = true
  const broken: typeof store = {
    ...store,
    transact: (work, hint) => {
      if (isGone) throw new StoreUnavailable('gone')
      return store.transact(work, hint)
    },
  }
  const watching = await watch({}, broken)
  await expect
    .poll(() => log.said.map(({ message }) => message))
    .toEqual(['the log could not be followed; it is tried again'])
  expect(await place()).toBeUndefined()
  isGone = false
  clock.set(clock.now() + 1000)
  clock.tick()
  const head = await store.head()
  await expect.poll(place).toBe(head)
  await watching.close()
  expect(await jobs()).toHaveLength(head)
})

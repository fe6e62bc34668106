import { expect, test } from 'vitest'
import { createMemoryStore } from '#ports/store/memory-store.ts'
import { createTestClock } from '#testing/test-clock.ts'
import { createLease, leaseTables } from './lease.ts'

const twoProcesses = async () => {
  const store = createMemoryStore()
  await store.migrate(leaseTables)
  const clock = createTestClock()
  const lease = (holder: string) => createLease({ store, clock, name: 'work', holder, holdMs: 5000 })
  const pass = (ms: number) => clock.set(clock.now() + ms)
  return { clock, pass, store, a: lease('a'), b: lease('b'), lease }
}

test('one of two holds a lease, keeps it by asking, and the other has it soon when it is given back', async () => {
  const { pass, a, b } = await twoProcesses()
  expect([await a.isOurs(), await b.isOurs()]).toEqual([true, false])
  for (let second = 0; second < 20; second += 1) {
    pass(1000)
    expect([await b.isOurs(), await a.isOurs()]).toEqual([false, true])
  }
  await b.release()
  expect(await a.isOurs()).toBe(true)
  await a.release()
  pass(1250)
  expect([await b.isOurs(), await a.isOurs()]).toEqual([true, false])
})

test('of a holder that is dead, or whose clock was far ahead, the next takes over', async () => {
  const { clock, pass, store, a, b } = await twoProcesses()
  expect(await a.isOurs()).toBe(true)
  pass(4999)
  expect(await b.isOurs()).toBe(false)
  pass(1250)
  expect([await b.isOurs(), await a.isOurs()]).toEqual([true, false])
  await store.transact((tx) => tx.putRow('leases', { id: 'work', holder: 'c', until: clock.now() + 86_400_000 }))
  pass(1250)
  expect(await a.isOurs()).toBe(true)
})

test('of two that ask at the same moment one has it', async () => {
  const { lease } = await twoProcesses()
  const asked = await Promise.all(Array.from({ length: 5 }, (_, index) => lease(`p${String(index)}`).isOurs()))
  expect(asked.filter(Boolean)).toHaveLength(1)
})

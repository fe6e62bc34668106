import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createMemoryStore } from '#ports/store/memory-store.ts'
import type { DocumentWrite, LogChange, Store } from '#ports/store/store.ts'
import { createTail } from './tail.ts'

const CHANNELS = ['a', 'b', 'c', 'd']
const write = (id: string, channels: readonly string[], more: object = {}): DocumentWrite => ({
  collection: 'units',
  id,
  content: { id, ...more },
  deleted: false,
  channels,
  stateHash: '',
})
const commit = (store: Store, ...writes: readonly DocumentWrite[]) => store.transact((tx) => tx.writeDocuments(writes))

test('S9: within its reach the tail answers what the store answers, whatever was written', async () => {
  const writes = fc.array(
    fc.record({
      id: fc.constantFrom('1', '2', '3', '4', '5'),
      channels: fc.subarray(CHANNELS),
      isDeleted: fc.boolean(),
    }),
    { minLength: 1, maxLength: 4 },
  )
  const question = fc.record({
    spans: fc.uniqueArray(fc.tuple(fc.constantFrom(...CHANNELS), fc.nat(30)), {
      selector: ([channel]) => channel,
      minLength: 1,
    }),
    limit: fc.integer({ min: 1, max: 8 }),
  })
  await fc.assert(
    fc.asyncProperty(
      fc.array(writes, { minLength: 1, maxLength: 8 }),
      fc.array(question),
      async (commits, questions) => {
        const store = createMemoryStore()
        const tail = await createTail({ store })
        for (const group of commits)
          await commit(
            store,
            ...group.map(({ id, channels, isDeleted }) => ({ ...write(id, channels), deleted: isDeleted })),
          )
        const read = await tail.readOn()
        expect(read.map(({ number }) => number)).toEqual(Array.from({ length: await store.head() }, (_, i) => i + 1))
        for (const { spans, limit } of questions) {
          const query = { spans: spans.map(([channel, after]) => ({ channel, after })), upTo: tail.end(), limit }
          const sorted = (entries: Awaited<ReturnType<Store['channelEntries']>> | undefined) =>
            entries?.map((entry) => ({ ...entry, channels: entry.channels.toSorted() }))
          expect(sorted(tail.channelEntries(query))).toEqual(sorted(await store.channelEntries(query)))
        }
      },
    ),
  )
})

test('S9: it holds what was committed since its start, and leaves all else to the store', async () => {
  const store = createMemoryStore()
  await commit(store, write('old', ['a']))
  const tail = await createTail({ store })
  await commit(store, write('new', ['a']))
  const ask = (after: number, upTo: number) =>
    tail.channelEntries({ spans: [{ channel: 'a', after }], upTo, limit: 9 })?.map(({ id }) => id)
  // Not read on yet.
  expect(ask(1, 2)).toBeUndefined()
  expect((await tail.readOn()).map(({ id, document }) => [id, document.number])).toEqual([['new', 2]])
  expect(ask(1, 2)).toEqual(['new'])
  expect(ask(2, 2)).toEqual([])
  expect(ask(0, 2)).toBeUndefined()
  expect(await tail.readOn()).toEqual([])
})

test('S9: it forgets what is long ago, and never answers for that', async () => {
  const store = createMemoryStore()
  const tail = await createTail({ store })
  const large = 'x'.repeat(100)
  for (let i = 0; i < 11; i += 1)
    await commit(store, ...Array.from({ length: 1000 }, (_, k) => write(`${String(i)}-${String(k)}`, ['a'], { large })))
  expect(await tail.readOn()).toHaveLength(11_000)
  const ask = (after: number) => tail.channelEntries({ spans: [{ channel: 'a', after }], upTo: 11_000, limit: 20_000 })
  expect(ask(0)).toBeUndefined()
  expect(ask(6000)).toHaveLength(5000)
  expect(ask(10_990)?.map(({ number }) => number)).toEqual([
    10_991, 10_992, 10_993, 10_994, 10_995, 10_996, 10_997, 10_998, 10_999, 11_000,
  ])
})

test('S5: what has changed again above the head that is answered for is left for then', async () => {
  const store = createMemoryStore()
  const tail = await createTail({ store })
  await commit(store, write('x', ['a'], { v: 1 }))
  await commit(store, write('x', ['a'], { v: 2 }))
  await tail.readOn()
  const query = { spans: [{ channel: 'a', after: 0 }], upTo: 1, limit: 9 }
  expect(tail.channelEntries(query)).toEqual([])
  expect(await store.channelEntries(query)).toEqual([])
})

test('S9: what it is offered, in any order, again or not at all, makes no difference to what it takes', async () => {
  const plan = fc.record({
    commits: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 8 }),
    offers: fc.array(fc.nat(7), { maxLength: 16 }),
    readsAfter: fc.array(fc.nat(16)),
  })
  await fc.assert(
    fc.asyncProperty(plan, async ({ commits, offers, readsAfter }) => {
      const store = createMemoryStore()
      const tail = await createTail({ store })
      const made: (readonly LogChange[])[] = []
      for (const [index, size] of commits.entries())
        made.push(
          await store.transact(async (tx) => {
            const ids = Array.from({ length: size }, (_, k) => `${String(index % 3)}-${String(k)}`)
            await tx.writeDocuments(ids.map((id) => write(id, ['a'], { index })))
            return tx.changes()
          }),
        )
      const taken: LogChange[] = []
      for (const [index, which] of offers.entries()) {
        const changes = made[which]
        if (changes === undefined) continue
        tail.offer(changes)
        if (readsAfter.includes(index)) taken.push(...(await tail.readOn(changes.at(-1)?.number)))
      }
      taken.push(...(await tail.readOn()))
      const head = await store.head()
      expect(taken.map(({ number }) => number)).toEqual(Array.from({ length: head }, (_, i) => i + 1))
      expect(taken.map(({ id, channels }) => ({ id, channels }))).toEqual(
        made.flat().map(({ id, channels }) => ({ id, channels })),
      )
      const query = { spans: [{ channel: 'a', after: 0 }], upTo: head, limit: 99 }
      expect(tail.channelEntries(query)).toEqual(await store.channelEntries(query))
    }),
  )
})

test('S9: what it was offered without a gap is not read', async () => {
  const inner = createMemoryStore()
  let reads = 0
  const store: Store = { ...inner, commits: (...range) => ((reads += 1), inner.commits(...range)) }
  const tail = await createTail({ store })
  const changes = await inner.transact(async (tx) => {
    await tx.writeDocuments([write('a', ['a']), write('b', ['a'])])
    return tx.changes()
  })
  tail.offer(changes)
  expect(await tail.readOn(2)).toEqual(changes)
  expect(reads).toBe(0)
})

test('S9: what it took before the store was lost is not lost with it: the next reading brings that too', async () => {
  const inner = createMemoryStore()
  let isLost = false
  const orLost =
    <Args extends readonly unknown[], Result>(ask: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      if (isLost) throw new Error('out of reach')
      return ask(...args)
    }
  const store: Store = { ...inner, head: orLost(inner.head), commits: orLost(inner.commits) }
  const tail = await createTail({ store })
  const commits: (readonly LogChange[])[] = []
  for (const id of ['1', '2', '3'])
    commits.push(
      await inner.transact(async (tx) => {
        await tx.writeDocuments([write(id, ['a'])])
        return tx.changes()
      }),
    )
  isLost = true
  tail.offer(commits[0] ?? [])
  await expect(tail.readOn()).rejects.toThrow('out of reach')
  // The second is lacking.
  tail.offer(commits[2] ?? [])
  await expect(tail.readOn(3)).rejects.toThrow('out of reach')
  isLost = false
  expect((await tail.readOn()).map(({ id }) => id)).toEqual(['1', '2', '3'])
  expect(await tail.readOn()).toEqual([])
})

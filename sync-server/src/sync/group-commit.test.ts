import { expect, test } from 'vitest'
import { createMemoryStore } from '#ports/store/memory-store.ts'
import { StoreUnavailable, type Store } from '#ports/store/store.ts'
import { createGroupCommit, TooMuchWaiting } from './group-commit.ts'

const write = (id: string) => ({ collection: 'c', id, content: { id }, deleted: false, channels: [], stateHash: '' })

test('S2: where one of a group fails, the others are committed, and it alone is told', async () => {
  const store = createMemoryStore()
  const groups = createGroupCommit({ store })
  const outcomes = await Promise.allSettled(
    Array.from({ length: 10 }, (_, index) =>
      groups.commit(1, async (tx) => {
        if (index === 4) throw new Error('the fifth fails')
        await tx.writeDocuments([write(`d${String(index)}`)])
        return index
      }),
    ),
  )
  expect(
    outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value.result : String(outcome.reason))),
  ).toEqual([0, 1, 2, 3, 'Error: the fifth fails', 5, 6, 7, 8, 9])
  expect(await store.head()).toBe(9)
  expect((await store.commits(0, 9, 20)).flatMap(({ entries }) => entries.map(({ id }) => id))).toHaveLength(9)
})

test('S9: a group that is committed is hinted at once, before its requests are answered', async () => {
  const steps: string[] = []
  const groups = createGroupCommit({ store: createMemoryStore(), onCommitted: () => steps.push('hint') })
  const commit = async (name: string): Promise<void> => {
    await groups.commit(1, (tx) => tx.writeDocuments([write(name)]))
    steps.push(name)
  }
  await Promise.all(['a', 'b', 'c'].map(commit))
  await commit('d')
  expect(steps).toEqual(['hint', 'a', 'b', 'c', 'hint', 'd'])
})

test('S2: a group takes no more rows than a transaction should hold, and whoever waits comes next', async () => {
  const store = createMemoryStore()
  const sizes: number[] = []
  const groups = createGroupCommit({
    store: {
      ...store,
      transact: async (work) => {
        const before = await store.head()
        const result = await store.transact(work)
        sizes.push((await store.head()) - before)
        return result
      },
    },
    maxRows: 4,
  })
  await Promise.all(
    Array.from({ length: 10 }, (_, index) => groups.commit(1, (tx) => tx.writeDocuments([write(`d${String(index)}`)]))),
  )
  expect(sizes).toEqual([4, 4, 2])
})

test('S2: a store that is out of reach fails its group at once: it is not asked again for each of them', async () => {
  const store = createMemoryStore()
  const hints: unknown[] = []
  const transact: Store['transact'] = (_work, hint) => {
    hints.push(hint)
    return Promise.reject(new StoreUnavailable('gone'))
  }
  const groups = createGroupCommit({ store: { ...store, transact } })
  const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => groups.commit(1, async () => 'done')))
  expect(
    outcomes.map((outcome) => outcome.status === 'rejected' && outcome.reason instanceof StoreUnavailable),
  ).toEqual(Array.from({ length: 5 }, () => true))
  expect(hints).toEqual([{ writesDocuments: true }])
})

test('of a store that is far all that a group will need is asked for before its first work; of one that is near, nothing', async () => {
  for (const isFar of [true, false]) {
    const steps: string[] = []
    const groups = createGroupCommit({ store: { ...createMemoryStore(), isFar } })
    await Promise.all(
      ['a', 'b', 'c'].map((name) =>
        groups.commit(
          1,
          async () => void steps.push(`work ${name}`),
          () => {
            steps.push(`ask ${name}`)
            return [Promise.reject(new Error('is told where it is needed'))]
          },
        ),
      ),
    )
    const asked = isFar ? ['ask a', 'ask b', 'ask c'] : []
    expect(steps).toEqual([...asked, 'work a', 'work b', 'work c'])
  }
})

test('S2: what waits is bounded: more is turned away with different times to come again, and taken when there is room', async () => {
  const store = createMemoryStore()
  const groups = createGroupCommit({ store, maxRows: 10, mostWaitingRows: 100 })
  const push = async (rows: number, id: string): Promise<void> => {
    groups.checkRoom(rows)
    await groups.commit(rows, (tx) => tx.writeDocuments([write(id)]))
  }
  // However large, what nobody waits before is taken.
  const outcomes = await Promise.allSettled([
    push(400, 'large'),
    ...Array.from({ length: 20 }, (_, index) => push(1, `small-${String(index)}`)),
  ])
  const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []))
  expect(refused).toHaveLength(20)
  const waits = refused.map((error) => (error instanceof TooMuchWaiting ? error.retryAfterSeconds : 0))
  expect(Math.min(...waits)).toBeGreaterThanOrEqual(2)
  expect(new Set(waits).size).toBeGreaterThan(4)
  expect(await store.head()).toBe(1)
  await Promise.all(Array.from({ length: 100 }, (_, index) => push(1, `later-${String(index)}`)))
  expect(await store.head()).toBe(101)
})

test('S2: what arrives while a transaction waits for the store goes with it', async () => {
  const inner = createMemoryStore()
  const isTheirTurn = Promise.withResolvers<void>()
  let transactions = 0
  const store: Store = {
    ...inner,
    transact: async (work) => {
      transactions += 1
      await isTheirTurn.promise
      return inner.transact(work)
    },
  }
  const groups = createGroupCommit({ store })
  const commit = (id: string) => groups.commit(1, (tx) => tx.writeDocuments([write(id)]))
  const first = commit('a')
  await expect.poll(() => transactions).toBe(1)
  const others = [commit('b'), commit('c')]
  isTheirTurn.resolve()
  expect(await Promise.all([first, ...others])).toEqual([1, 2, 3].map((result) => ({ result, head: 3 })))
  expect(transactions).toBe(1)
})

test('S5: who wrote nothing is told no head, and one who did that of their transaction', async () => {
  const groups = createGroupCommit({ store: createMemoryStore() })
  expect(await groups.commit(1, async () => 'nothing')).toEqual({ result: 'nothing', head: undefined })
  expect(await groups.commit(1, (tx) => tx.writeDocuments([write('a')]))).toEqual({ result: 1, head: 1 })
})

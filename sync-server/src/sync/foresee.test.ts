import { expect, test } from 'vitest'
import { createMemoryStore } from '#ports/store/memory-store.ts'
import type { Store, StoreTransaction } from '#ports/store/store.ts'
import { ana, attempt, createTestSchool, enrolment, NOON, type TestSchool } from '#testing/test-school.ts'

/**
 * The memory store as if it were far: what is asked for within one turn is one round trip, and what a transaction has read once it has at hand. Counts
 * the round trips of transactions.
 */
const createFarStore = () => {
  const near = createMemoryStore()
  const trips = { count: 0 }
  const farTransaction = (tx: StoreTransaction): StoreTransaction => {
    const known = new Set<string>()
    let trip: Promise<void> | undefined
    const read = async <Result>(keys: readonly string[], ask: () => Promise<Result>): Promise<Result> => {
      if (keys.some((key) => !known.has(key))) {
        trip ??= Promise.resolve().then(() => {
          trips.count += 1
          trip = undefined
        })
        await trip
        for (const key of keys) known.add(key)
      }
      return ask()
    }
    return {
      ...tx,
      document: (collection, id) => read([`${collection}/${id}`], () => tx.document(collection, id)),
      documents: (asked) =>
        read(
          asked.map(({ collection, id }) => `${collection}/${id}`),
          () => tx.documents(asked),
        ),
      documentsBy: (lookup) => read([JSON.stringify(lookup)], () => tx.documentsBy(lookup)),
      // Which channels a document leaves by being written is known from what it was.
      writeDocuments: (writes) =>
        read(
          writes.map(({ collection, id }) => `${collection}/${id}`),
          () => tx.writeDocuments(writes),
        ),
    }
  }
  const store: Store = {
    ...near,
    isFar: true,
    transact: (work, hint) => near.transact((tx) => work(farTransaction(tx)), hint),
  }
  return { store, trips }
}

const tripsOf = async (trips: { count: number }, work: () => Promise<unknown>): Promise<number> => {
  const before = trips.count
  await work()
  return trips.count - before
}

const handIns = (school: TestSchool, first: number, count: number) =>
  school.sync(ana, {
    push: [
      {
        collection: 'attempts',
        rows: Array.from({ length: count }, (_, index) => ({
          assumed: null,
          document: { ...attempt(`t${String(first + index)}`) },
        })),
      },
    ],
  })

test('from a store that is far, many rows are read in as many round trips as one', async () => {
  const { store, trips } = createFarStore()
  const school = await createTestSchool({ store })
  await school.pushRow(ana, 'enrolments', enrolment('ana'))
  const ofOne = await tripsOf(trips, () => handIns(school, 0, 1))
  expect(ofOne).toBeGreaterThan(0)
  expect(await tripsOf(trips, () => handIns(school, 1, 60))).toBe(ofOne)
  const progress = (unitId: string) => ({
    assumed: null,
    document: {
      id: `ana:${unitId}`,
      personId: 'ana',
      courseId: 'c1',
      unitId,
      openedAt: NOON,
      furthest: 1,
      place: { position: 0, at: NOON, device: 'phone' },
      secondsByDevice: {},
    },
  })
  const rows = ['page', 'quiz', 'practice'].map(progress)
  expect(await tripsOf(trips, () => school.sync(ana, { push: [{ collection: 'progress', rows }] }))).toBe(1)
  await school.engine.close()
})

import { expect, test } from 'vitest'
import { collectionNames } from '@edutrack/shared-schema/collections/registry'
import { createMemoryStore } from '#ports/store/memory-store.ts'
import type { Store } from '#ports/store/store.ts'
import { ana, createTestSchool, NOON, type TestSchool } from '#testing/test-school.ts'
import { silentLog } from '#testing/test-log.ts'
import { createForgetting } from './forget-what-is-gone.ts'

const note = (id: string) => ({
  id,
  personId: 'ana',
  courseId: 'c1',
  unitId: 'page',
  kind: 'note',
  position: 0,
  text: 't',
  writtenAt: NOON,
})
const remove = (school: TestSchool, id: string) =>
  school.pushRow(ana, 'notes', { ...note(id), _deleted: true }, { assumed: note(id) })

/** A school whose servers have been started anew, so that what is told comes from the store. */
const restarted = async (store: Store, at: number) => {
  const school = await createTestSchool({ store })
  school.clock.set(at)
  return school
}
/** One that makes its passes only when it is told to. */
const forgettingOf = async ({ store, clock }: TestSchool) => {
  const forgetting = await createForgetting({ store, clock, log: silentLog, keptDays: 30 })
  await forgetting.close()
  return forgetting
}
const DAY = 86_400_000

test('S18: what has been gone for long is forgotten; what was gone lately is still told', async () => {
  const school = await createTestSchool()
  const forgetting = await forgettingOf(school)
  for (const id of ['old', 'lately', 'stays']) await school.pushRow(ana, 'notes', note(id))
  await remove(school, 'old')
  await forgetting.pass()
  school.clock.set(school.clock.now() + 20 * DAY)
  await remove(school, 'lately')
  await forgetting.pass()
  expect(await school.store.document('notes', 'old')).toMatchObject({ deleted: true })
  school.clock.set(school.clock.now() + 11 * DAY)
  const head = await school.store.head()
  for (let passes = 0; passes < 2; passes += 1) await forgetting.pass()
  expect(await school.store.document('notes', 'old')).toBeUndefined()
  expect(await school.store.document('notes', 'lately')).toMatchObject({ deleted: true })
  expect(await school.store.document('notes', 'stays')).toMatchObject({ deleted: false })
  expect(await school.store.head()).toBe(head)
  await school.engine.close()
})

test('S18: a device from below the floor is told to read all anew; one from above it reads on', async () => {
  const store = createMemoryStore()
  const school = await createTestSchool({ store })
  await school.pushRow(ana, 'notes', note('n'))
  const { checkpoint: before } = await school.pullAll(ana, 'notes')
  await remove(school, 'n')
  const { checkpoint: after } = await school.pullAll(ana, 'notes')
  await (await forgettingOf(school)).pass()
  await school.engine.close()
  const later = await restarted(store, NOON + 40 * DAY)
  await (await forgettingOf(later)).pass()
  await later.engine.close()
  const again = await restarted(store, NOON + 41 * DAY)

  const page = (checkpoint: string | null) => again.sync(ana, { pull: { checkpoint, limit: 3 } })
  expect((await page(after)).pull?.rebuild).toBeUndefined()
  const { pull } = await page(before)
  expect(pull).toMatchObject({ changes: [], more: true, rebuild: collectionNames })
  // From there it reads all, page by page, and is not sent back again.
  const ids: string[] = []
  for (let checkpoint = pull?.checkpoint ?? null, more = true; more;) {
    const next = (await page(checkpoint)).pull
    expect(next?.rebuild).toBeUndefined()
    ids.push(...(next?.changes.flatMap(({ documents }) => documents.map(({ id }) => id)) ?? []))
    checkpoint = next?.checkpoint ?? null
    more = next?.more ?? false
  }
  expect(ids).toContain('c1')
  expect(ids).not.toContain('n')
  await again.engine.close()
})

test('S18: what a device was told in the first of several pages is as old as that page', async () => {
  const store = createMemoryStore()
  const school = await createTestSchool({ store })
  for (const id of ['a', 'b', 'c', 'd']) await school.pushRow(ana, 'notes', note(id))
  // The first page holds `a`, which is removed before the second one, and forgotten before the third.
  const first = (await school.sync(ana, { pull: { checkpoint: null, limit: 2 } })).pull
  expect(JSON.stringify(first?.changes)).toContain('"a"')
  await remove(school, 'a')
  const second = (await school.sync(ana, { pull: { checkpoint: first?.checkpoint ?? null, limit: 2 } })).pull
  expect(JSON.stringify(second?.changes)).not.toContain('"a"')
  expect(second?.more).toBe(true)
  await (await forgettingOf(school)).pass()
  await school.engine.close()
  const later = await restarted(store, NOON + 40 * DAY)
  await (await forgettingOf(later)).pass()
  await later.engine.close()
  const again = await restarted(store, NOON + 41 * DAY)
  const { pull } = await again.sync(ana, { pull: { checkpoint: second?.checkpoint ?? null, limit: 2 } })
  expect(pull?.rebuild).toEqual(collectionNames)
  await again.engine.close()
})

test('S18: cut off anywhere, the next pass goes on, and nobody reads past what was removed', async () => {
  const school = await createTestSchool()
  for (let index = 0; index < 20; index += 1) await school.pushRow(ana, 'notes', note(`n${String(index)}`))
  for (let index = 0; index < 10; index += 1) await remove(school, `n${String(index)}`)
  await (await forgettingOf(school)).pass()
  school.clock.set(school.clock.now() + 31 * DAY)
  const { store } = school
  const broken: Store = {
    ...store,
    forget: async (entries) => {
      expect(await store.row('log_floor', 'floor')).toMatchObject({ number: await store.head() })
      await store.forget(entries.slice(0, 3))
      throw new Error('killed')
    },
  }
  const cut = await createForgetting({ store: broken, clock: school.clock, log: silentLog, keptDays: 30 })
  await expect(cut.pass()).rejects.toThrow('killed')
  await (await forgettingOf(school)).pass()
  for (let index = 0; index < 20; index += 1)
    expect((await store.document('notes', `n${String(index)}`))?.deleted).toBe(index < 10 ? undefined : false)
  await school.engine.close()
})

import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Course } from '@edutrack/shared-schema/collections/courses'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import { changeCourse, changeUnit, createUnit } from '@edutrack/pwa/local-db/commands/author-course'
import { createTestSchool, ines, type TestSchool } from '@edutrack/sync-server/testing/test-school'
import { openPhoneAtSchool } from './phone-at-school.ts'
import type { SimulatedDevice } from './simulated-device.ts'

let school: TestSchool
let phone: SimulatedDevice
let isOffline: boolean
beforeEach(async () => {
  school = await createTestSchool()
  isOffline = false
  phone = await openPhoneAtSchool(school, ines, () => isOffline)
  await sync()
})
afterEach(async () => {
  await phone.remove()
  await school.engine.close()
})

const sync = () => phone.engine.run()
const atSchool = async <Document>(collection: string, id: string): Promise<Document> =>
  (await school.store.document(collection, id))?.content as Document
const here = async (collection: 'courses' | 'units', id: string) =>
  (await phone.database[collection].findOne(id).exec())?.toMutableJSON()
/** As a colleague's device, or the school itself, changes it meanwhile. */
const changeThere = async (collection: 'courses' | 'units', id: string, change: object): Promise<void> => {
  const before = await atSchool<never>(collection, id)
  await school.pushRow(ines, collection, { ...(before as object), ...change } as never, {
    device: 'desk',
    assumed: before,
  })
}

test('S22: a colleague who is added while an edit of the course is unsent clashes with nothing', async () => {
  isOffline = true
  await changeCourse(phone, 'c1', () => ({ title: 'Better sums' }))
  await sync()
  const course = await atSchool<Course>('courses', 'c1')
  await school.engine.commitAsServer([{ collection: 'courses', document: { ...course, staffIds: ['otto'] } }])
  isOffline = false
  await sync()
  expect(await atSchool<Course>('courses', 'c1')).toMatchObject({ title: 'Better sums', staffIds: ['otto'] })
  expect(await here('courses', 'c1')).toMatchObject({ title: 'Better sums', staffIds: ['otto'], unsentSince: 0 })
  expect(await here('courses', 'c1')).not.toHaveProperty('base')
})

test('S22: an outline and a description, texts and times that two write apart come together by themselves', async () => {
  isOffline = true
  await changeCourse(phone, 'c1', () => ({ modules: [{ id: 'm', title: 'M', unitIds: [] }] }))
  await createUnit(phone, { courseId: 'c1', moduleId: 'm', kind: 'page', title: 'New', from: { minutes: 20 } })
  await changeUnit(phone, 'page', () => ({ markdown: 'Written here' }))
  await changeThere('courses', 'c1', { description: 'Written there', minutes: 15 })
  await changeThere('units', 'page', { title: 'Named there' })
  isOffline = false
  await sync()
  expect(await atSchool<Course>('courses', 'c1')).toMatchObject({
    description: 'Written there',
    modules: [{ unitIds: [expect.any(String)] }],
    minutes: 35,
  })
  expect(await atSchool<Unit>('units', 'page')).toMatchObject({ title: 'Named there', markdown: 'Written here' })
  for (const [collection, id] of [
    ['courses', 'c1'],
    ['units', 'page'],
  ] as const)
    expect(await here(collection, id)).toMatchObject({ ...(await atSchool<object>(collection, id)), unsentSince: 0 })
})

test('S22: one title that both change is the person’s to choose; their other change comes in meanwhile', async () => {
  isOffline = true
  await changeCourse(phone, 'c1', () => ({ title: 'Mine' }))
  await changeThere('courses', 'c1', { title: 'Theirs', category: 'physics' })
  isOffline = false
  await sync()
  expect(await here('courses', 'c1')).toMatchObject({
    title: 'Mine',
    category: 'physics',
    heldCode: 'edited-elsewhere',
    theirs: { title: 'Theirs' },
  })
  expect(await atSchool<Course>('courses', 'c1')).toMatchObject({ title: 'Theirs' })
})

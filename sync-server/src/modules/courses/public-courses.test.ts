import { expect, test } from 'vitest'
import { createMemoryStore } from '#ports/store/memory-store.ts'
import { createPublicCourses, type LoggedChange } from './public-courses.ts'

/** A change as the log tells it. */
const changed = (collection: string, id: string, number: number, content: object): LoggedChange => {
  const document = { collection, id, number, deleted: false, channels: [], stateHash: '', content: { id, ...content } }
  return { collection, id, number, document }
}
const course = (id: string, number: number, more: object = {}): LoggedChange =>
  changed('courses', id, number, {
    title: `Course ${id}`,
    description: '',
    instructorName: 'Inés',
    status: 'published',
    enrolment: { mode: 'open' },
    createdAt: 0,
    ...more,
  })

test('lists are others when a published course is; not by drafts, units, or what the public does not see', async () => {
  const courses = createPublicCourses({ store: createMemoryStore() })
  const isInLists = (change: LoggedChange): boolean => courses.note([change]).isInLists
  expect(await courses.find({})).toEqual([])
  expect(isInLists(course('c1', 1))).toBe(true)
  expect(isInLists(course('c1', 2, { staffIds: ['ben'] }))).toBe(false)
  expect(isInLists(course('c1', 3, { title: 'Renamed' }))).toBe(true)
  expect(isInLists(course('d1', 4, { status: 'draft' }))).toBe(false)
  expect(isInLists(changed('units', 'u', 5, { courseId: 'c1' }))).toBe(false)
  expect(isInLists(changed('notes', 'n', 6, {}))).toBe(false)
  expect((await courses.find({})).map(({ title }) => title)).toEqual(['Renamed'])
  expect(isInLists(course('c1', 7, { status: 'archived' }))).toBe(true)
  expect(await courses.find({})).toEqual([])
})

test('an older state that comes late changes nothing', async () => {
  const courses = createPublicCourses({ store: createMemoryStore() })
  await courses.find({})
  courses.note([course('c1', 5, { title: 'New' })])
  expect(courses.note([course('c1', 4, { title: 'Old' })]).isInLists).toBe(false)
  expect((await courses.find({ search: 'new' })).map(({ title }) => title)).toEqual(['New'])
})

test('of a unit’s change its course is told', () => {
  const courses = createPublicCourses({ store: createMemoryStore() })
  expect([...courses.note([changed('units', 'u', 5, { courseId: 'c1' })]).courseIds]).toEqual(['c1'])
})

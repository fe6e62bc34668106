import { beforeEach, expect, test } from 'vitest'
import type { Course } from '@edutrack/shared-schema/collections/courses'
import type { Reader } from '#sync/collection-rules.ts'
import { ada, ana, attempt, createTestSchool, enrolment, ines, type TestSchool } from '#testing/test-school.ts'
import { addColleague, removeColleague, staffOf } from './staff.ts'

const otto: Reader = { personId: 'otto', role: 'instructor' }
let school: TestSchool
beforeEach(async () => {
  school = await createTestSchool()
  await school.engine.commitAsServer([
    { collection: 'people', document: { id: 'otto', name: 'OTTO', role: 'instructor', settings: {} } },
  ])
  await school.store.migrate([{ name: 'user', indexes: [{ name: 'by_email', fields: ['email'], unique: true }] }])
  await school.store.transact(async (tx) => {
    for (const id of ['ana', 'ines', 'otto']) await tx.putRow('user', { id, email: `${id}@example.org` })
  })
  await school.pushRow(ana, 'enrolments', enrolment('ana'))
  await school.pushRow(ana, 'attempts', attempt('a1'))
})
const course = async (): Promise<Course> => (await school.store.document('courses', 'c1'))?.content as Course
const held = async (checkpoint: string | null = null) => {
  const { documents, checkpoint: reached } = await school.pullAll(otto, 'attempts', checkpoint)
  return { ids: documents.filter((one) => one['_deleted'] !== true).map(({ id }) => id), documents, reached }
}

test('S3: a colleague sees keys and learners’ work, edits and is named; a stranger among instructors does not', async () => {
  expect((await held()).ids).toEqual([])
  expect(await addColleague(school, ines, 'c1', ' Otto@Example.org ')).toBe('changed')
  expect(await addColleague(school, ines, 'c1', 'otto@example.org')).toBe('changed')
  expect((await course()).staffIds).toEqual(['otto'])
  expect((await held()).ids).toEqual(['a1'])
  const [question] = (await school.pullAll(otto, 'questions')).documents
  expect(question).toHaveProperty('key')
  const { documents } = await school.pullAll(otto, 'units')
  const page = documents.find(({ id }) => id === 'page')
  if (page === undefined) throw new Error('no page')
  const edited = await school.pushRow(otto, 'units', { ...page, title: 'By Otto' }, { assumed: page })
  expect(edited).toMatchObject({ outcome: 'accepted' })
  expect(await staffOf(school, otto, 'c1')).toEqual([
    { personId: 'ines', name: 'INES', email: 'ines@example.org', isInstructor: true },
    { personId: 'otto', name: 'OTTO', email: 'otto@example.org', isInstructor: false },
  ])
})

test('S4: who teaches a course no longer is told tombstones of what only its staff sees, and edits no more', async () => {
  await addColleague(school, ines, 'c1', 'otto@example.org')
  const { reached } = await held()
  expect(await removeColleague(school, ines, 'c1', 'otto')).toBe('changed')
  const { documents } = await held(reached)
  expect(documents).toMatchObject([{ id: 'a1', _deleted: true }])
  const before = await course()
  expect(await school.pushRow(otto, 'courses', { ...before, title: 'Mine' }, { assumed: before })).toMatchObject({
    outcome: 'refused',
    code: 'not-yours',
  })
  expect(await staffOf(school, otto, 'c1')).toBeUndefined()
})

test('S9: a colleague’s stream is told to pull when they are added and when they are removed', async () => {
  const heard: string[] = []
  const stream = await school.engine.openStream(otto, ({ type }) => heard.push(type))
  await addColleague(school, ines, 'c1', 'otto@example.org')
  await expect.poll(() => heard).toEqual(['hello', 'resync'])
  await removeColleague(school, otto, 'c1', 'otto')
  await expect.poll(() => heard.filter((type) => type === 'resync')).toHaveLength(2)
  stream.close()
})

test('whose course it is decides who teaches it; a device that holds another list changes nothing', async () => {
  expect(await addColleague(school, ines, 'c1', 'ana@example.org')).toBe('no-such-colleague')
  expect(await addColleague(school, ines, 'c1', 'nobody@example.org')).toBe('no-such-colleague')
  expect(await addColleague(school, otto, 'c1', 'otto@example.org')).toBe('not-found')
  expect(await addColleague(school, ana, 'c1', 'otto@example.org')).toBe('not-found')
  expect(await addColleague(school, ada, 'c1', 'otto@example.org')).toBe('changed')
  expect(await addColleague(school, otto, 'c1', 'ines@example.org')).toBe('not-allowed')
  const before = await course()
  await school.pushRow(otto, 'courses', { ...before, staffIds: ['otto', 'ana'], title: 'New' }, { assumed: before })
  expect(await course()).toMatchObject({ staffIds: ['otto'], title: 'New' })
})

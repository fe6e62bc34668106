import { beforeEach, expect, test } from 'vitest'
import type { Course } from '@edutrack/shared-schema/collections/courses'
import type { Question } from '@edutrack/shared-schema/collections/questions'
import type { AnyDocument } from '@edutrack/shared-schema/collections/registry'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import { ana, ben, createTestSchool, enrolment, ines, NOON, type TestSchool } from '#testing/test-school.ts'

let school: TestSchool
beforeEach(async () => {
  school = await createTestSchool()
})

const unit = (more: Partial<Unit>): AnyDocument => ({
  id: 'new',
  courseId: 'c1',
  title: 'New',
  kind: 'page',
  minutes: 1,
  status: 'draft',
  markdown: '',
  fileIds: [],
  updatedAt: NOON,
  ...more,
})
const practice = (questionIds: string[]): NonNullable<Unit['quiz']> => ({
  mode: 'practice',
  questionIds,
  counts: 'best',
  shuffleQuestions: false,
  shuffleChoices: false,
  feedback: 'never',
  passPercent: 0,
})
const question = (id: string): AnyDocument => ({
  id,
  courseId: 'c1',
  kind: 'true-false',
  title: id,
  prompt: 'Is it?',
  content: {},
  key: { isTrue: true },
  points: 1,
  tags: [],
  version: 1,
  updatedAt: NOON,
})
const stored = async <Document>(collection: string, id: string): Promise<Document> =>
  (await school.store.document(collection, id))?.content as Document
const contents = async (): Promise<Course['contents']> => (await stored<Course>('courses', 'c1')).contents

test('what a download holds follows the units that learners see and the questions, and nothing else changes the course', async () => {
  await school.pushRow(ines, 'units', unit({}))
  expect(await contents()).toMatchObject({ units: 3, questions: 2 })
  const head = await school.store.head()
  await school.pushRow(ines, 'units', unit({ title: 'Named' }), { assumed: unit({}) })
  expect(await school.store.head()).toBe(head + 1)
  await school.pushRow(ines, 'units', unit({ title: 'Named', status: 'published' }), {
    assumed: unit({ title: 'Named' }),
  })
  await school.pushRow(ines, 'questions', question('q3'))
  expect(await contents()).toMatchObject({ units: 4, questions: 3 })
})

test('a question that comes from the bank into practice can be judged on devices; one that a graded quiz asks can’t', async () => {
  await school.pushRow(ana, 'enrolments', enrolment('ana'))
  await school.pushRow(ines, 'questions', question('q3'))
  await school.pushRow(ines, 'units', unit({ kind: 'quiz', status: 'published', quiz: practice(['q3', 'q1']) }))
  expect(await stored<Question>('questions', 'q3')).toMatchObject({ isKeyOpen: true })
  expect(await stored<Question>('questions', 'q1')).toMatchObject({ isKeyOpen: false })
  const { documents } = await school.pullAll(ana, 'questions')
  const seen = new Map(documents.map((document) => [document.id, document]))
  expect(seen.get('q3')?.['key']).toEqual({ isTrue: true })
  expect(seen.get('q1')?.['key']).toBeUndefined()
})

test('a quiz that was graded does not show its keys by becoming practice', async () => {
  const graded = { ...practice(['q3']), mode: 'graded' as const }
  await school.pushRow(ines, 'questions', question('q3'))
  await school.pushRow(ines, 'units', unit({ kind: 'quiz', quiz: graded }))
  await school.pushRow(ines, 'units', unit({ kind: 'quiz', quiz: practice(['q3']) }), {
    assumed: unit({ kind: 'quiz', quiz: graded }),
  })
  expect(await stored<Question>('questions', 'q3')).toMatchObject({ isKeyOpen: false })
})

test('a course that was made on a device without a network arrives whole, in one request', async () => {
  const course = {
    ...(await stored<Course>('courses', 'c1')),
    id: 'made',
    instructorId: 'ben',
    instructorName: 'not Ben',
    status: 'draft',
    modules: [{ id: 'm', title: '1', unitIds: ['made-1'] }],
    contents: { units: 0, questions: 0, files: 0, bytes: 0 },
  }
  const row = (document: AnyDocument) => [{ assumed: null, document }]
  const answer = await school.sync(ines, {
    push: [
      { collection: 'courses', rows: row(course) },
      { collection: 'questions', rows: row({ ...question('made-q'), courseId: 'made' }) },
      {
        collection: 'units',
        rows: row(unit({ id: 'made-1', courseId: 'made', kind: 'quiz', quiz: practice(['made-q']) })),
      },
    ],
  })
  expect(answer.push.flatMap(({ results }) => results.map(({ outcome }) => outcome))).toEqual([
    'accepted',
    'accepted',
    'accepted',
  ])
  expect(await stored('courses', 'made')).toMatchObject({
    instructorId: 'ines',
    instructorName: 'INES',
    contents: { units: 0, questions: 1 },
  })
  expect(await stored('questions', 'made-q')).toMatchObject({ isKeyOpen: true })
  expect((await school.pushRow(ben, 'courses', { ...course, id: 'theirs' })).outcome).toBe('refused')
})

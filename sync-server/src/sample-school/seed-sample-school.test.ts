import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import type { CourseFile } from '@edutrack/shared-schema/collections/files'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import { expect, test } from 'vitest'
import type { Blobs } from '#ports/blobs/blobs.ts'
import type { TableRow } from '#ports/store/store.ts'
import { allDocuments, canSignIn, createEmptySchool, type EmptySchool } from '#testing/empty-school.ts'
import { createTestSchool } from '#testing/test-school.ts'
import { readCourse } from './read-course.ts'
import { readActivity } from './sample-activity.ts'
import { activityOfClass } from './sample-class.ts'
import {
  SAMPLE_SCHOOL_FOLDER,
  sampleSchoolState,
  seedSampleSchool,
  type SeedSampleSchoolDeps,
} from './seed-sample-school.ts'

const seeded = async () => {
  const school = await createEmptySchool()
  const { signIns } = await seedSampleSchool(school)
  return { school, signIns, documents: await allDocuments(school.store) }
}
const whole = await seeded()

/** The school with doors that shut at the `last` step, as if the process had been killed there; `onStep` is told of each. */
const failingAt = (school: EmptySchool, last: number, onStep = (_step: number): void => {}): SeedSampleSchoolDeps => {
  let steps = 0
  const knock = async (): Promise<void> => {
    steps += 1
    onStep(steps)
    if (steps >= last) throw new Error('killed')
  }
  const blobs: Blobs = {
    ...school.blobs,
    put: async (...args) => {
      await knock()
      return school.blobs.put(...args)
    },
  }
  return {
    ...school,
    blobs,
    engine: {
      commitAsServer: async (writes) => {
        await knock()
        return school.engine.commitAsServer(writes)
      },
      handle: async (reader, request) => {
        await knock()
        return school.engine.handle(reader, request)
      },
    },
  }
}

let steps = 0
await seedSampleSchool(
  failingAt(await createEmptySchool(), Infinity, (step) => {
    steps = step
  }),
)

test('everyone can sign in with the password that is published', async () => {
  expect(whole.signIns[0]).toMatchObject({ role: 'administrator' })
  expect(whole.signIns.map(({ role }) => role).sort()).toEqual([
    'administrator',
    'instructor',
    'instructor',
    'learner',
    'learner',
    'learner',
    'learner',
  ])
  for (const signIn of whole.signIns) {
    expect(signIn.password.length).toBeGreaterThanOrEqual(8)
    expect(await canSignIn(whole.school.accounts, signIn), signIn.email).toBe(true)
  }
  expect(await canSignIn(whole.school.accounts, { email: 'ana@school.example', password: 'something-else' })).toBe(
    false,
  )
})

test('every file has its bytes in the blob store', async () => {
  const files = Object.entries(whole.documents).flatMap(([key, document]) =>
    key.startsWith('files/') ? [document as CourseFile] : [],
  )
  expect(files.length).toBeGreaterThan(30)
  for (const file of files)
    expect(await whole.school.blobs.stat(`media/${file.hash}`)).toEqual({ bytes: file.bytes, mime: file.mime })
})

test('learners’ work is graded, receipted and marked by the rules', async () => {
  const attempt = (name: string) => whole.documents[`attempts/sample-attempt-${name}`] as Attempt
  expect(attempt('chipo-bleeding-2')).toMatchObject({ grade: { earned: 12, points: 12, pending: false }, marks: [] })
  expect(attempt('chipo-bleeding-2').receipt?.signature).toBeDefined()
  expect(attempt('chipo-bleeding-2').feedback).toBeDefined()
  expect(attempt('ben-bleeding-late').marks).toEqual(['late'])
  expect(attempt('dara-equations-again').marks).toEqual(['over-limit'])
  expect(attempt('chipo-my-plan').grade).toMatchObject({
    earned: 17,
    points: 20,
    pending: false,
    gradedBy: 'sample-lena',
  })
  expect(attempt('dara-my-square-metre').grade).toMatchObject({ pending: true })
  expect(whole.documents['notices/graded-sample-attempt-chipo-my-plan']).toBeDefined()
  expect(whole.documents['notices/graded-sample-attempt-dara-my-square-metre']).toBeUndefined()
})

test('a class has taken quizzes: each answer that it slipped in is graded so, nothing is unusual, and they are of differing ability', async () => {
  const { classes } = await readActivity(SAMPLE_SCHOOL_FOLDER)
  const courses = new Map([['algebra', await readCourse(SAMPLE_SCHOOL_FOLDER, 'algebra')]])
  for (const { unit } of classes[0]?.quizzes ?? []) {
    const taken = classes
      .flatMap((source) => activityOfClass(source, courses).attempts)
      .filter((attempt) => attempt.unit === unit)
    expect(taken.length).toBeGreaterThan(20)
    const earned = new Set<number>()
    for (const { name, wrong = [] } of taken) {
      const { marks, grade } = whole.documents[`attempts/sample-attempt-${name}`] as Attempt
      expect(marks, name).toEqual([])
      const missed = grade?.parts.filter((part) => part.earned < part.points).map(({ questionId }) => questionId)
      expect(missed?.sort(), name).toEqual(wrong.map((question) => `algebra-${unit}-${question}`).sort())
      earned.add(grade?.earned ?? 0)
    }
    expect(earned.size).toBeGreaterThan(5)
  }
})

test('a page that two have edited has a history, and says what they wrote', async () => {
  const { edits } = await readActivity(SAMPLE_SCHOOL_FOLDER)
  const versions = await whole.school.store.rows<TableRow & { readonly personId?: string }>({
    table: 'unit_versions',
    index: 'by_unit_and_number',
    equals: ['first-aid-kit-and-plan'],
    order: 'descending',
    limit: 10,
  })
  expect(versions.map(({ personId }) => personId)).toEqual(['sample-tomas', 'sample-lena', undefined])
  const { markdown } = whole.documents['units/first-aid-kit-and-plan'] as Unit
  for (const { after } of edits) expect(markdown).toContain(after)
})

test('the course with one place is full, and the newcomer has not begun', () => {
  expect(whole.documents['enrolments/sample-dara:roadside-bicycle']).toMatchObject({ status: 'active' })
  expect(Object.keys(whole.documents).filter((key) => key.startsWith('enrolments/sample-ana'))).toEqual([])
})

test('no work of learners was refused on the way', () => {
  expect(
    Object.entries(whole.documents).filter(
      ([key, document]) => key.startsWith('notices/') && (document as { kind: string }).kind === 'refused',
    ),
  ).toEqual([])
})

test('a second run changes nothing', async () => {
  const { school } = await seeded()
  const head = await school.store.head()
  const before = await allDocuments(school.store)
  const again = await seedSampleSchool(school)
  expect(again.signIns).toEqual(whole.signIns)
  expect(await school.store.head()).toBe(head)
  expect(await allDocuments(school.store)).toEqual(before)
})

test('two schools seeded at the same time hold the same', () => {
  expect(Object.keys(whole.documents).length).toBeGreaterThan(300)
  return seeded().then(({ documents }) => {
    expect(documents).toEqual(whole.documents)
  })
})

// From the first file on, through courses, to what learners sent and the last hand grading.
const places = [
  1,
  2,
  ...[0.1, 0.3, 0.5, 0.7, 0.85].map((part) => Math.round(part * steps)),
  steps - 5,
  steps - 3,
  steps - 1,
  steps,
]
test.each(places)(`killed at step %i of ${String(steps)} and started again, it completes`, async (last) => {
  const school = await createEmptySchool()
  await expect(seedSampleSchool(failingAt(school, last))).rejects.toThrow('killed')
  expect(await sampleSchoolState(school.store)).toBe('begun')
  const { signIns } = await seedSampleSchool(school)
  expect(signIns).toEqual(whole.signIns)
  expect(await sampleSchoolState(school.store)).toBe('complete')
  expect(await allDocuments(school.store)).toEqual(whole.documents)
})

test('gone on with a day later, the deadlines are those of the first day', async () => {
  const school = await createEmptySchool()
  await expect(seedSampleSchool(failingAt(school, 2))).rejects.toThrow('killed')
  school.clock.set(school.clock.now() + 24 * 3600 * 1000)
  await seedSampleSchool(school)
  const documents = await allDocuments(school.store)
  for (const [key, document] of Object.entries(whole.documents))
    if (key.startsWith('units/'))
      expect({ ...(documents[key] as Unit), updatedAt: 0 }).toEqual({ ...(document as Unit), updatedAt: 0 })
})

test('what people have changed since is left as it is', async () => {
  const school = await createEmptySchool()
  await expect(seedSampleSchool(failingAt(school, steps))).rejects.toThrow('killed')
  const course = (await school.store.document('courses', 'algebra'))?.content
  await school.engine.commitAsServer([
    { collection: 'courses', document: { ...course, title: 'Our algebra' } as never },
    { collection: 'notes', document: whole.documents['notes/sample-note-ben-aed'] as never, deleted: true },
  ])
  await seedSampleSchool(school)
  expect((await school.store.document('courses', 'algebra'))?.content['title']).toBe('Our algebra')
  expect((await school.store.document('notes', 'sample-note-ben-aed'))?.deleted).toBe(true)
})

test('a school of its own people is not entered', async () => {
  const { store, engine } = await createTestSchool()
  expect(await sampleSchoolState(store)).toBe('other')
  const { accounts, blobs, clock } = whole.school
  await expect(seedSampleSchool({ store, engine, accounts, blobs, clock })).rejects.toThrow('only for an empty one')
})

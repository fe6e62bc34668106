import { expect, test } from 'vitest'
import type { Course } from '@edutrack/shared-schema/collections/courses'
import type { CollectionName } from '@edutrack/shared-schema/collections/registry'
import { schemas } from '@edutrack/shared-schema/schemas/registry'
import type { AlsoWrite } from '#sync/collection-rules.ts'
import { allDocuments, canSignIn, createEmptySchool } from '#testing/empty-school.ts'
import { generateLoad, LOAD_PASSWORD, loadEmail, loadIds } from './generate-load.ts'

const NOW = Date.UTC(2026, 5, 1, 12)
const SMALL = { now: NOW, courses: 300, learners: 80 }

/** What would be committed, batch by batch. */
const generated = async (options: { readonly seed: number; readonly unitsPerCourse?: number }) => {
  const batches: (readonly AlsoWrite[])[] = []
  const engine = { commitAsServer: async (writes: readonly AlsoWrite[]) => void batches.push(writes) }
  const figures = await generateLoad({ engine, ...SMALL, ...options })
  const writes = batches.flat()
  const of = (name: CollectionName) => writes.filter(({ collection }) => collection === name)
  return { batches, writes, figures, of }
}
const load = await generated({ seed: 7 })

test('the same seed gives the same school, another seed another', async () => {
  expect((await generated({ seed: 7 })).writes).toEqual(load.writes)
  expect((await generated({ seed: 8 })).writes).not.toEqual(load.writes)
})

test('every document is valid, and ids are found once', () => {
  for (const { collection, document } of load.writes)
    expect(schemas[collection].safeParse(document).error, document.id).toBeUndefined()
  expect(new Set(load.writes.map(({ collection, document }) => `${collection}/${document.id}`)).size).toBe(
    load.writes.length,
  )
})

test('it tells what it made, and commits in batches', () => {
  expect(load.figures).toMatchObject({ courses: 300, units: 600, learners: 80, instructors: 5 })
  expect(load.of('courses').length).toBe(300)
  expect(load.of('units').length).toBe(600)
  expect(load.of('people').length).toBe(85)
  expect(load.of('enrolments').length).toBe(load.figures.enrolments)
  for (const batch of load.batches) expect(batch.length).toBeLessThan(600)
})

test('courses are varied, and contain what they say', () => {
  const courses = load.of('courses').map(({ document }) => document as Course)
  expect(new Set(courses.map(({ title }) => title)).size).toBeGreaterThan(200)
  expect(new Set(courses.map(({ category }) => category)).size).toBeGreaterThan(8)
  expect([...new Set(courses.map(({ language }) => language))].sort()).toEqual(['ar', 'en', 'es', 'fr'])
  expect(new Set(courses.map(({ level }) => level)).size).toBe(3)
  expect(new Set(courses.map(({ enrolment }) => enrolment.mode)).size).toBe(3)
  expect(new Set(courses.map(({ instructorName }) => instructorName)).size).toBeGreaterThan(3)
  for (const course of courses) {
    expect(course.title).not.toMatch(/[{}]/)
    expect(course.description).not.toMatch(/[{}]/)
    expect(course.modules.flatMap(({ unitIds }) => unitIds).length).toBe(course.contents.units)
  }
})

test('few courses have very many learners', () => {
  const learnersByCourse = new Map<string, number>()
  for (const { document } of load.of('enrolments')) {
    const courseId = (document as { courseId: string }).courseId
    learnersByCourse.set(courseId, (learnersByCourse.get(courseId) ?? 0) + 1)
  }
  const counts = [...learnersByCourse.values()].sort((a, b) => b - a)
  const all = counts.reduce((sum, count) => sum + count, 0)
  const ofTopTenth = counts.slice(0, 30).reduce((sum, count) => sum + count, 0)
  expect(ofTopTenth / all).toBeGreaterThan(0.4)
})

test('without pages, courses are empty and say so', async () => {
  const { of } = await generated({ seed: 7, unitsPerCourse: 0 })
  expect(of('units')).toEqual([])
  expect(of('courses')[0]?.document).toMatchObject({ modules: [], contents: { units: 0 } })
})

test('with accounts, people can sign in; generating again doubles nothing', async () => {
  const { engine, accounts, store } = await createEmptySchool()
  const make = () => generateLoad({ engine, accounts, now: NOW, seed: 3, courses: 20, learners: 10 })
  await make()
  const before = await allDocuments(store)
  await make()
  expect(await allDocuments(store)).toEqual(before)
  expect(Object.keys(before).filter((key) => key.startsWith('people/')).length).toBe(11)
  for (const id of [loadIds.learner(0), loadIds.learner(9), loadIds.instructor(0)])
    expect(await canSignIn(accounts, { email: loadEmail(id), password: LOAD_PASSWORD })).toBe(true)
})

test('progress goes up to the whole', async () => {
  const told: number[] = []
  let whole = 0
  await generateLoad({
    engine: { commitAsServer: async () => {} },
    ...SMALL,
    seed: 1,
    onProgress: ({ done, of }) => {
      told.push(done)
      whole = of
    },
  })
  expect(told).toEqual([...told].sort((a, b) => a - b))
  expect(told.at(-1)).toBeLessThanOrEqual(whole)
  expect(told.at(-1)).toBeGreaterThan(whole * 0.9)
})

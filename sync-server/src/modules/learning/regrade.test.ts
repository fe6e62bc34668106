import { beforeEach, expect, test } from 'vitest'
import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import type { Notice } from '@edutrack/shared-schema/collections/notices'
import type { Question } from '@edutrack/shared-schema/collections/questions'
import { contentHash } from '@edutrack/shared-schema/canonical-json'
import { createMemoryStore } from '#ports/store/memory-store.ts'
import { createMortalStore, killAtEachStep } from '#testing/mortal-store.ts'
import { ana, attempt, ben, createTestSchool, enrolment, ines, type TestSchool } from '#testing/test-school.ts'
import { regradeQuestion, regradesOf, undoRegrade } from './regrade.ts'
import { reviewAttempt } from './review-attempt.ts'

let school: TestSchool
let process: ReturnType<typeof createMortalStore>
beforeEach(async () => {
  process = createMortalStore(createMemoryStore())
  school = await createTestSchool({ store: process.store })
  for (const reader of [ana, ben]) await school.pushRow(reader, 'enrolments', enrolment(reader.personId))
  // Ana is right by the first version, Ben by the second.
  await school.pushRow(ana, 'attempts', attempt('a1'))
  await school.pushRow(ben, 'attempts', attempt('b1', { personId: 'ben', answers: answer('b') }))
})
const answer = (choiceId: string): Attempt['answers'] => ({ q1: { value: { choiceId }, at: 1 } })
const question = async (id = 'q1'): Promise<Question> =>
  (await school.store.document('questions', id))?.content as Question
const stored = async (id: string): Promise<Attempt> => (await school.store.document('attempts', id))?.content as Attempt
const edit = async (change: Partial<Question>) => {
  const before = await question()
  return school.pushRow(ines, 'questions', { ...before, ...change }, { assumed: before })
}
const earned = async () => [(await stored('a1')).grade?.earned, (await stored('b1')).grade?.earned]
const noticesOf = async (reader: typeof ana) =>
  ((await school.pullAll(reader, 'notices')).documents as unknown as readonly Notice[]).filter(
    ({ kind }) => kind === 'graded',
  ).length
const regrade = (isPreview: boolean, comment?: string, reader = ines) =>
  regradeQuestion(school, reader, 'q1', { isPreview, ...(comment === undefined ? {} : { comment }) })

test('S12: what was answered is kept as it was, and told without its key; nothing is graded anew by itself', async () => {
  await edit({ prompt: '1 + 2?', key: { choiceId: 'b' } })
  expect(await question()).toMatchObject({ version: 2, prompt: '1 + 2?' })
  expect(await question('q1~1')).toMatchObject({ version: 1, prompt: '1 + 1?', key: { choiceId: 'a' } })
  expect(await earned()).toEqual([2, 0])
  const seen = (await school.pullAll(ana, 'questions')).documents
  expect(seen.find(({ id }) => id === 'q1~1')).toMatchObject({ prompt: '1 + 1?' })
  expect(JSON.stringify(seen.filter(({ id }) => id.startsWith('q1')))).not.toContain('"key"')
  // Words that nobody is graded by are no other version of it.
  await edit({ title: 'Sum' })
  expect(await question('q1~2')).toBeUndefined()
})

test('S12: whoever hands in what they began before an edit is graded by what they saw', async () => {
  await edit({ key: { choiceId: 'b' } })
  await school.pushRow(ana, 'attempts', attempt('a2', { device: 'tablet' }))
  expect((await stored('a2')).grade?.earned).toBe(2)
  await school.pushRow(ana, 'attempts', attempt('a3', { asked: [{ questionId: 'q1', version: 2 }] }))
  expect((await stored('a3')).grade?.earned).toBe(0)
})

test('a regrade is previewed, done, told, logged, and taken back', async () => {
  await edit({ key: { choiceId: 'b' } })
  const handedIn = [await stored('a1'), await stored('b1')]
  const head = await school.store.head()
  const preview = await regrade(true)
  expect(preview).toMatchObject({ gain: 1, lose: 1, same: 0, byHand: 0 })
  expect(preview?.changes).toEqual([
    { attemptId: 'a1', personName: 'ANA', before: 2, after: 0, points: 2 },
    { attemptId: 'b1', personName: 'BEN', before: 0, after: 2, points: 2 },
  ])
  expect(await school.store.head()).toBe(head)
  const told = await noticesOf(ana)
  const done = await regrade(false, ' The key was wrong. ')
  expect(await earned()).toEqual([0, 2])
  expect((await stored('a1')).grade).toMatchObject({ gradedBy: 'ines', points: 2 })
  expect((await stored('a1')).grade?.parts[0]?.comment).toBe('The key was wrong.')
  expect(await noticesOf(ana)).toBe(told + 1)
  for (const [index, before] of handedIn.entries()) {
    const { grade: _grade, ...rest } = await stored(before.id)
    const { grade: _before, ...same } = before
    expect([index, rest]).toEqual([index, same])
    expect(contentHash(rest.answers)).toBe(contentHash(same.answers))
  }
  // Done again, it changes nothing.
  expect(await regrade(true)).toMatchObject({ gain: 0, lose: 0, same: 2 })
  expect(await regradesOf(school, ines, 'q1')).toMatchObject([
    { byName: 'INES', version: 2, gain: 1, lose: 1, isDone: true },
  ])
  await edit({ points: 5 })
  expect(await undoRegrade(school, ines, 'q1', done?.regradeId ?? '')).toMatchObject({ gain: 1, lose: 1 })
  expect(await earned()).toEqual([2, 0])
  expect((await stored('a1')).grade?.parts[0]).toEqual({ questionId: 'q1', earned: 2, points: 2 })
  expect(await regradesOf(school, ines, 'q1')).toMatchObject([{ undoneAt: expect.any(Number) as number }])
  expect(await undoRegrade(school, ines, 'q1', done?.regradeId ?? '')).toBeUndefined()
})

test('S15: a server that is killed while it grades anew, or takes that back, leaves no grade that the log doesn’t tell of, and nothing half done that is said to be whole', async () => {
  const ids = Array.from({ length: 201 }, (_, index) => `of-many-${String(index)}`)
  const first = await stored('a1')
  await school.engine.commitAsServer(ids.map((id) => ({ collection: 'attempts', document: { ...first, id } })))
  const countOf = async (points: number): Promise<number> =>
    (await Promise.all(ids.map(stored))).filter(({ grade }) => grade?.earned === points).length
  await edit({ key: { choiceId: 'b' } })

  let wasCutShort = false
  const killedInRegrade = await killAtEachStep(
    process,
    () => regrade(false),
    async () => {
      const told = (await regradesOf(school, ines, 'q1')) ?? []
      const regraded = await countOf(0)
      expect(told.length > 0).toBe(regraded > 0)
      expect(told.every(({ isDone }) => !isDone)).toBe(true)
      wasCutShort ||= regraded > 0 && regraded < ids.length
    },
  )
  expect(killedInRegrade).toBeGreaterThan(4)
  expect(wasCutShort).toBe(true)
  expect(await countOf(0)).toBe(ids.length)
  const [latest, ...earlier] = (await regradesOf(school, ines, 'q1')) ?? []
  expect(latest?.isDone).toBe(true)

  wasCutShort = false
  await killAtEachStep(
    process,
    () => undoRegrade(school, ines, 'q1', latest?.regradeId ?? ''),
    async () => {
      const now = (await regradesOf(school, ines, 'q1'))?.find(({ regradeId }) => regradeId === latest?.regradeId)
      const back = await countOf(2)
      expect(now?.undoneAt).toBeUndefined()
      expect(now?.isDone).toBe(back === 0)
      wasCutShort ||= back > 0 && back < ids.length
    },
  )
  expect(wasCutShort).toBe(true)
  expect(await countOf(2)).toBe(ids.length)
  expect(await regradesOf(school, ines, 'q1')).toMatchObject([{ undoneAt: expect.any(Number) as number }, ...earlier])
})

test('points that a person has given stay', async () => {
  await reviewAttempt(school, ines, 'b1', { parts: [{ questionId: 'q1', earned: 1.5 }] })
  await edit({ key: { choiceId: 'b' } })
  expect(await regrade(false)).toMatchObject({ gain: 0, lose: 1, byHand: 1 })
  expect(await earned()).toEqual([0, 1.5])
})

test('a question that is worth more now is regraded in proportion', async () => {
  await edit({ points: 6 })
  expect(await regrade(false)).toMatchObject({ gain: 1, lose: 0, same: 1 })
  expect((await stored('a1')).grade).toMatchObject({ earned: 6, points: 6 })
  expect((await stored('b1')).grade).toMatchObject({ earned: 0, points: 6 })
})

test('S3: only who teaches the course grades anew, reads the log, and takes back', async () => {
  await edit({ key: { choiceId: 'b' } })
  const done = await regrade(false)
  for (const reader of [ana, { personId: 'other', role: 'instructor' } as const]) {
    expect(await regrade(false, undefined, reader)).toBeUndefined()
    expect(await regradesOf(school, reader, 'q1')).toBeUndefined()
    expect(await undoRegrade(school, reader, 'q1', done?.regradeId ?? '')).toBeUndefined()
  }
  expect(await regradeQuestion(school, ines, 'q1~1', { isPreview: true })).toBeUndefined()
  const version = await question('q1~1')
  expect(await school.pushRow(ines, 'questions', { ...version, prompt: 'x' }, { assumed: version })).toMatchObject({
    outcome: 'refused',
    code: 'read-only',
  })
})

test('of a practice quiz that becomes graded, the keys of earlier versions close too', async () => {
  const before = await question('q2')
  await school.pushRow(ines, 'questions', { ...before, prompt: '2 + 2?' }, { assumed: before })
  expect(await question('q2~1')).toMatchObject({ isKeyOpen: true })
  const unit = (await school.store.document('units', 'practice'))?.content as { id: string; quiz: object }
  await school.pushRow(ines, 'units', { ...unit, quiz: { ...unit.quiz, mode: 'graded' } }, { assumed: unit })
  expect([await question('q2'), await question('q2~1')]).toMatchObject([{ isKeyOpen: false }, { isKeyOpen: false }])
})

import { beforeEach, expect, test } from 'vitest'
import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import type { Notice } from '@edutrack/shared-schema/collections/notices'
import type { AttemptReview } from '@edutrack/shared-schema/protocol/review'
import type { Reader } from '#sync/collection-rules.ts'
import { ana, ben, attempt, createTestSchool, enrolment, ines, NOON, type TestSchool } from '#testing/test-school.ts'
import { reviewAttempt } from './review-attempt.ts'

let school: TestSchool
beforeEach(async () => {
  school = await createTestSchool()
  await school.engine.commitAsServer([
    {
      collection: 'questions',
      document: {
        id: 'essay',
        courseId: 'c1',
        kind: 'essay',
        title: '',
        prompt: 'Why?',
        content: {},
        key: {},
        points: 5,
        tags: [],
        version: 1,
        updatedAt: NOON,
      },
    },
  ])
  await school.pushRow(ana, 'enrolments', enrolment('ana'))
  await school.pushRow(
    ana,
    'attempts',
    attempt('a1', {
      asked: ['q1', 'essay'].map((questionId) => ({ questionId, version: 1 })),
      answers: { q1: { value: { choiceId: 'a' }, at: NOON }, essay: { value: { text: 'Because.' }, at: NOON } },
    }),
  )
})
const review = (reader: Reader, body: AttemptReview, id = 'a1') => reviewAttempt(school, reader, id, body)
const stored = async (): Promise<Attempt> => (await school.store.document('attempts', 'a1'))?.content as Attempt
const told = async (): Promise<readonly Notice[]> =>
  (await school.pullAll(ana, 'notices')).documents.filter(
    (document) => !('_deleted' in document),
  ) as unknown as readonly Notice[]
const notices = async (): Promise<readonly string[]> => (await told()).map(({ kind }) => kind).toSorted()

test('S12: an essay is graded by hand; what was handed in and its receipt stay as they were, and its author is told', async () => {
  const before = await stored()
  expect(before.grade).toMatchObject({ earned: 2, points: 7, pending: true })
  expect(await notices()).toEqual([])
  expect(await review(ines, { parts: [{ questionId: 'essay', earned: 3.5, comment: ' Good. ' }] })).toBe('reviewed')
  const { grade, ...rest } = await stored()
  const { grade: _before, ...same } = before
  expect(rest).toEqual(same)
  expect(grade).toMatchObject({ earned: 5.5, points: 7, pending: false, gradedBy: 'ines' })
  expect(grade?.parts[1]).toEqual({ questionId: 'essay', earned: 3.5, points: 5, comment: 'Good.' })
  expect(await notices()).toEqual(['graded'])
  expect((await school.pullAll(ana, 'attempts')).documents).toEqual([await stored()])
})

test('S12: a grade that is taken back waits again, and nobody is told who has not read of it; what was read is told anew', async () => {
  await review(ines, { parts: [{ questionId: 'essay', earned: 3, comment: 'Good.' }] })
  school.clock.set(school.clock.now() + 1000)
  expect(await review(ines, { parts: [{ questionId: 'essay', earned: null }] })).toBe('reviewed')
  expect((await stored()).grade).toMatchObject({ earned: 2, points: 7, pending: true })
  expect((await stored()).grade?.parts[1]).toEqual({ questionId: 'essay', earned: 0, points: 5, pending: true })
  expect(await notices()).toEqual([])

  school.clock.set(school.clock.now() + 1000)
  await review(ines, { parts: [{ questionId: 'essay', earned: 4 }] })
  const [word] = await told()
  await school.engine.commitAsServer([{ collection: 'notices', document: { ...(word as Notice), readAt: NOON } }])
  school.clock.set(school.clock.now() + 1000)
  await review(ines, { parts: [{ questionId: 'essay', earned: 5 }] })
  expect(await notices()).toEqual(['graded', 'graded'])
})

test('a decision about unusual work is kept with who made it, and told', async () => {
  expect(await review(ines, { decision: { verdict: 'accepted', comment: 'The bus was late.' } })).toBe('reviewed')
  expect(await stored()).toMatchObject({
    decision: { verdict: 'accepted', by: 'ines', comment: 'The bus was late.' },
    grade: { pending: true },
  })
  expect(await notices()).toEqual(['decided'])
})

test('S12: work that counts with less earns what is left, whatever is graded later; taken back, it earns all of it again', async () => {
  await review(ines, { parts: [{ questionId: 'essay', earned: 3 }] })
  expect(await review(ines, { decision: { verdict: 'accepted', penaltyPercent: 10 } })).toBe('reviewed')
  expect(await stored()).toMatchObject({ grade: { earned: 4.5, points: 7 }, decision: { penaltyPercent: 10 } })
  await review(ines, { parts: [{ questionId: 'essay', earned: 5 }] })
  expect((await stored()).grade).toMatchObject({ earned: 6.3, points: 7 })
  await review(ines, { decision: { verdict: 'rejected' } })
  expect(await stored()).toMatchObject({ grade: { earned: 7 }, decision: { verdict: 'rejected' } })
  await review(ines, { decision: { verdict: 'accepted', penaltyPercent: 100 } })
  expect((await stored()).grade).toMatchObject({ earned: 0, points: 7 })
  await review(ines, { decision: null })
  expect((await stored()).grade).toMatchObject({ earned: 7, points: 7 })
  expect(await stored()).not.toHaveProperty('decision')
})

test('S12: a decision that is taken back before it was read is told to nobody; one that was read is told to be open again', async () => {
  await review(ines, { decision: { verdict: 'rejected' } })
  school.clock.set(school.clock.now() + 1000)
  await review(ines, { decision: null })
  expect(await notices()).toEqual([])
  expect(await review(ines, { decision: null })).toBe('reviewed')
  expect(await notices()).toEqual([])

  await review(ines, { decision: { verdict: 'accepted' } })
  const [word] = await told()
  await school.engine.commitAsServer([{ collection: 'notices', document: { ...(word as Notice), readAt: NOON } }])
  school.clock.set(school.clock.now() + 1000)
  await review(ines, { decision: null })
  expect(await notices()).toEqual(['decided', 'decided'])
})

test.each([
  ['more than a part can earn', { parts: [{ questionId: 'essay', earned: 5.1 }] }],
  ['a question that was not asked', { parts: [{ questionId: 'q2', earned: 1 }] }],
])('%s is refused whole', async (_what, body) => {
  const before = await stored()
  expect(await review(ines, body)).toBe('invalid-request')
  expect(await stored()).toEqual(before)
})

test('S3: only who teaches the course may, and nobody else learns that there is such a hand-in', async () => {
  const other: Reader = { personId: 'other', role: 'instructor' }
  for (const reader of [ana, ben, other]) {
    expect(await review(reader, { parts: [{ questionId: 'essay', earned: 5 }] })).toBe('not-found')
    expect(await review(reader, {}, 'no such attempt')).toBe('not-found')
  }
})

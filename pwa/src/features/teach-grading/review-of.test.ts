import { expect, test } from 'vitest'
import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import { gradedParts, lacksReason, reviewOf, undoOf } from './review-of.ts'

const attempt = (grade: Attempt['grade'], asked: readonly string[]): Attempt => ({
  id: 'a',
  personId: 'p',
  courseId: 'c',
  unitId: 'u',
  device: 'd',
  startedAt: 0,
  asked: asked.map((questionId) => ({ questionId, version: 1 })),
  seed: 0,
  answers: {},
  flagged: [],
  secondsUsed: 0,
  status: 'handed-in',
  ...(grade === undefined ? {} : { grade }),
})
const quiz = attempt(
  {
    earned: 2,
    points: 7,
    pending: true,
    gradedAt: 0,
    parts: [
      { questionId: 'q', earned: 2, points: 2, comment: 'Well' },
      { questionId: 'e', earned: 0, points: 5, pending: true },
    ],
  },
  ['q', 'e'],
)

test('only what was changed is sent; a comment alone keeps the points that there are', () => {
  expect(reviewOf(quiz, {})).toBeUndefined()
  expect(reviewOf(quiz, { e: { earned: 0 } })).toEqual({ parts: [{ questionId: 'e', earned: 0 }] })
  expect(reviewOf(quiz, { q: { comment: 'Very well' } })).toEqual({
    parts: [{ questionId: 'q', earned: 2, comment: 'Very well' }],
  })
  expect(reviewOf(quiz, { q: { earned: 1 } })).toEqual({ parts: [{ questionId: 'q', earned: 1, comment: 'Well' }] })
})

test('a part that waits is not graded by a comment, nor by an emptied field', () => {
  expect(reviewOf(quiz, { e: { comment: 'Hm' } })).toBeUndefined()
  expect(reviewOf(quiz, { e: { earned: undefined } })).toBeUndefined()
})

test('an assignment is graded as a whole, under its unit', () => {
  const text = attempt({ earned: 0, points: 20, parts: [], pending: true, gradedAt: 0 }, [])
  expect(gradedParts(text)).toEqual([{ questionId: 'u', earned: 0, points: 20, pending: true }])
  expect(reviewOf(text, { u: { earned: 15, comment: 'Good' } })).toEqual({
    parts: [{ questionId: 'u', earned: 15, comment: 'Good' }],
  })
  expect(gradedParts(attempt(undefined, []))).toEqual([])
})

test('points that were given are changed with a reason, or not at all', () => {
  const silent = attempt({ ...quiz.grade, parts: [{ questionId: 'q', earned: 2, points: 2 }] } as Attempt['grade'], [
    'q',
  ])
  expect(reviewOf(silent, { q: { earned: 1 } })).toBeUndefined()
  expect([...lacksReason(silent, { q: { earned: 1, comment: ' ' } })]).toEqual(['q'])
  expect(reviewOf(silent, { q: { earned: 1, comment: 'Half of it.' } })).toBeDefined()
  // The same points again are no change, and a first grade needs no excuse.
  expect(lacksReason(silent, { q: { earned: 2 } }).size).toBe(0)
  expect(lacksReason(quiz, { e: { earned: 3 } }).size).toBe(0)
})

test('taken back, what waited waits again, and what was overridden is as it was', () => {
  const review = reviewOf(quiz, { e: { earned: 4, comment: 'Good' }, q: { earned: 1 } })
  expect(review === undefined ? undefined : undoOf(quiz, review)).toEqual({
    parts: [
      { questionId: 'q', earned: 2, comment: 'Well' },
      { questionId: 'e', earned: null },
    ],
  })
})

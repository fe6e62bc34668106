import { describe, expect, test } from 'vitest'
import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import type { Progress } from '@edutrack/shared-schema/collections/progress'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import { countingGrade, courseProgress, doneCount, dueAtOf, unitsInOrder, unitToContinue } from './course-outline.ts'

const unit = (id: string, more: Partial<Unit> = {}): Unit => ({
  id,
  courseId: 'c',
  title: id,
  kind: 'page',
  minutes: 5,
  status: 'published',
  markdown: '',
  fileIds: [],
  updatedAt: 0,
  ...more,
})
const seen = (unitId: string, furthest: number, at: number, doneAt?: number): Progress => ({
  id: `p:${unitId}`,
  personId: 'p',
  courseId: 'c',
  unitId,
  openedAt: 0,
  furthest,
  place: { position: 0, at, device: 'd' },
  secondsByDevice: {},
  ...(doneAt === undefined ? {} : { doneAt }),
})
const [a, b, c] = [unit('a'), unit('b'), unit('c')]

test('units come in the order of the modules, and none is lost', () => {
  const modules = [
    { id: 'm1', title: '', unitIds: ['b', 'gone'] },
    { id: 'm2', title: '', unitIds: ['a'] },
  ]
  expect(unitsInOrder({ modules }, [a, b, c]).map(({ id }) => id)).toEqual(['b', 'a', 'c'])
})

describe('where to go on', () => {
  test.each([
    ['nothing seen: the first', [], 'a'],
    ['left in the middle: there', [seen('b', 0.4, 9)], 'b'],
    ['done with the last one seen: the next', [seen('a', 1, 9, 9)], 'b'],
    ['done with the end, the start skipped: the start', [seen('c', 1, 9, 9), seen('b', 1, 8, 8)], 'a'],
    ['all done: the first, to read again', [seen('a', 1, 1, 1), seen('b', 1, 2, 2), seen('c', 1, 3, 3)], 'a'],
    ['a unit that is gone does not count', [seen('gone', 0.2, 99), seen('b', 0.2, 1)], 'b'],
  ])('%s', (_, progress, id) => {
    expect(unitToContinue([a, b, c], progress)?.id).toBe(id)
  })
  test('a course without units leads nowhere', () => {
    expect(unitToContinue([], [])).toBeUndefined()
  })
})

test('progress counts units alike, and is whole only when all are done', () => {
  expect(courseProgress([a, b], [seen('a', 1, 1, 1), seen('b', 0.5, 2)])).toBe(0.75)
  expect(courseProgress([a, b], [seen('a', 1, 1), seen('b', 1, 2)])).toBeLessThan(1)
  expect(courseProgress([], [])).toBe(0)
  expect(doneCount([a, b], [seen('a', 1, 1, 1), seen('gone', 1, 1, 1)])).toBe(1)
})

test('a learner’s own deadline comes before the course’s', () => {
  const quiz = {
    mode: 'graded',
    questionIds: [],
    counts: 'best',
    shuffleQuestions: false,
    shuffleChoices: false,
    feedback: 'never',
    passPercent: 0,
    dueAt: 5,
  } as const
  const due = unit('q', { kind: 'quiz', quiz: { ...quiz, questionIds: [] } })
  expect(dueAtOf(due, null)).toBe(5)
  expect(dueAtOf(due, { dueAtByUnit: { q: 9 } })).toBe(9)
  expect(dueAtOf(a, {})).toBeUndefined()
})

describe('the grade that counts', () => {
  const attempt = (startedAt: number, earned: number, more: Partial<Attempt> = {}): Attempt => ({
    id: String(startedAt),
    personId: 'p',
    courseId: 'c',
    unitId: 'q',
    device: 'd',
    startedAt,
    asked: [],
    seed: 0,
    answers: {},
    flagged: [],
    secondsUsed: 0,
    status: 'handed-in',
    grade: { earned, points: 10, parts: [], pending: false, gradedAt: 0 },
    ...more,
  })
  const quizOf = (counts: 'best' | 'last' | 'first' | 'average'): Unit =>
    unit('q', {
      kind: 'quiz',
      quiz: {
        mode: 'graded',
        questionIds: [],
        counts,
        shuffleQuestions: false,
        shuffleChoices: false,
        feedback: 'never',
        passPercent: 0,
      },
    })
  const attempts = [attempt(2, 9), attempt(1, 5), attempt(3, 7)]
  test.each([
    ['best', 9],
    ['last', 7],
    ['first', 5],
    ['average', 7],
  ] as const)('%s', (counts, earned) => {
    const grade = countingGrade(quizOf(counts), attempts)
    expect(grade?.earned).toBeCloseTo(earned)
    expect(grade?.points).toBe(10)
  })
  test('an attempt that still waits for a person, or that was rejected, does not count', () => {
    const pending = attempt(4, 10, { grade: { earned: 10, points: 10, parts: [], pending: true, gradedAt: 0 } })
    const rejected = attempt(5, 10, { decision: { verdict: 'rejected', by: 't', at: 0 } })
    expect(countingGrade(quizOf('best'), [...attempts, pending, rejected])).toMatchObject({ earned: 9 })
    expect(countingGrade(quizOf('best'), [pending])).toBeUndefined()
  })
})

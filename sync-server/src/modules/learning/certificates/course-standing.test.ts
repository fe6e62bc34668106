import { expect, test } from 'vitest'
import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import type { Progress } from '@edutrack/shared-schema/collections/progress'
import type { QuizSettings, Unit } from '@edutrack/shared-schema/collections/units'
import { attempt, NOON } from '#testing/test-school.ts'
import { courseStanding } from './course-standing.ts'

const course = { modules: [{ id: 'm', title: 'M', unitIds: ['page', 'practice', 'quiz', 'essay', 'draft', 'gone'] }] }
const unit = (id: string, more: Partial<Unit> = {}): Unit => ({
  id,
  courseId: 'c1',
  title: id,
  kind: 'page',
  minutes: 1,
  status: 'published',
  markdown: '',
  fileIds: [],
  updatedAt: NOON,
  ...more,
})
const quiz = (mode: QuizSettings['mode'], counts: QuizSettings['counts']): QuizSettings => ({
  mode,
  questionIds: ['q1'],
  counts,
  shuffleQuestions: false,
  shuffleChoices: false,
  feedback: 'never',
  passPercent: 50,
})
const unitsWith = (counts: QuizSettings['counts'] = 'best'): readonly Unit[] => [
  unit('page'),
  unit('practice', { kind: 'quiz', quiz: quiz('practice', 'best') }),
  unit('quiz', { kind: 'quiz', quiz: quiz('graded', counts) }),
  unit('essay', { kind: 'assignment', assignment: { points: 10 } }),
  unit('draft', { status: 'draft' }),
  unit('elsewhere'),
]
const done = (unitId: string, doneAt: number | undefined = NOON): Progress => ({
  id: unitId,
  personId: 'ana',
  courseId: 'c1',
  unitId,
  openedAt: NOON,
  furthest: 1,
  place: { position: 1, at: NOON, device: 'phone' },
  secondsByDevice: {},
  ...(doneAt === undefined ? {} : { doneAt }),
})
const graded = (unitId: string, earned: number, points: number, more: Partial<Attempt> = {}): Attempt =>
  attempt(`${unitId}-${String(earned)}`, {
    unitId,
    grade: { earned, points, parts: [], pending: false, gradedAt: NOON },
    marks: [],
    ...more,
  })
const standing = (progress: readonly Progress[], attempts: readonly Attempt[], units = unitsWith()) =>
  courseStanding({ course, units, progress, attempts })

const read = [done('page'), done('practice')]
const work = [graded('quiz', 3, 4), graded('essay', 8, 10)]

test('S21: with all published parts of the outline done it counts the points of what is graded', () => {
  expect(standing(read, work)).toEqual({ isDone: true, percent: (11 / 14) * 100 })
  expect(standing([done('page')], [...work, graded('practice', 1, 1)])).toMatchObject({ isDone: true })
})

test.each([
  [
    'a page that was opened only',
    [{ ...done('page'), doneAt: undefined } as unknown as Progress, done('practice')],
    work,
  ],
  ['a practice that nobody did', [done('page')], work],
  ['a quiz that was not handed in', read, [graded('quiz', 4, 4, { status: 'open' }), graded('essay', 8, 10)]],
  [
    'an essay that waits for its grade',
    read,
    [graded('quiz', 4, 4), { ...attempt('e', { unitId: 'essay', marks: [] }) }],
  ],
  [
    'work that was rejected',
    read,
    [graded('quiz', 4, 4, { decision: { verdict: 'rejected', by: 'ines', at: NOON } }), graded('essay', 8, 10)],
  ],
  [
    'work beyond the limit that nobody decided',
    read,
    [graded('quiz', 4, 4, { marks: ['over-limit'] }), graded('essay', 8, 10)],
  ],
])('S21: %s leaves the course undone', (_what, progress, attempts) => {
  expect(standing(progress, attempts).isDone).toBe(false)
})

test('S21: work that broke a rule counts once it was accepted; a wrong clock or a second phone is no breach', () => {
  const late = graded('quiz', 4, 4, { marks: ['late'], decision: { verdict: 'accepted', by: 'ines', at: NOON } })
  expect(standing(read, [late, graded('essay', 8, 10)])).toMatchObject({ isDone: true, percent: (12 / 14) * 100 })
  const odd = graded('quiz', 4, 4, { marks: ['clock-off', 'other-device'] })
  expect(standing(read, [odd, graded('essay', 8, 10)])).toMatchObject({ isDone: true, percent: (12 / 14) * 100 })
})

test.each([
  ['best', 4],
  ['first', 1],
  ['last', 2],
  ['average', ((1 / 4 + 1 + 2 / 4) / 3) * 4],
] as const)('S21: of several attempts the %s counts', (counts, earned) => {
  const attempts = [
    graded('quiz', 2, 4, { handedInAt: NOON + 3 }),
    graded('quiz', 1, 4, { handedInAt: NOON + 1 }),
    graded('quiz', 4, 4, { handedInAt: NOON + 2 }),
    graded('essay', 10, 10),
  ]
  expect(standing(read, attempts, unitsWith(counts)).percent).toBeCloseTo(((earned + 10) / 14) * 100)
})

test('S21: a course without graded work is reached by doing it, one without parts never', () => {
  const units = [unit('page')]
  expect(standing([done('page')], [], units)).toEqual({ isDone: true, percent: 100 })
  expect(standing([], [], [])).toMatchObject({ isDone: false })
})

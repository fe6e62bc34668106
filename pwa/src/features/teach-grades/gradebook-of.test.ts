import { expect, test } from 'vitest'
import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import { cellOf, gradebookOf, isUndecided, isWaiting } from './gradebook-of.ts'
import { toCsv } from '#parts/to-csv.ts'
import { gradesToLines } from './grades-to-lines.ts'
import { usualFixtures } from '#testing/fixtures.ts'

const attempt = (id: string, earned: number, more: Partial<Attempt> = {}): Attempt => ({
  id,
  personId: 'p',
  courseId: 'c',
  unitId: 'u',
  device: 'd',
  startedAt: 0,
  asked: [],
  seed: 0,
  answers: {},
  flagged: [],
  secondsUsed: 0,
  status: 'handed-in',
  handedInAt: Number(id),
  grade: { earned, points: 10, parts: [], pending: false, gradedAt: 0 },
  ...more,
})
const tries = [attempt('2', 8), attempt('1', 4), attempt('3', 6)]

test.each([
  ['best', 8, '2'],
  ['first', 4, '1'],
  ['last', 6, '3'],
  ['average', 6, '2'],
] as const)('%s of three attempts', (counts, earned, attemptId) => {
  const cell = cellOf(tries, counts)
  expect(cell).toMatchObject({ points: 10, attemptId, isPending: false })
  expect(cell.earned).toBeCloseTo(earned, 10)
})

test('what was rejected does not count; what waits for a person is opened first', () => {
  const rejected = { decision: { verdict: 'rejected', by: 'i', at: 0 } } as const
  expect(cellOf([attempt('1', 9, rejected), attempt('2', 3)], 'best')).toMatchObject({ earned: 3 })
  expect(cellOf([attempt('1', 9, rejected)], 'best')).toEqual({
    isPending: false,
    needsDecision: false,
    attemptId: '1',
  })
  const waiting = attempt('4', 0, { grade: { earned: 0, points: 10, parts: [], pending: true, gradedAt: 0 } })
  expect(cellOf([...tries, waiting], 'best')).toMatchObject({ earned: 8, isPending: true, attemptId: '4' })
  expect(isWaiting(waiting)).toBe(true)
  expect(isWaiting({ ...waiting, ...rejected })).toBe(false)
  expect(isUndecided(attempt('5', 1, { marks: ['late'] }))).toBe(true)
  expect(isUndecided(attempt('5', 1, { marks: ['late'], ...rejected }))).toBe(false)
  expect(cellOf([], 'best')).toEqual({ isPending: false, needsDecision: false })
})

test('the book has who is in the course and who has handed in, and a column for each graded part in the course’s order', () => {
  const { courses, units, attempts, enrolments } = usualFixtures(1_800_000_000_000)
  const course = courses.find(({ id }) => id === 'first-aid')
  if (course === undefined) throw new Error('no course')
  const of = (all: readonly { readonly courseId: string }[]): never =>
    all.filter(({ courseId }) => courseId === course.id) as never
  const active = { ...enrolments[0], courseId: course.id, status: 'active' as const }
  const book = gradebookOf({
    course,
    units: of(units),
    attempts: [
      ...(of(attempts) as readonly Attempt[]),
      attempt('9', 1, { personId: 'gone', personName: '=Gone, "G"' }),
    ],
    enrolments: [
      { ...active, personId: 'idle', personName: 'Idle' } as never,
      { ...active, personId: 'left', personName: 'Left', status: 'left' } as never,
    ],
  })
  expect(book.columns.map(({ id }) => id)).toEqual(['first-aid-3', 'first-aid-6', 'first-aid-9'])
  expect(book.rows.map(({ personId, isIn }) => [personId, isIn])).toEqual([
    ['person-amina', false],
    ['gone', false],
    ['idle', true],
  ])
  expect(book.cell('person-amina', 'first-aid-3')).toMatchObject({ earned: 8, points: 10 })
  const csv = toCsv(gradesToLines(book))
  expect(csv.split('\r\n')).toHaveLength(5)
  // A name that a spreadsheet would take for a formula is a text.
  expect(csv).toContain(`"'=Gone, ""G""",,,`)
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import type { Enrolment } from '@edutrack/shared-schema/collections/enrolments'
import { createGradeIndex } from './grade-index.ts'
import type { Stored } from './read-collection.ts'
import { emptySheet, withGradeNews, type GradeSheet } from './with-grade-news.ts'

const columns = [
  { unitId: 'quiz', counts: 'best' },
  { unitId: 'essay', counts: 'last' },
] as const

const attempt = (
  id: string,
  personId: string,
  unitId: string,
  more: Partial<Stored<Attempt>> = {},
): Stored<Attempt> => ({
  id,
  personId,
  courseId: 'c',
  unitId,
  device: 'd',
  startedAt: 0,
  asked: [],
  seed: 0,
  answers: {},
  flagged: [],
  secondsUsed: 0,
  status: 'handed-in',
  handedInAt: 1,
  personName: personId.toUpperCase(),
  grade: { earned: 6, points: 10, parts: [], pending: false, gradedAt: 0 },
  ...more,
})
const enrolment = (personId: string, more: Partial<Stored<Enrolment>> = {}): Stored<Enrolment> => ({
  id: `${personId}:c`,
  personId,
  courseId: 'c',
  wish: 'enrolled',
  wishedAt: 0,
  status: 'active',
  personName: personId.toUpperCase(),
  ...more,
})
/** An index and what a screen has made of its news. */
const open = () => {
  const index = createGradeIndex(columns)
  let sheet: GradeSheet = emptySheet
  const look = () => {
    sheet = withGradeNews(sheet, index.takeNews())
    return sheet.book
  }
  return { index, look }
}

test('those in the course and those with work are shown by name; whoever only wished is not', () => {
  const { index, look } = open()
  index.putEnrolments([
    enrolment('zoe'),
    enrolment('wishing', { status: 'requested' }),
    enrolment('left', { status: 'left' }),
    enrolment('done', { status: 'completed', group: 'B' }),
  ])
  index.putAttempts([attempt('1', 'gone', 'quiz'), attempt('2', 'open', 'quiz', { status: 'open' })])
  const { rows, groups } = look()
  expect(rows.map(({ name, isIn }) => [name, isIn])).toEqual([
    ['DONE', true],
    ['GONE', false],
    ['ZOE', true],
  ])
  expect(groups).toEqual(['B'])
  expect(rows[1]?.cells[0]).toMatchObject({ earned: 6, attemptId: '1' })
})

test('one more hand-in touches its own cell, and no other row is another object', () => {
  const { index, look } = open()
  index.putEnrolments([enrolment('amir'), enrolment('mei')])
  index.putAttempts([attempt('1', 'amir', 'quiz'), attempt('2', 'mei', 'quiz'), attempt('3', 'mei', 'essay')])
  const before = look()
  index.putAttempts([
    attempt('4', 'mei', 'quiz', {
      handedInAt: 2,
      grade: { earned: 9, points: 10, parts: [], pending: false, gradedAt: 0 },
    }),
  ])
  const after = look()
  expect(after.rows[0]).toBe(before.rows[0])
  expect(after.rows[1]?.cells[0]).toMatchObject({ earned: 9, attemptId: '4' })
  expect(after.rows[1]?.cells[1]).toBe(before.rows[1]?.cells[1])
  expect(after.waiting).toBe(before.waiting)
  expect(look().rows.every((row, at) => row === after.rows[at])).toBe(true)
})

test('what waits, what is unusual and what was decided are listed, the longest waiting first, until they are not', () => {
  const { index, look } = open()
  const receipt = (receivedAt: number) => ({ receipt: { receivedAt } as NonNullable<Attempt['receipt']> })
  const pending = { grade: { earned: 0, points: 10, parts: [], pending: true, gradedAt: 0 } }
  index.putAttempts([
    attempt('late', 'mei', 'quiz', { marks: ['late'], ...receipt(9) }),
    attempt('second', 'amir', 'essay', { ...pending, ...receipt(5) }),
    attempt('first', 'mei', 'practice', { ...pending, ...receipt(3) }),
  ])
  const ids = ({ first }: { readonly first: readonly { readonly attemptId: string }[] }) =>
    first.map(({ attemptId }) => attemptId)
  expect(ids(look().waiting)).toEqual(['first', 'second'])
  expect(ids(look().unusual)).toEqual(['late'])
  index.putAttempts([
    attempt('first', 'mei', 'practice', receipt(3)),
    attempt('late', 'mei', 'quiz', { marks: ['late'], decision: { verdict: 'rejected', by: 'i', at: 1 } }),
  ])
  expect(ids(look().waiting)).toEqual(['second'])
  expect(look().unusual.count).toBe(0)
  expect(ids(look().decided)).toEqual(['late'])
  expect(look().rows.find(({ personId }) => personId === 'mei')?.cells[0]).toMatchObject({ attemptId: 'late' })
})

test('of many that wait, the first are listed and all are counted', () => {
  const { index, look } = open()
  index.putAttempts(
    Array.from({ length: 3000 }, (_, at) =>
      attempt(String(at), `p${String(at)}`, 'essay', {
        grade: { earned: 0, points: 10, parts: [], pending: true, gradedAt: 0 },
        receipt: { receivedAt: (at * 7919) % 3000 } as NonNullable<Attempt['receipt']>,
      }),
    ),
  )
  const { waiting } = look()
  expect(waiting.count).toBe(3000)
  expect(waiting.first.map(({ receivedAt }) => receivedAt)).toEqual(Array.from({ length: 200 }, (_, at) => at))
})

test('whatever changes in whatever order, it comes to what the documents are at the end', () => {
  const states = fc.array(
    fc.record({
      id: fc.constantFrom('1', '2', '3', '4', '5'),
      earned: fc.integer({ min: 0, max: 10 }),
      isDeleted: fc.boolean(),
      isOpen: fc.boolean(),
    }),
    { maxLength: 40 },
  )
  fc.assert(
    fc.property(states, (changes) => {
      const of = ({ id, earned, isDeleted, isOpen }: (typeof changes)[number]) =>
        attempt(id, Number(id) < 3 ? 'amir' : 'mei', id === '5' ? 'essay' : 'quiz', {
          handedInAt: Number(id),
          grade: { earned, points: 10, parts: [], pending: false, gradedAt: 0 },
          _deleted: isDeleted ? '1' : '0',
          status: isOpen ? 'open' : 'handed-in',
        })
      const people = [enrolment('amir'), enrolment('mei')]
      const step = open()
      step.index.putEnrolments(people)
      for (const change of changes) {
        step.index.putAttempts([of(change)])
        step.look()
      }
      const whole = open()
      whole.index.putEnrolments(people)
      whole.index.putAttempts([...new Map(changes.map((change) => [change.id, of(change)])).values()])
      const cells = (book: GradeSheet['book']) => book.rows.map(({ cells: some }) => [0, 1].map((at) => some[at]))
      expect(cells(step.look())).toEqual(cells(whole.look()))
    }),
  )
})

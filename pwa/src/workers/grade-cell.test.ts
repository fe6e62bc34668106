import { expect, test } from 'vitest'
import { cellOf, type HandIn } from './grade-cell.ts'

const handIn = (at: number, earned: number | undefined, more: Partial<HandIn> = {}): HandIn => ({
  id: `a${String(at)}`,
  at,
  ...(earned === undefined ? {} : { grade: { earned, points: 10, pending: false } }),
  isRejected: false,
  isUndecided: false,
  ...more,
})
const tries = [handIn(2, 8), handIn(1, 4), handIn(3, 6)]

test.each([
  ['best', 8, 'a2'],
  ['first', 4, 'a1'],
  ['last', 6, 'a3'],
  ['average', 6, 'a2'],
] as const)('%s of three hand-ins', (counts, earned, attemptId) => {
  const cell = cellOf(tries, counts)
  expect(cell).toMatchObject({ points: 10, attemptId, isPending: false, needsDecision: false })
  expect(cell?.earned).toBeCloseTo(earned, 10)
})

test('what was rejected does not count; what waits for a person is opened first', () => {
  expect(cellOf([handIn(1, 9, { isRejected: true }), handIn(2, 3)], 'best')).toMatchObject({ earned: 3 })
  expect(cellOf([handIn(1, 9, { isRejected: true })], 'best')).toEqual({
    isPending: false,
    needsDecision: false,
    attemptId: 'a1',
  })
  const waiting = handIn(4, 0, { grade: { earned: 0, points: 10, pending: true } })
  expect(cellOf([...tries, waiting], 'best')).toMatchObject({ earned: 8, isPending: true, attemptId: 'a4' })
  expect(cellOf([...tries, handIn(5, 1, { isUndecided: true })], 'best')).toMatchObject({ needsDecision: true })
  expect(cellOf([], 'best')).toBeUndefined()
})

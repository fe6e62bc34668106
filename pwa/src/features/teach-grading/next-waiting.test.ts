import { expect, test } from 'vitest'
import { nextWaiting } from './next-waiting.ts'

const work = (attemptId: string, unitId: string) => ({ attemptId, unitId, personName: '', marks: [] })
const waiting = { count: 4, first: [work('1', 'u'), work('2', 'v'), work('3', 'u'), work('4', 'v')] }
const next = (id: string, unitId: string, list: Parameters<typeof nextWaiting>[0] = waiting) =>
  nextWaiting(list, { id, unitId })?.attemptId

test('the same part of the next learner, round to the first, then another part', () => {
  expect(next('1', 'u')).toBe('3')
  expect(next('3', 'u')).toBe('1')
  expect(next('2', 'v')).toBe('4')
  expect(next('3', 'u', { count: 2, first: [work('2', 'v'), work('3', 'u')] })).toBe('2')
})

test('from work that doesn’t wait, the first that does; after the last, none', () => {
  expect(next('graded', 'u')).toBe('1')
  expect(next('graded', 'other')).toBe('1')
  expect(next('1', 'u', { count: 1, first: [work('1', 'u')] })).toBeUndefined()
})

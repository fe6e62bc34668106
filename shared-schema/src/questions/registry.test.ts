import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseNumber } from './numeric/numeric.ts'
import { gradeAnswer, questionTypes } from './registry.ts'

const choices = ['a', 'b', 'c', 'd'].map((id) => ({ id, markdown: id }))
const grade = (kind: string, content: unknown, key: unknown, answer: unknown) =>
  gradeAnswer({ kind, content, key }, answer).fraction

describe('grading', () => {
  test('single choice: the one or nothing', () => {
    expect(grade('single-choice', { choices }, { choiceId: 'a' }, { choiceId: 'a' })).toBe(1)
    expect(grade('single-choice', { choices }, { choiceId: 'a' }, { choiceId: 'b' })).toBe(0)
  })
  test.each([
    [['a', 'b'], 1],
    [['a'], 0.5],
    [['a', 'c'], 0],
    [['a', 'b', 'c'], 0.5],
    [['a', 'b', 'c', 'd'], 0],
    [['a', 'a'], 0.5],
    [[], 0],
  ])('multiple choice with a and b right: %j earns %d', (choiceIds, fraction) => {
    expect(grade('multiple-choice', { choices }, { choiceIds: ['a', 'b'] }, { choiceIds })).toBe(fraction)
  })
  test('true or false', () => {
    expect(grade('true-false', {}, { isTrue: false }, { isTrue: false })).toBe(1)
    expect(grade('true-false', {}, { isTrue: false }, { isTrue: true })).toBe(0)
  })
  test('short text: spaces, case and Unicode forms don’t matter; other letters do', () => {
    const key = { accepted: ['Crème brûlée'] }
    expect(grade('short-text', {}, key, { text: '  crème   BRÛLÉE '.normalize('NFD') })).toBe(1)
    expect(grade('short-text', {}, key, { text: 'creme brulee' })).toBe(0)
    expect(grade('short-text', {}, { ...key, isCaseSensitive: true }, { text: 'crème brûlée' })).toBe(0)
  })
  test('numeric: tolerance, decimal comma, sign, unit', () => {
    const key = { value: -0.3, tolerance: 0.05 }
    for (const text of ['-0.3', '−0,3', '-0.35 m', '-3e-1', ' -.25m'])
      expect(grade('numeric', { unit: 'm' }, key, { text })).toBe(1)
    for (const text of ['0.3', '-0.36', 'about -0.3', '', '-0.3 km'])
      expect(grade('numeric', { unit: 'm' }, key, { text })).toBe(0)
    expect(grade('numeric', {}, { value: 0.1 + 0.2 }, { text: '0.3' })).toBe(1)
  })
  test('a number reads back from any way of writing it', () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        (value) =>
          parseNumber(String(value)) === (Object.is(value, -0) ? 0 : value) || parseNumber(String(value)) === value,
      ),
    )
  })
  test('what can’t be graded waits for a person instead of costing the learner', () => {
    expect(gradeAnswer({ kind: 'dance', content: {}, key: {} }, { steps: 3 })).toEqual({ fraction: 0, pending: true })
    expect(gradeAnswer({ kind: 'numeric', content: {}, key: undefined }, { text: '3' })).toEqual({
      fraction: 0,
      pending: true,
    })
    expect(gradeAnswer({ kind: 'numeric', content: {}, key: { value: 3 } }, undefined)).toEqual({ fraction: 0 })
  })
  test('no values whatsoever make grading throw or earn outside of 0–1', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(questionTypes)),
        fc.anything(),
        fc.anything(),
        fc.anything(),
        (kind, content, key, answer) => {
          const { fraction } = gradeAnswer({ kind, content, key }, answer)
          return fraction >= 0 && fraction <= 1
        },
      ),
      { numRuns: 500 },
    )
  })
})

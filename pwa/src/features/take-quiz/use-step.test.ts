import { describe, expect, test } from 'vitest'
import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import { questionToOpen, stepOf } from './use-step.ts'

test.each([
  [undefined, 0],
  ['1', 0],
  ['3', 2],
  ['99', 4],
  ['0', 0],
  ['-2', 0],
  ['2.5', 0],
  ['x', 0],
  ['review', 'review'],
] as const)('?question=%s', (asked, step) => {
  expect(stepOf(asked, 5)).toBe(step)
})

test('an attempt without questions has a first step nonetheless', () => {
  expect(stepOf('4', 0)).toBe(0)
})

describe('the question to open', () => {
  const attempt = (answers: Readonly<Record<string, number>>): Pick<Attempt, 'id' | 'asked' | 'answers'> => ({
    id: 'a',
    asked: ['x', 'y', 'z'].map((questionId) => ({ questionId, version: 1 })),
    answers: Object.fromEntries(Object.entries(answers).map(([id, at]) => [id, { value: null, at }])),
  })
  const kept = (question: string, at: number, attemptId = 'a'): string => JSON.stringify({ attemptId, question, at })
  test.each([
    ['nothing known', null, attempt({}), undefined],
    ['kept', kept('3', 50), attempt({ x: 10 }), '3'],
    ['kept before anything was answered', kept('2', 50), attempt({}), '2'],
    ['the kill has lost what was kept since', kept('1', 50), attempt({ x: 40, z: 60, y: 55 }), '3'],
    ['kept of another attempt', kept('2', 99, 'b'), attempt({ x: 10 }), '1'],
    ['kept by another version', '{"attemptId":"a","question":"2"}', attempt({ y: 10 }), '2'],
    ['kept in pieces', '{"att', attempt({ y: 10 }), '2'],
  ] as const)('%s', (_, text, of, question) => {
    expect(questionToOpen(text, of)).toBe(question)
  })
})

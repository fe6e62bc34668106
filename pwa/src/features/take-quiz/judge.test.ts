import { describe, expect, test } from 'vitest'
import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import type { Question } from '@edutrack/shared-schema/collections/questions'
import { isAnswered, judge, judgementOf, keyOf, resultHere } from './judge.ts'

const question = (id: string, more: Partial<Question> = {}): Question =>
  ({
    id,
    kind: 'single-choice',
    content: {
      choices: [
        { id: 'a', markdown: 'A' },
        { id: 'b', markdown: 'B' },
      ],
    },
    points: 2,
    ...more,
  }) as Question
const attempt = (more: Partial<Attempt>): Attempt => ({ asked: [], answers: {}, ...more }) as unknown as Attempt

test('the school’s feedback comes before a key of practice, and a hidden key is no key', () => {
  const open = question('1', { key: { choiceId: 'a' }, explanation: 'because', isKeyOpen: true })
  expect(keyOf(attempt({}), open)).toEqual({ key: { choiceId: 'a' }, explanation: 'because' })
  expect(keyOf(attempt({ feedback: { '1': { key: { choiceId: 'b' } } } }), open)?.key).toEqual({ choiceId: 'b' })
  expect(keyOf(attempt({}), question('1', { key: { choiceId: 'a' } }))).toBeUndefined()
  expect(keyOf(attempt({}), question('1'))).toBeUndefined()
})

describe('a judgement', () => {
  const many = question('m', {
    kind: 'multiple-choice',
    content: { choices: ['a', 'b', 'c'].map((id) => ({ id, markdown: id })) },
    points: 4,
  })
  test.each([
    [question('1'), { choiceId: 'a' }, { choiceId: 'a' }, 'right', 2],
    [question('1'), { choiceId: 'a' }, { choiceId: 'b' }, 'wrong', 0],
    [question('1'), { choiceId: 'a' }, undefined, 'none', 0],
    [many, { choiceIds: ['a', 'b'] }, { choiceIds: ['a'] }, 'partly', 2],
    [many, { choiceIds: ['a', 'b'] }, { choiceIds: [] }, 'none', 0],
    [question('t', { kind: 'short-text', content: {} }), { accepted: ['x'] }, { text: '  ' }, 'none', 0],
    [question('e', { kind: 'essay' }), {}, { text: 'long' }, 'pending', 0],
  ])('%#', (of, key, answer, verdict, earned) => {
    expect(judge(of, key, answer)).toMatchObject({ verdict, earned })
  })
  test('of the school', () => {
    const graded = attempt({
      answers: { '1': { value: { choiceId: 'a' }, at: 0 } },
      grade: {
        earned: 1,
        points: 4,
        pending: false,
        gradedAt: 0,
        parts: [
          { questionId: '1', earned: 1, points: 2 },
          { questionId: '2', earned: 0, points: 2 },
        ],
      },
    })
    expect(judgementOf(graded, question('1'))?.verdict).toBe('partly')
    expect(judgementOf(graded, question('2'))?.verdict).toBe('none')
    expect(judgementOf(graded, question('3'))).toBeUndefined()
  })
})

test('an answer that can’t be read counts as one', () => {
  expect(isAnswered(question('1'), { odd: true })).toBe(true)
  expect(isAnswered({ kind: 'of the future' }, 'x')).toBe(true)
  expect(isAnswered(question('1'), null)).toBe(false)
})

test('the result on this device needs every key', () => {
  const asked = ['1', '2'].map((questionId) => ({ questionId, version: 1 }))
  const of = attempt({ asked, answers: { '1': { value: { choiceId: 'a' }, at: 0 } } })
  const open = (id: string) => question(id, { key: { choiceId: 'a' }, isKeyOpen: true })
  expect(resultHere(of, [open('1'), open('2')])).toEqual({ earned: 2, points: 4 })
  expect(resultHere(of, [open('1'), question('2')])).toBeUndefined()
  expect(resultHere(of, [open('1')])).toBeUndefined()
})

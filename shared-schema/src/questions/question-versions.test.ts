import { expect, test } from 'vitest'
import type { Question } from '#collections/questions.ts'
import { idsAsked, isQuestionVersion, isVersionOf, questionsAsAnswered, versionIdOf } from './question-versions.ts'

const question = (id: string, version: number): Question => ({
  id,
  courseId: 'c',
  kind: 'numeric',
  title: '',
  prompt: `${id} at ${String(version)}`,
  content: {},
  points: 1,
  tags: [],
  version,
  updatedAt: 0,
})

test('S12: an attempt is shown with the versions that it answered, under the questions’ own ids', () => {
  const asked = [
    { questionId: 'a', version: 1 },
    { questionId: 'b', version: 3 },
    { questionId: 'c', version: 2 },
    { questionId: 'gone', version: 1 },
  ]
  expect(idsAsked(asked)).toEqual(['a', 'a~1', 'b', 'b~3', 'c', 'c~2', 'gone', 'gone~1'])
  const found = [question('a', 2), question('a~1', 1), question('b', 3), question('c', 4)]
  expect(questionsAsAnswered(asked, found).map(({ id, prompt }) => [id, prompt])).toEqual([
    ['a', 'a~1 at 1'],
    ['b', 'b at 3'],
    // Not kept: the present one stands for it.
    ['c', 'c at 4'],
  ])
})

test('versions are told from questions, and a question whose id is too long for one has none', () => {
  expect([isQuestionVersion({ id: 'a~1' }), isQuestionVersion({ id: 'a' })]).toEqual([true, false])
  expect([isVersionOf({ id: 'a~1' }, 'a'), isVersionOf({ id: 'ab~1' }, 'a')]).toEqual([true, false])
  expect(versionIdOf('x'.repeat(99), 1)).toBeUndefined()
})

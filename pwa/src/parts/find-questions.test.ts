import { expect, test } from 'vitest'
import type { Question } from '@edutrack/shared-schema/collections/questions'
import { findQuestions } from './find-questions.ts'

const question = (id: string, prompt: string, more: Partial<Question> = {}): Question => ({
  id,
  courseId: 'c',
  kind: 'numeric',
  title: '',
  prompt,
  content: {},
  points: 1,
  tags: [],
  version: 1,
  updatedAt: 0,
  ...more,
})
const bank = [
  question('1', 'Crème brûlée'),
  question('2', 'Sugar and cream', { tags: ['sweet'], updatedAt: 5 }),
  question('3', 'Sum', { kind: 'essay', title: 'About sugar' }),
]
const found = (filter: Partial<Parameters<typeof findQuestions>[1]>): string =>
  findQuestions(bank, { text: '', kind: '', tag: '', ...filter })
    .map(({ id }) => id)
    .join('')

test('words are found in any order, without case and accents, in name, prompt and tags', () => {
  expect(found({})).toBe('213')
  expect(found({ text: 'CREME' })).toBe('1')
  expect(found({ text: 'cream sug' })).toBe('2')
  expect(found({ text: 'sugar' })).toBe('23')
  expect(found({ text: 'sweet' })).toBe('2')
  expect(found({ text: 'salt' })).toBe('')
})

test('type and tag narrow it further', () => {
  expect(found({ kind: 'essay' })).toBe('3')
  expect(found({ tag: 'sweet', text: 'sugar' })).toBe('2')
})

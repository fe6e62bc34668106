import { expect, test } from 'vitest'
import { isPlainWords, letterOf } from './choice-letters.ts'

test.each([
  [0, 'A'],
  [25, 'Z'],
  [26, 'AA'],
  [59, 'BH'],
])('the name of %d is %s', (index, letter) => {
  expect(letterOf(index)).toBe(letter)
})

test.each([
  ['Nairobi', true],
  ['one (or two), 3.5 – “so”', true],
  ['**Bird**', false],
  ['$x^2$', false],
  ['![a](file:b)', false],
  ['two\nlines', false],
])('%j', (markdown, isPlain) => {
  expect(isPlainWords(markdown)).toBe(isPlain)
})

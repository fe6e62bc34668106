import { expect, test } from 'vitest'
import { countWords } from './count-words.ts'

test.each([
  ['', 0],
  [' \n ', 0],
  ['One, two – three!', 3],
  ["It's  the l’eau", 3],
  ['我喜欢学习', 3],
  ['1,5 km²', 2],
])('%j has %d words', (text, words) => {
  expect(countWords(text)).toBe(words)
})

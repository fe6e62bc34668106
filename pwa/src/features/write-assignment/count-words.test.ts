import { expect, test } from 'vitest'
import { countWords } from './count-words.ts'

test.each([
  ['', 'en', 0],
  ['  \n ', 'en', 0],
  ['One, two – three!', 'en', 3],
  ['It’s 3.5 m', 'en', 3],
  ['كتب الولد الدرس', 'ar', 3],
  ['これは本です。', 'ja', 4],
  ['a b', 'no language!', 2],
])('%s', (text, language, words) => {
  expect(countWords(text, language)).toBe(words)
})

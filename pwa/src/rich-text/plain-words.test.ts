import { expect, test } from 'vitest'
import { plainWords } from './plain-words.ts'

test.each([
  ['Which of **these** is `right`?', 'Which of these is right?'],
  ['## Look\n\n![A hand](file:1) [at this](https://x)', 'Look A hand at this'],
  ['- one\n- two', 'one two'],
  ['What is $x^2$ for $x = 3$?', 'What is x² for x = 3?'],
  [String.raw`Solve $$\frac{x}{2} < 3$$ for **$x$**.`, 'Solve x/2 < 3 for x.'],
  ['It costs $5, or $10 for two', 'It costs $5, or $10 for two'],
  [String.raw`Pay \$5 for 1\*1`, 'Pay $5 for 1*1'],
  ['', ''],
])('%s', (markdown, words) => {
  expect(plainWords(markdown)).toBe(words)
})

test('a long one ends between words', () => {
  const words = plainWords('word '.repeat(60))
  expect(words.length).toBeLessThanOrEqual(91)
  expect(words.endsWith('word…')).toBe(true)
  expect(plainWords('x'.repeat(500))).toHaveLength(91)
})

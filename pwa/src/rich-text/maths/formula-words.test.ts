import { expect, test } from 'vitest'
import { formulaWords } from './formula-words.ts'

test.each([
  [String.raw`5 \times 30 = 150`, '5 × 30 = 150'],
  [String.raw`x = \frac{-b \pm \sqrt{b^2 - 4ac}}{2a}`, 'x = (-b ± √(b² - 4ac))/2a'],
  [String.raw`y = \frac{2}{3}x + 1`, 'y = 2/3 x + 1'],
  [String.raw`\left(\frac{33}{11}\right)^2 = 3^2`, '(33/11)² = 3²'],
  [String.raw`1\dfrac12`, '1 1/2'],
  [String.raw`n_{\text{palms}} \times 1\,\%`, 'n_palms × 1 %'],
  [String.raw`\log_2 10^6 \approx 20`, 'log₂ 10⁶ ≈ 20'],
  [String.raw`\sqrt[3]{8} \le 2^{x+y}`, '³√8 ≤ 2^(x+y)'],
  [String.raw`90^\circ`, '90°'],
  [String.raw`\text{germination} = \frac{\text{seeds that sprouted}}{10}`, 'germination = (seeds that sprouted)/10'],
  [String.raw`\begin{cases} a & b \\ c \end{cases}`, 'a b ; c'],
  [String.raw`\frac{1}{`, '1/'],
  [String.raw`{a}} \unknown{b} \ `, 'a unknownb'],
  [String.raw`\frac{\frac{a}{b}}{c}`, '(a/b)/c'],
  ['', ''],
])('%s', (tex, words) => {
  expect(formulaWords(tex)).toBe(words)
})

test('groups that nest without end are cut off', () => {
  expect(formulaWords(`${'{'.repeat(100_000)}x`)).toBe('')
})

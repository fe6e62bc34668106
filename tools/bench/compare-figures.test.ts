import { expect, test } from 'vitest'
import { compareFigures } from './compare-figures.ts'
import type { Figure } from './figure.ts'

const shell: Figure = { name: 'shell', value: 91, unit: 'KB', better: 'lower', goal: 90, isExact: true }
const rate: Figure = { name: 'rate', value: 8000, unit: '/s', better: 'higher', goal: 7800 }

test('figures stand beside their baselines and goals', () => {
  const { table } = compareFigures([shell, rate, { name: 'new', value: 0.1234, unit: 'ms', better: 'lower' }], {
    shell: 91,
    rate: 4000,
  })
  expect(table.split('\n').map((line) => line.split(/ {3,}/))).toEqual([
    ['figure', 'now', 'baseline', 'change', 'goal'],
    ['shell', '91 KB', '91', '1.00×', '≤ 90 NOT MET'],
    ['rate', '8,000 /s', '4,000', '2.00×', '≥ 7,800 met'],
    ['new', '0.123 ms', 'none'],
  ])
})

test('a size that has grown is named; a time is not, it may be the machine', () => {
  expect(compareFigures([shell], { shell: 91 }).grown).toEqual([])
  expect(compareFigures([shell], { shell: 90 }).grown).toEqual([])
  expect(compareFigures([shell], { shell: 85 }).grown).toEqual(['shell'])
  expect(compareFigures([{ ...rate, better: 'lower' }], { rate: 1 }).grown).toEqual([])
})

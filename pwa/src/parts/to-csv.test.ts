import fc from 'fast-check'
import Papa from 'papaparse'
import { expect, test } from 'vitest'
import { toCsv } from './to-csv.ts'

test.each([
  '=1+1',
  '+1',
  '-1+1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  ' =1',
  '\u00a0=1',
  '\u200b=1',
  '＝1',
  '＠x',
  '-',
  '=cmd|"/c calc"!A0',
])('%j is no formula in the table', (text) => {
  const [row] = Papa.parse<string[]>(toCsv([[text, 'x']])).data
  expect(row?.[0]).toBe(`'${text}`)
})

test.each(['-1', '-0.5', '12', 'Ana', '1-1', "O'Neil"])('%s stays as it is', (text) => {
  expect(toCsv([[text]])).toBe(`${text}\r\n`)
})

test('whatever stands in cells, a reader of CSV finds the same cells', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.string({ unit: 'binary' }), { minLength: 2, maxLength: 4 }), { minLength: 1 }),
      (lines) => {
        const read = Papa.parse<string[]>(toCsv(lines), { delimiter: ',', newline: '\r\n' }).data.slice(0, lines.length)
        for (const [at, line] of lines.entries())
          expect(read[at]?.map((cell, index) => (cell === line[index] ? cell : cell.slice(1)))).toEqual(line)
      },
    ),
    { numRuns: 300 },
  )
})

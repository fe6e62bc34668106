import { expect, test } from 'vitest'
import type { GradeRow } from '#app/gradebook.ts'
import { gradebookCsv } from './gradebook-csv.ts'

const row = (name: string, group = ''): GradeRow => ({
  personId: name,
  name,
  isIn: true,
  group,
  cells: [undefined, { earned: 2 / 3, points: 1, isPending: false, needsDecision: false, attemptId: 'a' }],
})
const columns = [
  { unitId: 'u', title: 'First, of two' },
  { unitId: 'v', title: '=SUM(A1)' },
]
const write = async (rows: readonly GradeRow[]) => {
  const told: number[] = []
  let pauses = 0
  const file = await gradebookCsv({
    title: 'Grades',
    columns,
    rows,
    words: { learner: 'Learner', group: 'Group' },
    pause: async () => void (pauses += 1),
    tell: (share) => told.push(share),
  })
  return { file, text: await file.text(), told, pauses }
}

test('a line for each person; what a spreadsheet would reckon is a text', async () => {
  const { file, text } = await write([row('=Gone, "G"'), row('Amir', '@north')])
  expect(file.name).toBe('Grades.csv')
  expect(text.split('\r\n')).toEqual([
    `Learner,Group,"First, of two",'=SUM(A1)`,
    `"'=Gone, ""G""",,,0.67`,
    `Amir,'@north,,0.67`,
    '',
  ])
})

test('ten thousand lines are written by and by, with the share that is done', async () => {
  const { text, told, pauses } = await write(Array.from({ length: 10_000 }, (_, at) => row(`L ${String(at)}`)))
  expect(text.split('\r\n')).toHaveLength(10_002)
  expect(pauses).toBeGreaterThan(20)
  expect(told).toEqual(told.toSorted((a, b) => a - b))
  expect(told.at(-1)).toBeLessThan(1)
})

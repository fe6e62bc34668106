import { expect, test } from 'vitest'
import type { RosterImport, RosterResult } from '@edutrack/shared-schema/protocol/roster'
import { again, begin, countOf, groupsBefore, judge } from './list-import.ts'
import type { RosterRow } from './roster-csv/read-roster.ts'

const row = (at: number, fault?: RosterRow['fault']): RosterRow => ({
  file: 'list.csv',
  line: at,
  name: `N${String(at)}`,
  email: `${String(at)}@x.org`,
  ...(fault === undefined ? {} : { fault }),
})
const list = { courseId: 'c', importId: 'import-1', isPreview: true }
const school = (fails = 0) => {
  const asked: RosterImport[] = []
  return {
    asked,
    takeIn: async (_course: string, part: RosterImport) => {
      if (asked.length + 1 === fails) return { ok: false, messageId: 'error.offline' } as const
      asked.push(part)
      const value = part.rows.map(({ email }): RosterResult => ({ outcome: 'enrolled', personId: email }))
      return { ok: true, value } as const
    },
  }
}

test('five thousand rows go in parts, faulty ones not at all, and each keeps its place', async () => {
  const rows = Array.from({ length: 5000 }, (_, at) => row(at, at % 10 === 0 ? 'twice' : undefined))
  const { asked, takeIn } = school()
  const told: number[] = []
  const { rows: judged, problem } = await judge({ takeIn }, list, begin(rows), (count) => told.push(count))
  expect(problem).toBeUndefined()
  expect(asked).toHaveLength(18)
  expect(told.at(-1)).toBe(4500)
  expect(judged.map((one) => one.row)).toEqual(rows)
  for (const {
    row: { email, fault },
    result,
  } of judged)
    expect(result).toEqual(
      fault === undefined ? { outcome: 'enrolled', personId: email } : { outcome: 'faulty', reason: 'twice' },
    )
  expect([countOf(judged, 'enrolled'), countOf(judged, 'faulty')]).toEqual([4500, 500])
})

test('cut off by the network, it goes on where it was', async () => {
  const rows = Array.from({ length: 600 }, (_, at) => row(at))
  const first = await judge(school(3), list, begin(rows), () => undefined)
  expect(first.problem).toBe('error.offline')
  const rest = school()
  const second = await judge(rest, list, first.rows, () => undefined)
  expect(rest.asked.map((part) => part.rows.length)).toEqual([100])
  expect(countOf(second.rows, 'enrolled')).toBe(600)
})

test('after the preview all that is not faulty is asked anew; groups before are kept for taking it back', () => {
  const judged = [
    { row: row(1), result: { outcome: 'already-in', personId: 'a', groupBefore: '' } },
    { row: row(2), result: { outcome: 'already-in', personId: 'b' } },
    { row: row(3), result: { outcome: 'faulty', reason: 'email-wrong' } },
  ] as const
  expect(again(judged).map(({ result }) => result?.outcome)).toEqual([undefined, undefined, 'faulty'])
  expect(groupsBefore(judged)).toEqual([{ personId: 'a', group: '' }])
})

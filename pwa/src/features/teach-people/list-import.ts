import { MAX_ROSTER_ROWS, type RosterResult } from '@edutrack/shared-schema/protocol/roster'
import type { Roster } from '#app/roster.ts'
import type { RosterFault, RosterRow } from './roster-csv/read-roster.ts'

type ServerFault = Extract<RosterResult, { outcome: 'faulty' }>['reason']

/** A line of the list with what becomes of it; `undefined`: the school has not been asked. */
export interface JudgedRow {
  readonly row: RosterRow
  readonly result: RosterResult | { readonly outcome: 'faulty'; readonly reason: RosterFault } | undefined
}
export type RowOutcome = RosterResult['outcome']
export type RowFault = ServerFault | RosterFault

export interface ListRun {
  readonly rows: readonly JudgedRow[]
  /** Where the school could not be asked for the rest: a key of the catalogue. Going on asks for that alone. */
  readonly problem?: string
}

/** Rows that no school has to be asked about are judged; the others wait. */
export const begin = (rows: readonly RosterRow[]): readonly JudgedRow[] =>
  rows.map((row) => ({
    row,
    result: row.fault === undefined ? undefined : { outcome: 'faulty', reason: row.fault },
  }))

/** Asks the school about all that are not judged yet, part by part; tells after each how many are. */
export const judge = async (
  roster: Pick<Roster, 'takeIn'>,
  list: { readonly courseId: string; readonly importId: string; readonly isPreview: boolean },
  rows: readonly JudgedRow[],
  onProgress: (judged: number) => void,
): Promise<ListRun> => {
  const { courseId, ...how } = list
  const judged = [...rows]
  const open = rows.flatMap(({ result }, index) => (result === undefined ? [index] : []))
  for (let first = 0; first < open.length; first += MAX_ROSTER_ROWS) {
    const part = open.slice(first, first + MAX_ROSTER_ROWS)
    const answer = await roster.takeIn(courseId, {
      ...how,
      rows: part.flatMap((index) => {
        const row = rows[index]?.row
        return row === undefined
          ? []
          : [{ name: row.name, email: row.email, ...(row.group === undefined ? {} : { group: row.group }) }]
      }),
    })
    if (!answer.ok) return { rows: judged, problem: answer.messageId }
    for (const [at, index] of part.entries()) {
      const row = rows[index]?.row
      if (row !== undefined) judged[index] = { row, result: answer.value[at] }
    }
    onProgress(Math.min(open.length, first + MAX_ROSTER_ROWS))
  }
  return { rows: judged }
}

/** What the school judged is asked anew, now to be done. */
export const again = (rows: readonly JudgedRow[]): readonly JudgedRow[] =>
  rows.map((judged) =>
    judged.row.fault === undefined && judged.result?.outcome !== 'faulty' ? { ...judged, result: undefined } : judged,
  )

export const countOf = (rows: readonly JudgedRow[], outcome: RowOutcome): number =>
  rows.filter(({ result }) => result?.outcome === outcome).length

/** Groups as they were, of those whom the list has moved. */
export const groupsBefore = (rows: readonly JudgedRow[]): { personId: string; group: string }[] =>
  rows.flatMap(({ result }) =>
    result?.outcome === 'already-in' && result.groupBefore !== undefined
      ? [{ personId: result.personId, group: result.groupBefore }]
      : [],
  )

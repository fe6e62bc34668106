import type { Gradebook, GradeRow } from '#app/gradebook.ts'
import { csvFileOf, toCsv } from '#parts/to-csv.ts'

/** Rows that are written in one go: the screen is drawn in between. */
const ROWS_AT_ONCE = 250

/** A line for each person, a column for each part; points as decimals. Ten thousand lines are written by and by. */
export const gradebookCsv = async ({
  title,
  columns,
  rows,
  words,
  pause,
  tell,
}: {
  readonly title: string
  readonly columns: Gradebook['columns']
  readonly rows: readonly GradeRow[]
  readonly words: { readonly learner: string; readonly group: string }
  /** Lets the screen be drawn. */
  readonly pause: () => Promise<void>
  /** The share that is written, 0–1. */
  readonly tell: (share: number) => void
}): Promise<File> => {
  const hasGroups = rows.some(({ group }) => group !== '')
  const parts = [
    toCsv([[words.learner, ...(hasGroups ? [words.group] : []), ...columns.map((column) => column.title)]]),
  ]
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
    tell(start / rows.length)
    await pause()
    parts.push(
      toCsv(
        rows
          .slice(start, start + ROWS_AT_ONCE)
          .map(({ name, group, cells }) => [
            name,
            ...(hasGroups ? [group] : []),
            ...columns.map((_, at) => points(cells[at])),
          ]),
      ),
    )
  }
  return csvFileOf(title, parts)
}

const points = (cell: GradeRow['cells'][number]): string =>
  cell?.earned === undefined ? '' : String(Math.round(cell.earned * 100) / 100)

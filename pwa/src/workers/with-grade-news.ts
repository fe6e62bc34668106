import type { Gradebook, GradeRow } from '#app/gradebook.ts'
import type { GradeNews } from './grade-index.ts'

/** A gradebook as it is made from what the index tells. */
export interface GradeSheet {
  /** By number; undefined for those who aren't shown. */
  readonly people: readonly (GradeRow | undefined)[]
  readonly order: Int32Array
  readonly book: Omit<Gradebook, 'columns' | 'progress'>
}

const NOTHING = { count: 0, first: [] }
export const emptySheet: GradeSheet = {
  people: [],
  order: new Int32Array(),
  book: { rows: [], groups: [], waiting: NOTHING, unusual: NOTHING, decided: NOTHING },
}

/** The next state. What has not changed is the same object: a screen draws only rows that differ. */
export const withGradeNews = (sheet: GradeSheet, news: GradeNews): GradeSheet => {
  const people = [...sheet.people]
  for (const { number, ...person } of news.people) people[number] = { ...person, cells: people[number]?.cells ?? [] }
  const touched = new Set<number>()
  for (const { number, column, cell } of news.cells) {
    const row = people[number]
    if (row === undefined) continue
    const own = touched.has(number) ? row : { ...row, cells: [...row.cells] }
    touched.add(number)
    people[number] = own
    // The copy is this function's own until it is given away.
    ;(own.cells as GradeRow['cells'][number][])[column] = cell
  }
  const order = news.order ?? sheet.order
  return {
    people,
    order,
    book: {
      rows: [...order].flatMap((number) => people[number] ?? []),
      groups: news.people.length === 0 ? sheet.book.groups : groupsOf(people),
      waiting: news.waiting ?? sheet.book.waiting,
      unusual: news.unusual ?? sheet.book.unusual,
      decided: news.decided ?? sheet.book.decided,
    },
  }
}

const groupsOf = (people: readonly (GradeRow | undefined)[]): readonly string[] =>
  [...new Set(people.map((person) => person?.group ?? ''))]
    .filter((group) => group !== '')
    .toSorted((a, b) => a.localeCompare(b))

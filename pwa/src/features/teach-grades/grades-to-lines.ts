import type { Gradebook } from './gradebook-of.ts'

/** A line for each person, a column for each part; points as decimals. */
export const gradesToLines = ({ columns, rows, cell }: Gradebook): string[][] => [
  ['', ...columns.map(({ title }) => title)],
  ...rows.map(({ personId, name }) => [
    name,
    ...columns.map(({ id }) => {
      const { earned } = cell(personId, id)
      return earned === undefined ? '' : String(Math.round(earned * 100) / 100)
    }),
  ]),
]

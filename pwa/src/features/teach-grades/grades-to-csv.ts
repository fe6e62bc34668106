import type { Gradebook } from './gradebook-of.ts'

/** A line for each person, a column for each part; points as decimals. Opens in any spreadsheet. */
export const gradesToCsv = ({ columns, rows, cell }: Gradebook): string =>
  [
    ['', ...columns.map(({ title }) => title)],
    ...rows.map(({ personId, name }) => [
      name,
      ...columns.map(({ id }) => {
        const { earned } = cell(personId, id)
        return earned === undefined ? '' : String(Math.round(earned * 100) / 100)
      }),
    ]),
  ]
    .map((line) => `${line.map(quoted).join(',')}\r\n`)
    .join('')

const quoted = (text: string): string => {
  // A spreadsheet would calculate what begins like this.
  const safe = /^[=+\-@\t\r]/.test(text) && !/^-?[\d.]+$/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

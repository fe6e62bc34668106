/** A table that opens in any spreadsheet (RFC 4180), and in which no cell is a formula, whatever learners are called. */
export const toCsv = (lines: readonly (readonly string[])[]): string =>
  lines.map((line) => `${line.map(quoted).join(',')}\r\n`).join('')

/** The same as a file. */
export const csvFile = (name: string, lines: readonly (readonly string[])[]): File => csvFileOf(name, [toCsv(lines)])

/** Of what `toCsv` has given for some lines at a time; the mark at its start tells spreadsheets that it is UTF-8. */
export const csvFileOf = (name: string, parts: readonly string[]): File =>
  new File(['\uFEFF', ...parts], `${name}.csv`, { type: 'text/csv' })

const quoted = (text: string): string => {
  const safe = isFormula(text) ? `'${text}` : text
  return /[",;\t\r\n]/.test(safe) || safe.trim() !== safe ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** A spreadsheet would calculate what begins like this, also behind blanks and in the wide letters of East Asia. */
const isFormula = (text: string): boolean =>
  /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]/u.test(text) && !/^-?\d+(?:\.\d+)?$/.test(text) ? true : /^[\t\r]/.test(text)

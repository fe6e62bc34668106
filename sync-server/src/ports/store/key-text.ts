/**
 * Values as one text that sorts as they do, field by field: numbers before strings, numbers by size, strings by their UTF-8 bytes. No two lists of
 * values have one text. The text holds no U+0000.
 */
export const keyText = (values: readonly (string | number)[]): string => values.map(valueText).join('')

/** Greater than every text that goes on from `prefix`, and less than all that come after those. */
export const keyTextEnd = (prefix: string): string => `${prefix}~`

const valueText = (value: string | number): string =>
  `${typeof value === 'string' ? `s${escape(value)}` : `n${numberText(value)}`}\u0001`

/** U+0001 ends a value and sorts before all that stands in one: so `a` comes before `ab`. */
const escape = (text: string): string =>
  // oxlint-disable-next-line no-control-regex -- control characters are what it is about
  text.replace(/[\u0000-\u0002]/g, (character) => `\u0002${String.fromCharCode(character.charCodeAt(0) + 3)}`)

/** The bits of the number, with the sign turned: hexadecimal digits that sort as numbers do. */
const numberText = (value: number): string => {
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, value)
  const bits = view.getBigUint64(0)
  const sortable = bits >> 63n === 1n ? ~bits & 0xffffffffffffffffn : bits | 0x8000000000000000n
  return sortable.toString(16).padStart(16, '0')
}

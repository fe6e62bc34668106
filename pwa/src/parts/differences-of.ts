export interface Difference {
  readonly label: string
  readonly mine: string
  readonly theirs: string
}

/** Fields in which two states differ, in the order asked, each as a text that a person can compare. */
export const differencesOf = (
  mine: object,
  theirs: object,
  fields: readonly (readonly [field: string, label: string])[],
): readonly Difference[] =>
  fields.flatMap(([field, label]) => {
    const sides = { mine: toText(valueOf(mine, field)), theirs: toText(valueOf(theirs, field)) }
    return sides.mine === sides.theirs ? [] : [{ label, ...sides }]
  })

const valueOf = (document: object, field: string): unknown => (document as Readonly<Record<string, unknown>>)[field]

/** Nested values line by line, each with its name. */
const toText = (value: unknown, indent = ''): string => {
  if (value === undefined || value === null) return ''
  if (typeof value !== 'object') return String(value)
  return Object.entries(value)
    .filter(([name]) => name !== 'id')
    .map(([name, part]) => {
      const isNested = typeof part === 'object' && part !== null
      const head = Array.isArray(value) ? `${indent}–` : `${indent}${name}:`
      return isNested ? `${head}\n${toText(part, `${indent}  `)}` : `${head} ${toText(part)}`
    })
    .join('\n')
}

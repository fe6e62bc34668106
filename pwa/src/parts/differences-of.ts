/** Fields in which two states differ, each as a text that a person can compare. */
export const differencesOf = (
  mine: Readonly<Record<string, unknown>>,
  theirs: Readonly<Record<string, unknown>>,
  fields: readonly (readonly [field: string, label: string])[],
): readonly { readonly label: string; readonly mine: string; readonly theirs: string }[] =>
  fields.flatMap(([field, label]) => {
    const sides = { mine: toText(mine[field]), theirs: toText(theirs[field]) }
    return sides.mine === sides.theirs ? [] : [{ label, ...sides }]
  })

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

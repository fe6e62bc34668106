import type { CompiledMessages } from './compile-messages.ts'

type Parts = readonly unknown[]
export type Values = Readonly<Record<string, string | number>>

/**
 * Says a compiled message: `string`, `[name]`, `[name, 'plural' | 'selectordinal' | 'select', branches]`, `[name, 'number', style]`.
 * In a branch of a plural, '#' is its number.
 */
export const formatMessage = (message: CompiledMessages[string], values: Values, language: string): string =>
  typeof message === 'string' ? message : sayParts(message, values, language, undefined)

const sayParts = (parts: Parts, values: Values, language: string, count: number | undefined): string =>
  parts.map((part) => sayPart(part, values, language, count)).join('')

const sayPart = (part: unknown, values: Values, language: string, count: number | undefined): string => {
  if (typeof part === 'string') return part === '#' && count !== undefined ? sayNumber(count, language) : part
  const [name, type, format] = part as readonly [string, string?, unknown?]
  const value = values[name]
  if (value === undefined) return `{${name}}`
  if (type === undefined) return typeof value === 'number' ? sayNumber(value, language) : value
  if (type === 'number')
    return new Intl.NumberFormat(language, format === 'percent' ? { style: 'percent' } : {}).format(Number(value))
  const branches = format as Readonly<Record<string, Parts>>
  if (type === 'select') return sayParts(branches[value] ?? branches['other'] ?? [], values, language, count)
  const number = Number(value)
  const rules = new Intl.PluralRules(language, { type: type === 'selectordinal' ? 'ordinal' : 'cardinal' })
  const branch = branches[String(number)] ?? branches[rules.select(number)] ?? branches['other'] ?? []
  return sayParts(branch, values, language, number)
}

const sayNumber = (value: number, language: string): string => {
  // Making a format costs a phone about a millisecond.
  const format = numberFormats.get(language) ?? new Intl.NumberFormat(language)
  numberFormats.set(language, format)
  return format.format(value)
}
const numberFormats = new Map<string, Intl.NumberFormat>()

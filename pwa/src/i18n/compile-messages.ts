import { compileMessageOrThrow, type CompiledMessageToken } from '@lingui/message-utils/compileMessage'

/** A message without values is a string; others are parts, see format-message.ts. */
export type CompiledMessages = Readonly<Record<string, string | readonly CompiledMessageToken[]>>

/** Throws on a message that is no ICU, with its key. Runs in the build and in tests only. */
export const compileMessages = (source: Readonly<Record<string, string>>): CompiledMessages =>
  Object.fromEntries(
    Object.entries(source).map(([key, message]) => {
      const tokens = tokensOf(key, message)
      const [only] = tokens
      return [key, tokens.length === 0 ? '' : tokens.length === 1 && typeof only === 'string' ? only : tokens]
    }),
  )

/** A module with the type of the values that each message takes. */
export const messageValuesSource = (source: Readonly<Record<string, string>>): string => {
  const lines = Object.entries(source).flatMap(([key, message]) => {
    const values = new Map<string, string>()
    collectValues(tokensOf(key, message), values)
    const fields = [...values].map(([name, type]) => `readonly ${name}: ${type}`)
    return fields.length === 0 ? [] : [`  '${key}': { ${fields.join('; ')} }`]
  })
  return [
    '// Made from en.json by `npm run messages`; a test fails when it is out of step.',
    '',
    '/** What each message takes; messages that take nothing are absent. */',
    'export interface MessageValues {',
    ...lines,
    '}',
    '',
  ].join('\n')
}

const tokensOf = (key: string, message: string): readonly CompiledMessageToken[] => {
  try {
    return compileMessageOrThrow(message)
  } catch (cause) {
    throw new Error(`The message ${key} is no ICU message: ${message}`, { cause })
  }
}

const collectValues = (tokens: readonly CompiledMessageToken[], values: Map<string, string>): void => {
  for (const token of tokens) {
    if (typeof token === 'string') continue
    const [name, type, format] = token
    const choices = typeof format === 'object' && format !== null ? (format as Record<string, unknown>) : {}
    if (type === 'select') {
      const names = Object.keys(choices).filter((choice) => choice !== 'other')
      values.set(name, [...names.map((choice) => `'${choice}'`), '(string & {})'].join(' | '))
    } else if (type !== undefined) values.set(name, 'number')
    else if (!values.has(name)) values.set(name, 'string | number')
    for (const branch of Object.values(choices))
      if (Array.isArray(branch)) collectValues(branch as CompiledMessageToken[], values)
  }
}

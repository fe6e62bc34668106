import { expect, test } from 'vitest'
import { refusals, requestErrors } from '@edutrack/shared-schema/protocol/errors'
import { compileMessages, messageValuesSource } from './compile-messages.ts'
import english from './en.json'

const sources: Readonly<Record<string, string>> = import.meta.glob(
  ['../**/*.{ts,tsx}', '!../**/*.test.{ts,tsx}', '!./message-values.ts'],
  {
    query: '?raw',
    import: 'default',
    eager: true,
  },
)
const made = Object.values(
  import.meta.glob<string>('./message-values.ts', { query: '?raw', import: 'default', eager: true }),
)[0]
/** Keys as they stand in the code: whole (`'outbox.title'`), or as the parts around a value (`state.${state}`). */
const mentioned = Object.values(sources).flatMap((source) => [
  ...[...source.matchAll(/'([a-z-]+\.[a-z0-9.-]+)'/g)].map(
    ([, key = '']) => new RegExp(`^${key.replaceAll('.', '\\.')}$`),
  ),
  ...[...source.matchAll(/`([a-z-]+\.[^`\s]*\$\{[^`]*)`/g)].map(
    ([, key = '']) => new RegExp(`^${key.replaceAll('.', '\\.').replaceAll(/\$\{[^}]*\}/g, '[a-z0-9-]+')}$`),
  ),
])

test('every message is well-formed ICU', () => {
  expect(() => compileMessages(english)).not.toThrow()
})

test('the types of the messages’ values are those of the catalogue (npm run -w pwa messages)', () => {
  expect(made).toBe(messageValuesSource(english))
})

test('every code on the wire is said in words', () => {
  const missing = Object.keys({ ...requestErrors, ...refusals }).filter((code) => !(`error.${code}` in english))
  expect(missing).toEqual([])
})

test('no message is unused', () => {
  const unused = Object.keys(english).filter(
    (key) => !key.startsWith('error.') && !mentioned.some((pattern) => pattern.test(key)),
  )
  expect(unused).toEqual([])
})

test('every key that a service or a screen names is there', () => {
  const keys = Object.values(sources).flatMap((source) =>
    [...source.matchAll(/(?:\bt(?:Of)?\(|messageId: )'([a-z-]+\.[a-z0-9.-]+)'/g)].map(([, key = '']) => key),
  )
  expect(keys.length).toBeGreaterThan(20)
  expect(keys.filter((key) => !(key in english))).toEqual([])
})

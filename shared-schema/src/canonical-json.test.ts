import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson, contentHash, stateHash } from './canonical-json.ts'

test('members are sorted by code unit, undefined ones left out, nothing else changed', () => {
  expect(canonicalJson({ b: [1, 'é', null, undefined], a: undefined, B: { '': -0, '10': 1, '9': 2 } })).toBe(
    '{"B":{"":0,"10":1,"9":2},"b":[1,"é",null,null]}',
  )
  expect([canonicalJson([]), canonicalJson({}), canonicalJson(['']), canonicalJson(undefined)]).toEqual([
    '[]',
    '{}',
    '[""]',
    'null',
  ])
})

/** The definition, word for word. */
const plainText = (value: unknown): string =>
  Array.isArray(value)
    ? `[${value.map(plainText).join(',')}]`
    : typeof value === 'object' && value !== null
      ? `{${Object.entries(value)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([name, member]) => `${JSON.stringify(name)}:${plainText(member)}`)
          .join(',')}}`
      : JSON.stringify(value)

/** Names that objects sort by themselves among those that they don't. */
const name = fc.oneof(fc.constantFrom('9', '10', '010', '-1', '!', 'a', '', '__proto__', 'toJSON', 'é'), fc.string())
const values = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.jsonValue({ maxDepth: 1 }),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(name, tie('value'), { maxKeys: 4 }),
  ),
})).value

test('whatever JSON holds, its canonical text is JSON of the same value, and one text whatever the order of members', () => {
  fc.assert(
    fc.property(values, (value) => {
      const sent = JSON.parse(JSON.stringify(value)) as unknown
      expect(canonicalJson(sent)).toBe(plainText(sent))
      expect(JSON.parse(canonicalJson(sent))).toEqual(sent)
      if (typeof sent === 'object' && sent !== null && !Array.isArray(sent))
        expect(canonicalJson(Object.fromEntries(Object.entries(sent).toReversed()))).toBe(canonicalJson(sent))
    }),
  )
})

test('hashes are SHA-256 of the canonical text', () => {
  expect(contentHash({ b: 1, a: '✓' })).toBe('36fc7acf6702d4d9ee56f25b59ed5e86ffecf0862b2c286b6eb6aba1a5b8e019')
  expect(stateHash({ a: 1 })).toBe(contentHash({ a: 1 }).slice(0, 16))
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from '@edutrack/shared-schema/canonical-json'
import { isSameJson } from './is-same-json.ts'

test('values are the same when their canonical texts are', () => {
  const values = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom(null, 0, 1, '', 'a', true, undefined),
      fc.array(tie('value'), { maxLength: 2 }),
      fc.dictionary(fc.constantFrom('a', 'b', '__proto__', 'constructor'), tie('value'), { maxKeys: 2 }),
    ),
  })).value
  fc.assert(
    fc.property(values, values, (a, b) => {
      const sent = [a, b].map((value) => JSON.parse(JSON.stringify(value ?? null)) as unknown)
      expect(isSameJson(sent[0], sent[1])).toBe(canonicalJson(sent[0]) === canonicalJson(sent[1]))
      expect(isSameJson(sent[0], structuredClone(sent[0]))).toBe(true)
    }),
    { numRuns: 1000 },
  )
  expect(isSameJson({ a: undefined }, {})).toBe(true)
  expect(isSameJson({}, { a: undefined })).toBe(true)
})

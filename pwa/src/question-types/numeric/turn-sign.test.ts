import { expect, test } from 'vitest'
import { parseNumber } from '@edutrack/shared-schema/questions/numeric/numeric'
import { turnSign } from './turn-sign.ts'

test.each([
  ['3,5', -3.5],
  ['-3.5', 3.5],
  ['\u2212 2 m', 2],
  [' +7', -7],
  ['', undefined],
])('%s', (text, value) => {
  expect(parseNumber(turnSign(text), 'm')).toBe(value)
})

test('turned twice it is the same number', () => {
  for (const text of ['12', '-0,5', '1e3']) expect(parseNumber(turnSign(turnSign(text)))).toBe(parseNumber(text))
})

import { expect, test } from 'vitest'
import { standingOf } from './standing-of.ts'

test.each([
  ['active', 'enrolled', 'in'],
  ['completed', 'enrolled', 'in'],
  ['refused', 'enrolled', 'wishing'],
  ['requested', 'enrolled', 'wishing'],
  ['refused', 'left', 'out'],
  ['left', 'left', 'out'],
  ['removed', 'enrolled', 'out'],
] as const)('%s, with the wish %s: %s', (status, wish, standing) => {
  expect(standingOf({ status, wish })).toBe(standing)
})

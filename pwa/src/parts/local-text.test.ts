import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromLocalText, toLocalText } from './local-text.ts'

test('a moment reads back to its minute', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), (seconds) => {
      const minute = Math.floor(seconds / 60) * 60_000
      const read = fromLocalText(toLocalText(minute)) ?? 0
      // Where clocks are put back, an hour has two moments of one name.
      expect([0, 3_600_000]).toContain(Math.abs(read - minute))
    }),
  )
  expect(fromLocalText('')).toBeUndefined()
  expect(fromLocalText('tomorrow')).toBeUndefined()
})

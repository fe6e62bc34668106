import fc from 'fast-check'
import { expect, test } from 'vitest'
import { indexesIn, rangeInView } from './range-in-view.ts'

test('all that is in view is there, and little beyond, however long the whole', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 500_000 }),
      fc.integer({ min: 1, max: 2000 }),
      fc.integer({ min: 10, max: 200 }),
      fc.integer({ min: 0, max: 10_000 }),
      fc.boolean(),
      (offset, length, size, count, isRtl) => {
        const range = indexesIn(rangeInView({ offset: isRtl ? -offset : offset, length, size, count, around: 5 }))
        for (let at = Math.floor(offset / size); at * size < offset + length && at < count; at += 1)
          expect(range).toContain(at)
        expect(range.length).toBeLessThanOrEqual(Math.ceil(length / size) + 12)
        for (const index of range) expect(index >= 0 && index < count).toBe(true)
      },
    ),
  )
})

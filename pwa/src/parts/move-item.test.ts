import { expect, test } from 'vitest'
import { moveItem } from './move-item.ts'

test.each([
  [0, 2, 'bcad'],
  [3, 0, 'dabc'],
  [1, 2, 'acbd'],
  [2, 2, 'abcd'],
])('from %d to %d: %s', (from, to, order) => {
  expect(moveItem([...'abcd'], from, to).join('')).toBe(order)
})

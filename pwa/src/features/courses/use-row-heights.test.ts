import { expect, test } from 'vitest'
import { readHeights } from './use-row-heights.ts'

test('heights are taken over where rows are shown the same way; what can’t be read is left out', () => {
  const kept = JSON.stringify({ of: 'q=law 360 16px', heights: { 0: 132, 7: 154, 8: null, 9: -1 } })
  expect(readHeights(kept, 'q=law 360 16px')).toEqual({ of: 'q=law 360 16px', heights: { 0: 132, 7: 154 } })
  expect(readHeights(kept, 'q=law 740 16px').heights).toEqual({})
  for (const text of [null, '', 'null', '[]', '{"of":'])
    expect(readHeights(text, 'x')).toEqual({ of: 'x', heights: {} })
})

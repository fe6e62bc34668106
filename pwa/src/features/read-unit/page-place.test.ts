import fc from 'fast-check'
import { expect, test } from 'vitest'
import { heightOf, lineAt, positionOf, type Blocks } from './page-place.ts'

/** Paragraphs of these heights, `gap` between them, from `top` on. */
const blocksOf = (heights: readonly number[], top: number, gap: number): Blocks => ({
  count: heights.length,
  edges: (block) => {
    const start = top + heights.slice(0, block).reduce((sum, height) => sum + height + gap, 0)
    return { top: start, bottom: start + (heights[block] ?? 0) }
  },
})

test('a line is found again at the same height', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 60 }),
      fc.integer({ min: -5000, max: 200 }),
      fc.nat(2000),
      (heights, top, down) => {
        const blocks = blocksOf(heights, top, 0)
        const end = blocks.edges(heights.length - 1).bottom
        const y = Math.min(top + down, end)
        expect(heightOf(blocks, lineAt(blocks, y))).toBeCloseTo(y, 6)
      },
    ),
  )
})

test('the same line of the same paragraph, also when the page has grown to twice its length', () => {
  const line = lineAt(blocksOf([100, 200, 300], -250, 20), 0)
  expect(line).toEqual({ block: 1, within: (250 - 120) / 200 })
  const grown = blocksOf([200, 400, 600], 0, 40)
  expect(heightOf(grown, line)).toBe(240 + 400 * line.within)
})

test('above the first line, below the last, in a gap, and on an empty page', () => {
  const blocks = blocksOf([100, 100], 50, 30)
  expect(lineAt(blocks, 0)).toEqual({ block: 0, within: 0 })
  expect(lineAt(blocks, 900)).toEqual({ block: 1, within: 1 })
  expect(lineAt(blocks, 165)).toEqual({ block: 0, within: 1 })
  expect(lineAt(blocksOf([], 0, 0), 10)).toEqual({ block: 0, within: 0 })
  expect(heightOf(blocksOf([], 0, 0), { block: 3, within: 1 })).toBe(0)
  // The page was shortened by its author: the last paragraph that is left.
  expect(heightOf(blocks, { block: 9, within: 0 })).toBe(180)
})

test('the position is the share of the page above', () => {
  const page = { top: -300, bottom: 700 }
  expect(positionOf(page, 0)).toBe(0.3)
  expect(positionOf(page, -900)).toBe(0)
  expect(positionOf(page, 900)).toBe(1)
  expect(positionOf({ top: 5, bottom: 5 }, 5)).toBe(0)
})

import { expect, test } from 'vitest'
import { drawCover, patterns } from './cover-drawing.ts'

test('a course’s cover is the same each time', () => {
  expect(drawCover('course-1')).toEqual(drawCover('course-1'))
})

test('covers differ: a hundred courses use every pattern and most palettes', () => {
  const drawings = Array.from({ length: 100 }, (_, index) => drawCover(`course-${String(index)}`))
  expect(new Set(drawings.map(({ pattern }) => pattern))).toEqual(new Set(patterns))
  expect(new Set(drawings.map(({ ground }) => ground)).size).toBeGreaterThanOrEqual(7)
})

test('what places the parts is within 0–1', () => {
  for (const { spread } of ['', 'a', 'ü', '課程'].map(drawCover))
    for (const value of spread) expect(value >= 0 && value < 1).toBe(true)
})

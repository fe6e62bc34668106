import { expect, test } from 'vitest'
import { stepInGrid } from './step-in-grid.ts'

const grid = { rows: 100, columns: 5, page: 10 }
const step = (from: readonly [row: number, column: number], key: string, more: object = {}) => {
  const place = stepInGrid({ row: from[0], column: from[1] }, { key, ctrlKey: false, isRtl: false, ...more }, grid)
  return place === undefined ? undefined : [place.row, place.column]
}

test('arrows lead one further, and stay at the edges; the head and the names are part of it', () => {
  expect(step([0, 0], 'ArrowUp')).toEqual([-1, 0])
  expect(step([-1, 0], 'ArrowUp')).toEqual([-1, 0])
  expect(step([0, 0], 'ArrowLeft')).toEqual([0, -1])
  expect(step([0, -1], 'ArrowLeft')).toEqual([0, -1])
  expect(step([99, 4], 'ArrowDown')).toEqual([99, 4])
  expect(step([99, 4], 'ArrowRight')).toEqual([99, 4])
})

test('from right to left, the arrows to the sides change places', () => {
  expect(step([3, 2], 'ArrowLeft', { isRtl: true })).toEqual([3, 3])
  expect(step([3, 2], 'ArrowRight', { isRtl: true })).toEqual([3, 1])
})

test('pages, and the ends of a row and of the whole', () => {
  expect(step([3, 2], 'PageDown')).toEqual([13, 2])
  expect(step([95, 2], 'PageDown')).toEqual([99, 2])
  expect(step([3, 2], 'PageUp')).toEqual([0, 2])
  expect(step([-1, 2], 'PageUp')).toEqual([-1, 2])
  expect(step([3, 2], 'Home')).toEqual([3, -1])
  expect(step([3, 2], 'End')).toEqual([3, 4])
  expect(step([3, 2], 'Home', { ctrlKey: true })).toEqual([-1, -1])
  expect(step([3, 2], 'End', { ctrlKey: true })).toEqual([99, 4])
  expect(step([3, 2], 'x')).toBeUndefined()
})

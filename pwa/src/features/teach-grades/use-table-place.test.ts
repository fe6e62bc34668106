import { expect, test } from 'vitest'
import { readPlace } from './use-table-place.ts'

const place = {
  filter: { name: 'ada', group: 'B', needsYou: true },
  order: { by: 3, isDescending: true },
  scroll: { top: 5200, left: -40 },
} as const

test('a place is found again; what is none is the start', () => {
  expect(readPlace(JSON.stringify(place))).toEqual(place)
  const start = readPlace(null)
  expect(start.order).toEqual({ by: 'name', isDescending: false })
  for (const broken of ['', '7', 'null', '{}', JSON.stringify({ ...place, order: { by: 'x' } })])
    expect(readPlace(broken)).toEqual(start)
})

import { expect, test } from 'vitest'
import { apart } from './apart.ts'

test('what lies on each other is moved apart, what has room stays', () => {
  const dots = apart(
    [
      { x: 50, y: 50 },
      { x: 50, y: 50 },
      { x: 52, y: 51 },
      { x: 200, y: 90 },
    ],
    20,
  )
  for (const [at, a] of dots.entries())
    for (const b of dots.slice(at + 1)) expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(19)
  expect(dots[3]).toEqual({ x: 200, y: 90 })
})

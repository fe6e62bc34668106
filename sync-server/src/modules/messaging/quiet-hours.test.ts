import { expect, test } from 'vitest'
import { afterQuiet, quietHours } from './quiet-hours.ts'

const at = (time: string): number => Date.parse(`2026-11-24T${time}Z`)
const night = { from: 22 * 60, to: 7 * 60, zone: 'Africa/Nairobi' }

test('what falls into quiet hours waits for their end, in the person’s own time zone', () => {
  expect(afterQuiet(at('18:59:59'), night)).toBe(at('18:59:59'))
  expect(afterQuiet(at('19:00:10'), night)).toBe(Date.parse('2026-11-25T04:00:00Z'))
  expect(afterQuiet(at('03:59:59'), night)).toBe(at('04:00:00'))
  expect(afterQuiet(at('04:00:00'), night)).toBe(at('04:00:00'))
})

test('quiet hours within a day; none; and of no length', () => {
  expect(afterQuiet(at('10:30:00'), { from: 13 * 60, to: 14 * 60, zone: 'Africa/Nairobi' })).toBe(at('11:00:00'))
  expect(afterQuiet(at('10:30:00'), undefined)).toBe(at('10:30:00'))
  expect(afterQuiet(at('10:30:00'), { from: 0, to: 0, zone: 'UTC' })).toBe(at('10:30:00'))
})

test('a time zone that there isn’t is refused', () => {
  expect(quietHours.safeParse({ from: 0, to: 60, zone: 'Middle/Earth' }).success).toBe(false)
  expect(quietHours.safeParse(night).success).toBe(true)
})

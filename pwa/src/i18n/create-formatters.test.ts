import { expect, test } from 'vitest'
import { createFormatters } from './create-formatters.ts'

const english = createFormatters('en')
const at = (day: number, hour = 14, minute = 2): number => new Date(2026, 10, day, hour, minute).getTime()

test.each([
  [0, '0 kB'],
  [300, '1 kB'],
  [640_000, '640 kB'],
  [3_840_000, '3.8 MB'],
  [38_400_000, '38 MB'],
  [999_900_000, '1 GB'],
  [1_240_000_000, '1.2 GB'],
])('%d bytes read as %s', (bytes, said) => {
  expect(english.bytes(bytes)).toBe(said.replace(' ', '\u00A0'))
})

test('times say the day only when it is another one', () => {
  const now = at(24, 18)
  expect(english.moment(at(24), now)).toBe('2:02 PM')
  expect(english.moment(at(23, 23, 59), now)).toBe('Yesterday, 11:59 PM')
  expect(english.moment(at(12), now)).toBe('Nov 12, 2:02 PM')
  expect(english.moment(new Date(2025, 10, 12, 9).getTime(), now)).toBe('Nov 12, 2025, 9:00 AM')
})

test('days are told without the hour', () => {
  const now = at(24, 0, 5)
  expect([at(24, 23), at(23, 23, 59), at(22), at(4)].map((day) => english.day(day, now))).toEqual([
    'today',
    'yesterday',
    'Nov 22',
    'Nov 4',
  ])
})

test('deadlines are told in days', () => {
  const now = at(24, 18)
  expect(english.deadline(at(24, 23, 0), now)).toBe('today, 11:00 PM')
  expect(english.deadline(at(25, 8, 0), now)).toBe('tomorrow, 8:00 AM')
  expect(english.deadline(at(27), now)).toBe('in 3 days')
  expect(english.deadline(at(22), now)).toBe('2 days ago')
  expect(english.deadline(at(4), now)).toBe('Nov 4')
})

test('durations', () => {
  expect(['0', '45', '60', '200'].map((minutes) => english.minutes(Number(minutes)))).toEqual([
    '0\u00A0min',
    '45\u00A0min',
    '1\u00A0hr',
    '3\u00A0hr\u00A020\u00A0min',
  ])
  expect([5, 65, 3845].map(english.clock)).toEqual(['0:05', '1:05', '1:04:05'])
})

test('a name of no language is said as it was written', () => {
  expect(english.languageName('pt')).toBe('Portuguese')
  expect(english.languageName('not a language')).toBe('not a language')
})

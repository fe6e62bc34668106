import { expect, test } from 'vitest'
import type { GradeRow } from '#app/gradebook.ts'
import { rowsShown } from './rows-shown.ts'

const row = (name: string, earned: number | undefined, more: Partial<GradeRow> = {}): GradeRow => ({
  personId: name,
  name,
  isIn: true,
  group: '',
  cells: [
    earned === undefined ? undefined : { earned, points: 10, isPending: false, needsDecision: false, attemptId: name },
  ],
  ...more,
})
const waiting = { isPending: true, needsDecision: false, attemptId: 'w' }
const rows = [
  row('Amir', 4, { group: 'B' }),
  row('Élodie', undefined),
  row('Kofi', 9, { cells: [{ ...waiting, earned: 9, points: 10 }] }),
  row('Mei', 0),
]
const everybody = { name: '', group: null, needsYou: false }
const byName = { by: 'name', isDescending: false } as const
const names = (...input: Parameters<typeof rowsShown>) => rowsShown(...input).map(({ name }) => name)

test('by name both ways; by a column with those who have no grade last, either way', () => {
  expect(names(rows, everybody, byName)).toEqual(['Amir', 'Élodie', 'Kofi', 'Mei'])
  expect(names(rows, everybody, { ...byName, isDescending: true })).toEqual(['Mei', 'Kofi', 'Élodie', 'Amir'])
  expect(names(rows, everybody, { by: 0, isDescending: false })).toEqual(['Mei', 'Amir', 'Kofi', 'Élodie'])
  expect(names(rows, everybody, { by: 0, isDescending: true })).toEqual(['Kofi', 'Amir', 'Mei', 'Élodie'])
})

test('by part of a name without accents and case, by group, by what needs the instructor', () => {
  expect(names(rows, { ...everybody, name: ' elo' }, byName)).toEqual(['Élodie'])
  expect(names(rows, { ...everybody, group: 'B' }, byName)).toEqual(['Amir'])
  expect(names(rows, { ...everybody, group: '' }, byName)).toEqual(['Élodie', 'Kofi', 'Mei'])
  expect(names(rows, { ...everybody, needsYou: true }, byName)).toEqual(['Kofi'])
})

import { expect, test } from 'vitest'
import { readGrades } from './use-unsaved-grades.ts'

test('what was kept is read again; what is something else is nothing', () => {
  const given = { q: { earned: 1.5, comment: 'Well' }, e: { comment: '' } }
  expect(readGrades(JSON.stringify(given))).toEqual(given)
  for (const broken of [null, '', '{', '7', 'null', '[]', '{"q":7}', '{"q":{"earned":"2"}}'])
    expect(readGrades(broken)).toEqual({})
})

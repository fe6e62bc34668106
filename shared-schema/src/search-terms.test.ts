import fc from 'fast-check'
import { expect, test } from 'vitest'
import { searchTerms } from './search-terms.ts'

test.each([
  ['Crème brûlée, 2nd try!', ['creme', 'brulee', '2nd', 'try']],
  ['  ', []],
  ['ΑΛΦΑ άλφα', ['αλφα', 'αλφα']],
  ['الإسعافات الأولية', ['الاسعافات', 'الاولية']],
  ['応急手当', ['応急', '急手', '手当']],
  ['x²+y', ['x2', 'y']],
])('%j is found by %j', (text, terms) => {
  expect(searchTerms(text)).toEqual(terms)
})

test('terms are found by themselves, and case, accents and order of marks don’t matter', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const terms = searchTerms(text)
      expect(searchTerms(text.normalize('NFC'))).toEqual(searchTerms(text.normalize('NFD')))
      for (const term of terms) expect(searchTerms(term)).toEqual([term])
    }),
  ))

import { expect, test } from 'vitest'
import type { CatalogueQuery } from '#app/services.ts'
import { isFiltered, queryOf, searchOf, withField } from './query-address.ts'

test.each<CatalogueQuery>([
  { text: '' },
  { text: 'algèbre & co', category: 'Crafts & more', level: 'beginner', language: 'pt-BR', isOnThisDevice: true },
])('%j comes back from its address', (query) => {
  expect(queryOf(searchOf(query))).toEqual(query)
})

test('an address that somebody has bent is read as far as it makes sense', () => {
  expect(queryOf('level=wizard&here=yes&q=soil&x=1')).toEqual({ text: 'soil' })
})

test('a field is set and taken away', () => {
  const query = withField({ text: 'soil' }, 'level', 'advanced')
  expect(query).toEqual({ text: 'soil', level: 'advanced' })
  expect(isFiltered(query)).toBe(true)
  expect(withField(query, 'level', undefined)).toEqual({ text: 'soil' })
  expect(isFiltered({ text: 'soil' })).toBe(false)
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromPairs, pairsOf } from './matching-pairs.ts'

const counter = (): (() => string) => {
  let count = 0
  return () => `n${String((count += 1))}`
}
const empty = { content: { items: [], matches: [] }, key: { pairs: {} } }

test('what is written is what is read again', () => {
  const texts = fc.constantFrom('Accra', 'Nairobi', 'Lima', '')
  fc.assert(
    fc.property(
      fc.array(fc.record({ item: fc.string(), match: texts }), { minLength: 1, maxLength: 6 }),
      fc.uniqueArray(fc.constantFrom('Quito', 'Oslo')),
      (rows, others) => {
        const pairs = rows.map((row, index) => ({ ...row, id: `i${String(index)}` }))
        const { content, key } = fromPairs({ pairs, others }, empty, counter())
        const read = pairsOf(content, key)
        expect(read.pairs).toEqual(pairs)
        expect(read.others.toSorted()).toEqual(others.toSorted())
        expect(new Set(content.matches.map(({ id }) => id)).size).toBe(content.matches.length)
        expect(content.matches.length).toBe(new Set([...rows.map(({ match }) => match), ...others]).size)
      },
    ),
  )
})

test('a match that is retyped keeps its id, also where it is another’s words for a moment', () => {
  const pairs = [
    { id: 'a', item: 'Bat', match: 'Mammal' },
    { id: 'b', item: 'Owl', match: 'Bird' },
  ]
  const newId = counter()
  const first = fromPairs({ pairs, others: [] }, empty, newId)
  const next = fromPairs({ pairs: [pairs[0]!, { ...pairs[1]!, match: 'Birds' }], others: [] }, first, newId)
  expect(next.key).toEqual(first.key)
  const same = fromPairs({ pairs: [pairs[0]!, { ...pairs[1]!, match: 'Mammal' }], others: [] }, first, newId)
  expect(same.key.pairs['b']).toBe(first.key.pairs['a'])
})

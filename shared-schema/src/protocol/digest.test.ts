import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createDigests } from './digest.ts'

const held = fc.uniqueArray(
  fc.record({ collection: fc.constantFrom('units', 'notes'), id: fc.string(), number: fc.nat(), state: fc.string() }),
  { selector: ({ collection, id }) => `${collection}/${id}` },
)
type Held = typeof held extends fc.Arbitrary<infer Value> ? Value : never
const digestsOf = (documents: Held) => {
  const digests = createDigests()
  for (const { collection, id, number, state } of documents) digests.add(collection, id, number, state)
  return digests.texts()
}

test('S20: digests are the same for the same documents, whatever their order', () =>
  fc.assert(
    fc.property(held, (documents) => {
      expect(digestsOf(documents.toReversed())).toEqual(digestsOf(documents))
    }),
  ))

test('S20: one document that is missing, older or altered changes its collection’s digest and no other', () =>
  fc.assert(
    fc.property(held, fc.nat(), fc.constantFrom('missing', 'older', 'altered'), (documents, pick, fault) => {
      fc.pre(documents.length > 0)
      const index = pick % documents.length
      const victim = documents[index] as Held[number]
      const changed =
        fault === 'missing'
          ? documents.toSpliced(index, 1)
          : documents.with(
              index,
              fault === 'older' ? { ...victim, number: victim.number + 1 } : { ...victim, state: `${victim.state}!` },
            )
      const [before, after] = [digestsOf(documents), digestsOf(changed)]
      for (const collection of ['units', 'notes'])
        if (collection === victim.collection) expect(after[collection]).not.toBe(before[collection])
        else expect(after[collection]).toBe(before[collection])
    }),
  ))

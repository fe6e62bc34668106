import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countWords, wordsChanged } from './words-changed.ts'

test.each([
  ['', 'Cool the burn.', 3, 0],
  ['Cool the burn.', '', 0, 3],
  ['Cool the burn.', 'The burn: cool!', 2, 2],
  ['Cool the burn, the whole burn', 'Cool the burn', 0, 3],
  ['Größe **zwei**', 'Größe zwei', 0, 0],
  ['जल', 'जल जल', 1, 0],
])('from %j to %j: %i more, %i fewer', (before, after, added, removed) => {
  expect(wordsChanged(before, after)).toEqual({ added, removed })
})

test('what is more and what is fewer add up to what there is', () =>
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), fc.string({ maxLength: 60 }), (before, after) => {
      const { added, removed } = wordsChanged(before, after)
      expect(countWords(before) - removed + added).toBe(countWords(after))
      expect(wordsChanged(after, before)).toEqual({ added: removed, removed: added })
    }),
  ))

import { expect, test } from 'vitest'
import { gappedText } from './gapped-text.ts'
import { gaps } from './gaps.ts'

test('a text is cut at its gaps, and at nothing else', () => {
  const known = [{ id: 'a' }, { id: 'b-1' }]
  expect(gappedText('x [[a]] y [[c]] [[b-1]]', known)).toEqual([
    { markdown: 'x ' },
    { gapId: 'a' },
    { markdown: ' y [[c]] ' },
    { gapId: 'b-1' },
  ])
  expect(gappedText('[[[a]]](x)', known)).toEqual([{ markdown: '[' }, { gapId: 'a' }, { markdown: '](x)' }])
  expect(gappedText('', known)).toEqual([])
})

test('a gap that is not in the text, or twice, could not be filled: such a content is none', () => {
  const typed = (id: string) => ({ id, kind: 'typed' })
  const isContent = (text: string, ids: readonly string[]) =>
    gaps.content.safeParse({ text, gaps: ids.map(typed) }).success
  expect(isContent('[[a]] and [[b]]', ['a', 'b'])).toBe(true)
  expect(isContent('[[b]] and [[a]]', ['a', 'b'])).toBe(true)
  expect(isContent('[[a]]', ['a', 'b'])).toBe(false)
  expect(isContent('[[a]] [[a]]', ['a'])).toBe(false)
  expect(isContent('[[a]]', ['a', 'a'])).toBe(false)
})

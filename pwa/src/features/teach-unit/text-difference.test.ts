import fc from 'fast-check'
import { expect, test } from 'vitest'
import { textDifference, type DifferencePart } from './text-difference.ts'

const side = (before: string, after: string, kind: 'added' | 'removed'): string =>
  textDifference(before, after)
    .flatMap((block): readonly string[] => {
      if (block.kind === 'same') return block.lines
      const parts = block.parts.filter((part) => part.kind === 'same' || part.kind === kind)
      return parts.length === 0 ? [] : [parts.map(({ text }) => text).join('')]
    })
    .join('\n')
const partsOf = (before: string, after: string): readonly DifferencePart[] =>
  textDifference(before, after).flatMap((block) => (block.kind === 'changed' ? block.parts : []))

const line = fc.array(fc.constantFrom('water', 'cool', 'the', 'burn', 'é', '水', '—'), { maxLength: 6 })
const text = fc.array(line, { maxLength: 6 }).map((lines) => lines.map((words) => words.join(' ')).join('\n'))

test('both texts can be read from a difference, letter by letter', () =>
  fc.assert(
    fc.property(text, text, (before, after) => {
      expect(side(before, after, 'removed')).toBe(before)
      expect(side(before, after, 'added')).toBe(after)
    }),
  ))

test('a changed word is shown within its line, and the lines around it are the same', () => {
  expect(textDifference('One\nCool it for ten minutes.\nThree', 'One\nCool it for twenty minutes.\nThree')).toEqual([
    { kind: 'same', lines: ['One'] },
    {
      kind: 'changed',
      parts: [
        { kind: 'same', text: 'Cool it for ' },
        { kind: 'removed', text: 'ten' },
        { kind: 'added', text: 'twenty' },
        { kind: 'same', text: ' minutes.' },
      ],
    },
    { kind: 'same', lines: ['Three'] },
  ])
})

test('what is the same in nothing is shown one after the other, also where it is long', () => {
  const before = Array.from({ length: 4000 }, (_, index) => `old${String(index)}`)
  const after = Array.from({ length: 4000 }, (_, index) => `new${String(index)}`)
  for (const separator of [' ', '\n']) {
    const parts = partsOf(before.join(separator), after.join(separator))
    expect(parts.map(({ kind }) => kind)).toEqual(['removed', 'added'])
  }
})

test('another text is not taken for a change of the one before, though some words stand in both', () => {
  const parts = partsOf('The moon goes round the earth in about a month.', 'Write about the sun in a line.')
  expect(parts.map(({ kind }) => kind)).toEqual(['removed', 'added'])
})

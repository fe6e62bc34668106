import { expect, test } from 'vitest'
import { differencesOf } from './differences-of.ts'

test('only what differs is told, in the order asked, with nothing left out of it', () => {
  const mine = { title: 'A', text: 'one', modules: [{ id: 'm', title: 'First', unitIds: ['u'] }], minutes: 1 }
  const theirs = { title: 'A', text: 'two', modules: [], minutes: 1 }
  expect(
    differencesOf(mine, theirs, [
      ['modules', 'Modules'],
      ['title', 'Title'],
      ['text', 'Text'],
      ['gone', 'Gone'],
    ]),
  ).toEqual([
    { label: 'Modules', mine: '–\n  title: First\n  unitIds:\n    – u', theirs: '' },
    { label: 'Text', mine: 'one', theirs: 'two' },
  ])
})

import { expect, test } from 'vitest'
import { NOTE_DIVIDER, notes, type Note } from './notes.ts'

const note = (text: string, writtenAt: number): Note => ({
  id: 'n',
  personId: 'ana',
  courseId: 'c1',
  unitId: 'page',
  kind: 'note',
  position: 0.5,
  text,
  writtenAt,
})

test('what was written apart is kept whole, the later text first, whichever device settles it', () => {
  const [phone, tablet] = [note('On the bus', 1), note('At home', 2)]
  expect(notes.settle?.(phone, tablet).text).toBe(`At home${NOTE_DIVIDER}On the bus`)
  expect(notes.settle?.(tablet, phone).text).toBe(`At home${NOTE_DIVIDER}On the bus`)
})

test('a text that holds the other one already is not doubled', () => {
  const both = notes.settle?.(note('On the bus', 1), note('At home', 2)) as Note
  expect(notes.settle?.(note('On the bus', 1), both).text).toBe(both.text)
  expect(notes.settle?.(both, note('At home', 2)).text).toBe(both.text)
})

test('a text is in another one only if that goes on from it: letters that happen to be in a word are no text', () => {
  expect(notes.settle?.(note('here', 1), note('there', 2)).text).toBe(`there${NOTE_DIVIDER}here`)
  expect(notes.settle?.(note('here', 1), note('here and there', 2)).text).toBe('here and there')
  expect(notes.settle?.(note('here', 2), note('here and there', 1)).text).toBe('here and there')
})

test('settled again with any of its parts, nothing is added; with another text, that alone', () => {
  const both = note(`b${NOTE_DIVIDER}a`, 2)
  for (const text of ['a', 'b', both.text]) {
    expect(notes.settle?.(both, note(text, 3)).text.split(NOTE_DIVIDER).toSorted()).toEqual(['a', 'b'])
    expect(notes.settle?.(note(text, 1), both).text.split(NOTE_DIVIDER).toSorted()).toEqual(['a', 'b'])
  }
  expect(notes.settle?.(note('c', 3), both).text).toBe(`c${NOTE_DIVIDER}b${NOTE_DIVIDER}a`)
})

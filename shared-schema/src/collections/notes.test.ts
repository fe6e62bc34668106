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

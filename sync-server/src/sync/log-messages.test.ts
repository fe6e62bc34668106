import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { LogChange } from '#ports/store/store.ts'
import { changesFromMessage, lastNumberOf, messageOf } from './log-messages.ts'

const change = (number: number, content: Readonly<Record<string, unknown>>, deleted = false): LogChange => {
  const entry = { number, collection: 'units', id: `u\n${String(number)}`, channels: ['course:a\n'], deleted }
  return { ...entry, left: ['catalogue'], document: { ...entry, stateHash: 'h', content } }
}

test('S9: changes come out of a message as they went in, whatever they hold', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.dictionary(fc.string(), fc.jsonValue()), fc.boolean()), { minLength: 1 }),
      (all) => {
        const changes = all.map(([content, deleted], index) => change(index + 5, content, deleted))
        const message = messageOf(changes)
        expect(lastNumberOf(message)).toBe(changes.at(-1)?.number)
        const come = changesFromMessage(message)?.map(({ document: { text, ...document }, ...entry }) => {
          expect(JSON.parse(text ?? '')).toEqual(document.content)
          return { ...entry, document }
        })
        expect(come).toEqual(JSON.parse(JSON.stringify(changes)))
      },
    ),
  )
})

test('S9: what is large, or nothing, is a hint to look into the store', () => {
  expect(lastNumberOf(messageOf([]))).toBeUndefined()
  expect(lastNumberOf(messageOf([change(1, { text: 'x'.repeat(600_000) })]))).toBeUndefined()
})

test('S9: a message that can’t be read is a hint, whatever it is', () => {
  for (const message of ['\n', 'x\n[]', 'no number']) expect(lastNumberOf(message)).toBeUndefined()
  for (const message of ['7\n', '7\n{', '7\n{}', '7\n[1]', '7\nnull'])
    expect(changesFromMessage(message)).toBeUndefined()
})

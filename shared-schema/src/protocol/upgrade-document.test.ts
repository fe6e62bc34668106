import { expect, test } from 'vitest'
import { collections } from '#collections/registry.ts'
import { upgradeDocument } from './upgrade-document.ts'
import { isProtocolSpoken, PREVIOUS_PROTOCOL_VERSION, PROTOCOL_VERSION } from './version.ts'

/** Notes as two versions later: `text` became `body`, then got a language. */
const later = {
  ...collections,
  notes: {
    version: 2,
    migrations: {
      1: ({ text, ...rest }: Record<string, unknown>) => ({ ...rest, body: text }),
      2: (old: Record<string, unknown>) => ({ ...old, language: 'en' }),
    },
  },
}
const old = { id: 'n', personId: 'ana', text: 'old' }

test('S19: a document of the previous protocol goes through every migration since', () => {
  expect(upgradeDocument('notes', old, PREVIOUS_PROTOCOL_VERSION, later, { notes: 0 })).toEqual({
    id: 'n',
    personId: 'ana',
    body: 'old',
    language: 'en',
  })
  expect(
    upgradeDocument('notes', { id: 'n', body: 'b' }, PREVIOUS_PROTOCOL_VERSION, later, { notes: 1 }),
  ).toMatchObject({
    body: 'b',
    language: 'en',
  })
})

test('S19: one of this protocol, or of a collection that has not changed, stays as it is', () => {
  expect(upgradeDocument('notes', old, PROTOCOL_VERSION, later, { notes: 0 })).toBe(old)
  expect(upgradeDocument('notes', old, PREVIOUS_PROTOCOL_VERSION, later, {})).toBe(old)
  expect(upgradeDocument('notes', old, PREVIOUS_PROTOCOL_VERSION)).toBe(old)
})

test('S19: the previous protocol is spoken, and no other', () => {
  expect([0, 1, 2, 3, 4].map((offset) => isProtocolSpoken(PROTOCOL_VERSION - 2 + offset))).toEqual([
    false,
    true,
    true,
    false,
    false,
  ])
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clientStateHash } from '@edutrack/shared-schema/collections/define-collection'
import { fieldsInConflict, mergeFields, type EditedFields } from '@edutrack/shared-schema/collections/merge-fields'
import type { ToldDocument } from '@edutrack/shared-schema/protocol/sync'
import type { LocalDocument } from '#local-db/local-document.ts'
import { adoptAccepted, adoptConflict, adoptRefused, adoptTold, type Adoption } from './adopt.ts'

/** A collection whose devices write `text`; the server writes `grade`. */
const mine = { clientFields: ['text'], settle: (local: { text?: string }) => local as never }
const kept = { clientFields: ['text'] }

/** Devices write `title` and `text`; what one side alone changed is that side's. */
const merged = {
  clientFields: ['title', 'text'],
  keepsBase: true as const,
  settle: (mine: never, theirs: never, base?: never) => mergeFields(mergedFields, mine, theirs, base) as never,
  conflicts: (mine: never, theirs: never, base?: never) => fieldsInConflict(mergedFields, mine, theirs, base),
}
const mergedFields: EditedFields<{ title: string; text: string }> = { fields: ['title', 'text'] }

const texts = fc.constantFrom('a', 'b', 'c')
const numbers = fc.integer({ min: 1, max: 6 })
const told: fc.Arbitrary<ToldDocument> = fc
  .record({ text: texts, grade: fc.option(fc.nat(3), { nil: undefined }), number: numbers })
  .map(({ text, grade, number }) => ({
    id: 'd',
    text,
    ...(grade === undefined ? {} : { grade }),
    _number: number,
  }))
const clean = fc
  .record({ text: texts, number: numbers })
  .map(({ text, number }) => local(text, { serverNumber: number }))
const unsent = fc
  .record({ text: texts, assumed: texts, number: numbers })
  .map(({ text, assumed, number }) =>
    local(text, { unsentSince: 5, assumed: clientStateHash(mine, { text: assumed }), serverNumber: number }),
  )
const local = (text: string, more: Partial<LocalDocument> = {}): LocalDocument => ({
  id: 'd',
  text,
  unsentSince: 0,
  assumed: '',
  serverNumber: 0,
  ...more,
})
const textOf = (adoption: Adoption, before: LocalDocument): unknown =>
  adoption === undefined ? before['text'] : adoption === 'delete' ? undefined : adoption['text']
const isUnsent = (adoption: Adoption, before: LocalDocument): boolean =>
  (adoption === undefined ? before : (adoption as LocalDocument)).unsentSince > 0

test('S7: whatever the server tells, an unsent change stays unsent until the server holds the same', () =>
  fc.assert(
    fc.property(unsent, told, (before, state) => {
      for (const adoption of [adoptTold(mine, before, state), adoptConflict(mine, before, state)]) {
        expect(textOf(adoption, before)).toBe(before['text'])
        if (!isUnsent(adoption, before)) expect(state['text']).toBe(before['text'])
      }
    }),
  ))

test('S5: a state that is older than the one held changes nothing', () =>
  fc.assert(
    fc.property(clean, told, (before, state) => {
      const adoption = adoptTold(mine, before, state)
      if ((state._number ?? 0) < before.serverNumber) expect(adoption).toBeUndefined()
      else expect(adoption).toMatchObject({ text: state['text'], serverNumber: state._number, unsentSince: 0 })
    }),
  ))

test('S8: an accepted change is settled, with what the server made of it; one made since goes on from there', () =>
  fc.assert(
    fc.property(unsent, texts, (sent, edited) => {
      const answer = { id: 'd', grade: 3, _number: 9 }
      const settled = { ...local(String(sent['text']), { serverNumber: 9 }), grade: 3 }
      expect(adoptAccepted(mine, sent, sent, answer)).toEqual(settled)
      const since = { ...sent, text: edited }
      const adoption = adoptAccepted(mine, since, sent, answer)
      if (edited === sent['text']) expect(adoption).toEqual(settled)
      else
        expect(adoption).toEqual({
          ...settled,
          text: edited,
          unsentSince: 5,
          assumed: clientStateHash(mine, { text: sent['text'] }),
        })
    }),
  ))

test('S8: what the server changed or dropped of the client’s part is adopted', () => {
  const sent = local('a', { unsentSince: 5 })
  expect(adoptAccepted(mine, sent, sent, { id: 'd', text: 'A', _number: 2 })).toEqual(local('A', { serverNumber: 2 }))
  const { text: _text, ...without } = local('a', { serverNumber: 2 })
  expect(adoptAccepted(mine, sent, sent, { id: 'd', text: null, _number: 2 })).toEqual(without)
})

test('S6: what was refused gives way to the server’s state; what was changed since is sent again', () => {
  const sent = local('a', { unsentSince: 5, assumed: 'x' })
  expect(adoptRefused(mine, sent, sent, undefined)).toBe('delete')
  expect(adoptRefused(mine, sent, sent, { id: 'd', text: 'b', _number: 4 })).toEqual(local('b', { serverNumber: 4 }))
  expect(adoptRefused(mine, { ...sent, text: 'c' }, sent, undefined)).toEqual({ ...sent, text: 'c', assumed: '' })
})

test('without a rule to settle, both texts are kept and the person is asked', () => {
  const before = local('mine', { unsentSince: 5, assumed: 'x', serverNumber: 1 })
  const state = { id: 'd', text: 'theirs', _number: 2 }
  expect(adoptTold(kept, before, state)).toEqual({
    ...before,
    serverNumber: 2,
    heldCode: 'edited-elsewhere',
    theirs: state,
  })
})

test('a document that goes away takes no unsent change with it', () => {
  const gone = { id: 'd', _deleted: true, _number: 8 }
  expect(adoptTold(mine, local('a', { serverNumber: 3 }), gone)).toBe('delete')
  expect(adoptTold(mine, local('a', { serverNumber: 3, unsentSince: 5 }), gone)).toMatchObject({
    text: 'a',
    unsentSince: 5,
  })
})

test('a deletion is done once the server has it, and gives way to a change that it did not know of', () => {
  const removed = local('a', { unsentSince: 5, isRemoved: true, assumed: 'x', serverNumber: 1 })
  expect(adoptAccepted(mine, removed, removed, undefined)).toBe('delete')
  expect(adoptConflict(mine, removed, { id: 'd', text: 'new', _number: 2 })).toEqual(local('new', { serverNumber: 2 }))
})

const unsentTitle = local('a', {
  title: 'mine',
  unsentSince: 5,
  serverNumber: 1,
  assumed: clientStateHash(merged, { title: 'old', text: 'a' }),
  base: { title: 'old', text: 'a' },
} as Partial<LocalDocument>)

test('S22: what somebody else changed in another field comes into an unsent edit, which goes on from there', () => {
  const told = { id: 'd', title: 'old', text: 'b', grade: 3, _number: 2 }
  for (const adopt of [adoptTold, adoptConflict])
    expect(adopt(merged, unsentTitle, told)).toEqual({
      ...local('b', { serverNumber: 2, unsentSince: 5 }),
      title: 'mine',
      grade: 3,
      assumed: clientStateHash(merged, told),
      base: { title: 'old', text: 'b' },
    })
})

test('S22: a field that both changed waits for the person; what else they changed is taken, and a later state is merged with what is held', () => {
  const told = { id: 'd', title: 'theirs', text: 'b', _number: 2 }
  const held = adoptTold(merged, unsentTitle, told) as LocalDocument
  expect(held).toMatchObject({ title: 'mine', text: 'b', heldCode: 'edited-elsewhere', theirs: told, serverNumber: 2 })
  const later = { id: 'd', title: 'theirs', text: 'c', _number: 3 }
  expect(adoptTold(merged, held, later)).toMatchObject({ title: 'mine', text: 'c', theirs: later })
  // They took their title back: nothing is in conflict any more.
  const back = { id: 'd', title: 'old', text: 'c', _number: 4 }
  const settled = adoptTold(merged, held, back) as LocalDocument
  expect(settled).toMatchObject({ title: 'mine', text: 'c', unsentSince: 5, assumed: clientStateHash(merged, back) })
  expect([settled.heldCode, settled.theirs]).toEqual([undefined, undefined])
})

test('S22: an edit whose beginning an earlier build did not keep waits for the person', () => {
  const { base: _base, ...before } = unsentTitle
  const told = { id: 'd', title: 'old', text: 'b', _number: 2 }
  expect(adoptTold(merged, before, told)).toMatchObject({ text: 'a', heldCode: 'edited-elsewhere', theirs: told })
})

test('S22: the state that an edit was made from goes with the edit', () => {
  const accepted = { id: 'd', _number: 3 }
  const sent = { ...unsentTitle, title: 'sent' }
  expect(adoptAccepted(merged, sent, sent, accepted)).toEqual({ ...local('a', { serverNumber: 3 }), title: 'sent' })
  expect(adoptAccepted(merged, { ...sent, title: 'since' }, sent, accepted)).toMatchObject({
    title: 'since',
    base: { title: 'sent', text: 'a' },
    assumed: clientStateHash(merged, { title: 'sent', text: 'a' }),
  })
  const refused = adoptRefused(merged, { ...sent, title: 'since' }, sent, undefined) as LocalDocument
  expect([refused.assumed, refused.base]).toEqual(['', undefined])
})

import { expect, test } from 'vitest'
import { createMemoryDeviceStore } from '#platform/device-store.ts'
import type { KeptSession } from '#platform/session-store.ts'
import { forgetKnownPerson, isTaughtHere, noteKnownPerson, readPeopleToDeliverFor } from './known-people.ts'

const ana = { personId: 'ana', name: 'Ana', email: 'ana@school.example', role: 'learner' as const, isExpired: false }

test('S17: with no page open, the work of who is signed in leaves, and nobody’s after a sign-out that the school has not heard of', async () => {
  const store = createMemoryDeviceStore()
  await noteKnownPerson(store, { personId: 'ana', device: 'd1' })
  await noteKnownPerson(store, { personId: 'ben', device: 'd1' })
  const whose = async (kept: Partial<KeptSession> | undefined) =>
    (
      await readPeopleToDeliverFor(store, {
        read: async () => (kept === undefined ? undefined : { turn: 1, person: ana, isSignOutOwed: false, ...kept }),
      })
    ).map(({ personId }) => personId)
  expect(await whose({})).toEqual(['ana'])
  expect(await whose({ person: null, isSignOutOwed: true })).toEqual([])
  expect(await whose({ isSignOutOwed: true })).toEqual([])
  expect(await whose({ person: { ...ana, isExpired: true } })).toEqual([])
  expect(await whose(undefined)).toEqual(['ana', 'ben'])
})

test('the device is one of teaching while an instructor or administrator is known on it, whoever is signed in', async () => {
  const store = createMemoryDeviceStore()
  const as = (role: 'learner' | 'instructor') => ({
    read: async (): Promise<KeptSession> => ({ turn: 1, person: { ...ana, role }, isSignOutOwed: false }),
  })
  await noteKnownPerson(store, { personId: 'ana', device: 'd1', teaches: false })
  expect(await isTaughtHere(store, as('learner'))).toBe(false)
  await noteKnownPerson(store, { personId: 'ines', device: 'd1', teaches: true })
  expect(await isTaughtHere(store, as('learner'))).toBe(true)
  await forgetKnownPerson(store, 'ines')
  expect(await isTaughtHere(store, as('learner'))).toBe(false)
  // An earlier build has not noted it.
  await noteKnownPerson(store, { personId: 'ana', device: 'd1' })
  expect(await isTaughtHere(store, as('instructor'))).toBe(true)
  expect(await isTaughtHere(store, { read: () => Promise.reject(new Error('none')) })).toBe(false)
})

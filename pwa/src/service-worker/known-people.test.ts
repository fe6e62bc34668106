import { expect, test } from 'vitest'
import { createMemoryDeviceStore } from '#platform/device-store.ts'
import type { KeptSession } from '#platform/session-store.ts'
import { noteKnownPerson, readPeopleToDeliverFor } from './known-people.ts'

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

import { IDBFactory } from 'fake-indexeddb'
import { expect, test } from 'vitest'
import { createSessionRecord, createSessionStore } from './session-store.ts'

const ana = { personId: 'ana', name: 'Ana', email: 'ana@example.org', role: 'learner', isExpired: false } as const
const ben = { ...ana, personId: 'ben', name: 'Ben' } as const

/** A `localStorage` that keeps what it is given, or has lost it. */
const createStorage = (): Storage => {
  const values = new Map<string, string>()
  return {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    removeItem: (key: string) => void values.delete(key),
  } as Storage
}
const nowhere = { addEventListener: () => undefined, removeEventListener: () => undefined }
const phone = () => {
  const factory = new IDBFactory()
  return {
    start: (storage: Storage) => createSessionStore(storage, createSessionRecord(factory), nowhere),
  }
}

test('whoever signed in is known after a death that took localStorage with it', async () => {
  const { start } = phone()
  const before = start(createStorage())
  before.write(ana)
  await before.kept()
  const after = start(createStorage())
  expect(after.read()).toBeNull()
  await after.recover()
  expect(after.read()).toEqual(ana)
})

test('a localStorage from before the death does not bring back who has left, nor forgets the sign-out that is owed', async () => {
  const { start } = phone()
  const old = createStorage()
  const earlier = start(old)
  earlier.write(ana)
  await earlier.kept()
  const asItWas = old.getItem('edutrack.session')
  earlier.write(null)
  earlier.oweSignOut(true)
  await earlier.kept()
  old.setItem('edutrack.session', asItWas ?? '')
  const after = start(old)
  await after.recover()
  expect(after.read()).toBeNull()
  expect(after.isSignOutOwed()).toBe(true)
})

test('a record that fell behind does not undo what localStorage has', async () => {
  const { start } = phone()
  const storage = createStorage()
  const first = start(storage)
  first.write(ana)
  await first.kept()
  const noRecord = createSessionStore(
    storage,
    { read: () => Promise.reject(new Error('none')), write: () => Promise.reject(new Error('none')) },
    nowhere,
  )
  noRecord.write(ben)
  await noRecord.kept()
  const after = start(storage)
  await after.recover()
  expect(after.read()).toEqual(ben)
})

test('what something else wrote under the key counts as signed out', () => {
  const storage = createStorage()
  storage.setItem('edutrack.session', '{"turn":')
  expect(phone().start(storage).read()).toBeNull()
})

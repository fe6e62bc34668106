import { expect, test } from 'vitest'
import { allDocuments, canSignIn, createEmptySchool } from '#testing/empty-school.ts'
import { importAccounts, type AccountToImport } from './import-accounts.ts'

const NOW = Date.UTC(2026, 5, 1, 12)
const options = { password: 'good enough', now: NOW }
const mia: AccountToImport = { personId: 'mia', name: 'Mia', email: 'Mia@School.example', role: 'learner' }
const noor: AccountToImport = { personId: 'noor', name: 'Noor', email: 'noor@school.example', role: 'instructor' }

test('imported people can sign in, and are who they were said to be', async () => {
  const { accounts, store } = await createEmptySchool()
  await accounts.import([mia, noor], options)
  expect(await canSignIn(accounts, { email: 'mia@school.example', password: options.password })).toBe(true)
  expect(await canSignIn(accounts, { email: noor.email, password: 'another one' })).toBe(false)
  expect(await allDocuments(store)).toEqual({
    'people/mia': { id: 'mia', name: 'Mia', role: 'learner', settings: {} },
    'people/noor': { id: 'noor', name: 'Noor', role: 'instructor', settings: {} },
  })
})

test('an import that was cut short between account and person is completed by the next', async () => {
  const { accounts, store, engine } = await createEmptySchool()
  const killed = { commitAsServer: () => Promise.reject(new Error('killed')) }
  await expect(importAccounts({ store, engine: killed }, [mia, noor], options)).rejects.toThrow('killed')
  await importAccounts({ store, engine }, [mia, noor], options)
  expect(Object.keys(await allDocuments(store))).toEqual(['people/mia', 'people/noor'])
  expect(await canSignIn(accounts, { email: 'mia@school.example', password: options.password })).toBe(true)
})

test('importing again changes no password, name or role', async () => {
  const { accounts, store } = await createEmptySchool()
  await accounts.import([mia], options)
  const head = await store.head()
  await accounts.import([{ ...mia, name: 'Another', role: 'administrator' }], { ...options, password: 'another one' })
  expect(await store.head()).toBe(head)
  expect(await canSignIn(accounts, { email: 'mia@school.example', password: options.password })).toBe(true)
})

test('an address that belongs to another is refused in words, and nothing of that batch is made', async () => {
  const { accounts, store } = await createEmptySchool()
  await accounts.create({ name: 'First', email: 'noor@school.example', password: 'good enough', role: 'learner' })
  const head = await store.head()
  await expect(accounts.import([mia, noor], options)).rejects.toThrow('noor@school.example belongs to another account')
  expect(await store.head()).toBe(head)
  expect(await canSignIn(accounts, { email: 'mia@school.example', password: options.password })).toBe(false)
})

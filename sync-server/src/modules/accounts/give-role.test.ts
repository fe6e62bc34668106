import { expect, test } from 'vitest'
import { canSignIn, createEmptySchool } from '#testing/empty-school.ts'
import { giveRole } from './give-role.ts'

const openSchool = async () => {
  const school = await createEmptySchool()
  const people = async () =>
    (
      await Promise.all(
        (['learner', 'instructor', 'administrator'] as const).map((role) =>
          school.store.documentsBy({ lookup: 'people_by_role', values: [role] }),
        ),
      )
    )
      .flat()
      .map(({ content: { name, role } }) => [name, role])
  return {
    ...school,
    people,
    give: (role: 'learner' | 'instructor' | 'administrator') =>
      giveRole({ ...school, newPassword: () => 'nobody knows this' }, { email: 'lena@school.example', role }),
  }
}

test('whoever has an account with the address has the role from then on, with their name and settings as they were', async () => {
  const school = await openSchool()
  const account = { name: 'Lena Okafor', email: 'Lena@school.example', password: 'good enough' }
  const { personId } = await school.accounts.create({ ...account, role: 'learner' })
  expect(await school.give('instructor')).toBe('given')
  expect(await school.people()).toEqual([['Lena Okafor', 'instructor']])
  expect((await school.store.document('people', personId))?.content['role']).toBe('instructor')
  expect(await canSignIn(school.accounts, { ...account, email: 'lena@school.example' })).toBe(true)
  const head = await school.store.head()
  await school.give('instructor')
  expect(await school.store.head()).toBe(head)
  await school.give('learner')
  expect(await school.people()).toEqual([['Lena Okafor', 'learner']])
})

test('an address without an account gets one, once; killed in between, its person has the role at the next try', async () => {
  const school = await openSchool()
  const engine = { commitAsServer: () => Promise.reject(new Error('killed')) }
  const killed = giveRole(
    { ...school, engine, newPassword: () => 'one' },
    { email: 'lena@school.example', role: 'administrator' },
  )
  await expect(killed).rejects.toThrow('killed')
  expect(await school.give('administrator')).toBe('given')
  expect(await school.people()).toEqual([['lena', 'administrator']])
  expect(await canSignIn(school.accounts, { email: 'lena@school.example', password: 'one' })).toBe(true)
  const other = await openSchool()
  expect(await other.give('administrator')).toBe('account-made')
  expect(await other.give('administrator')).toBe('given')
  expect(await other.people()).toEqual([['lena', 'administrator']])
})

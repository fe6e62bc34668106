import { beforeEach, expect, test } from 'vitest'
import type { Enrolment } from '@edutrack/shared-schema/collections/enrolments'
import type { RosterResult } from '@edutrack/shared-schema/protocol/roster'
import type { Accounts } from '#modules/accounts/index.ts'
import { ana, attempt, createTestSchool, enrolment, ines, NOON, type TestSchool } from '#testing/test-school.ts'
import { decideEnrolments } from './decide-enrolment.ts'
import { importRoster, rosterOf, undoRoster } from './roster.ts'

let school: TestSchool
beforeEach(async () => {
  school = await createTestSchool()
  await school.store.migrate([{ name: 'user', indexes: [{ name: 'by_email', fields: ['email'], unique: true }] }])
  await school.store.transact(async (tx) => {
    for (const id of ['ana', 'ben', 'ines']) await tx.putRow('user', { id, email: `${id}@example.org` })
  })
})
/** Accounts as far as a list needs them: an address, and the person behind it. */
const importAccounts: Accounts['import'] = async (people) => {
  await school.store.transact(async (tx) => {
    for (const { personId, email } of people) await tx.putRow('user', { id: personId, email })
  })
  await school.engine.commitAsServer(
    people.map(({ personId, name, role }) => ({
      collection: 'people',
      document: { id: personId, name, role, settings: {} },
    })),
  )
}
const deps = () => ({ ...school, accounts: { import: importAccounts }, newPassword: () => 'not to be guessed' })
type Row = { name: string; email: string; group?: string }
const send = (rows: Row[], isPreview = false, importId = 'import-1') =>
  importRoster(deps(), ines, 'c1', { importId, isPreview, rows }) as Promise<readonly RosterResult[]>
const stored = async (personId: string): Promise<Enrolment | undefined> => {
  const found = await school.store.document('enrolments', `${personId}:c1`)
  return found?.deleted === false ? (found.content as Enrolment) : undefined
}
const jobs = () =>
  school.store.rows<{ id: string; payload: unknown }>({ table: 'outbox', index: 'id', equals: [], limit: 99 })

test('each row is answered: who is new, who has an account, who is in already, and what is wrong with the others', async () => {
  await school.pushRow(ana, 'enrolments', enrolment('ana'))
  const rows: Row[] = [
    { name: 'Ana', email: 'ana@example.org', group: 'Blue' },
    { name: 'Ben', email: ' BEN@example.org ' },
    { name: 'Zoë', email: 'zoe@example.org', group: 'Blue' },
    { name: '', email: 'x@example.org' },
    { name: 'X', email: 'not an address' },
    { name: 'X', email: '' },
    { name: 'X\u0000', email: 'y@example.org' },
    { name: 'X', email: 'z@example.org', group: 'g'.repeat(81) },
    { name: 'Ines', email: 'ines@example.org' },
  ]
  const before = await school.store.head()
  const preview = await send(rows, true)
  expect(await school.store.head()).toBe(before)
  expect(await school.store.countRows({ table: 'user', index: 'id', equals: [] })).toBe(3)
  const results = await send(rows)
  expect(results).toEqual(preview)
  expect(results.map((result) => ('reason' in result ? result.reason : result.outcome))).toEqual([
    'already-in',
    'enrolled',
    'account-made',
    'name-missing',
    'email-wrong',
    'email-missing',
    'name-wrong',
    'group-wrong',
    'teaches',
  ])
  expect(results[0]).toMatchObject({ groupBefore: '' })
  expect(await stored('ana')).toMatchObject({ group: 'Blue', status: 'active' })
  expect(await stored('ben')).toMatchObject({ status: 'active', personName: 'BEN' })
  const zoe = results[2]?.outcome === 'account-made' ? results[2].personId : ''
  expect(await stored(zoe)).toMatchObject({ status: 'active', personName: 'Zoë', group: 'Blue' })
  expect((await jobs()).map(({ payload }) => payload)).toContainEqual(
    expect.objectContaining({ personId: zoe, isNew: true }),
  )
  // Sent again, it changes nothing.
  const after = await school.store.head()
  expect((await send(rows)).filter(({ outcome }) => outcome === 'already-in')).toHaveLength(3)
  expect(await school.store.head()).toBe(after)
})

test('who has left by themselves is not brought back; who was taken out is', async () => {
  await school.pushRow(ana, 'enrolments', { ...enrolment('ana'), wish: 'left' })
  expect(await send([{ name: 'Ana', email: 'ana@example.org' }])).toEqual([{ outcome: 'faulty', reason: 'left' }])
  await send([{ name: 'Ben', email: 'ben@example.org' }])
  const inside = await stored('ben')
  if (inside === undefined) throw new Error('not in')
  await school.engine.commitAsServer([{ collection: 'enrolments', document: { ...inside, status: 'removed' } }])
  expect(await send([{ name: 'Ben', email: 'ben@example.org' }])).toMatchObject([{ outcome: 'enrolled' }])
})

test('S4: a list taken back takes out whom it let in, but for who has begun, and puts groups back', async () => {
  await school.pushRow(ana, 'enrolments', enrolment('ana'))
  const results = await send([
    { name: 'Ana', email: 'ana@example.org', group: 'Blue' },
    { name: 'Ben', email: 'ben@example.org' },
    { name: 'Zoë', email: 'zoe@example.org' },
  ])
  const ben = { personId: 'ben', role: 'learner' } as const
  await school.pushRow(ben, 'attempts', attempt('b1', { personId: 'ben' }))
  const groups = results.flatMap((result) =>
    result.outcome === 'already-in' && result.groupBefore !== undefined
      ? [{ personId: result.personId, group: result.groupBefore }]
      : [],
  )
  expect(await undoRoster(school, ines, 'c1', { importId: 'import-1', groups })).toEqual({ removed: 1, kept: 1 })
  expect(await stored('ana')).toMatchObject({ group: '', status: 'active' })
  expect(await stored('ben')).toMatchObject({ status: 'active' })
  expect((await rosterOf(school, ines, 'c1'))?.map(({ email }) => email)).toEqual([
    'ana@example.org',
    'ben@example.org',
  ])
})

test('S15: a list that is cut off when its accounts are made, and sent again, lets their people in and tells them to choose a password', async () => {
  const rows = [{ name: 'Zoë', email: 'zoe@example.org' }]
  const killed = {
    ...deps(),
    engine: {
      commitAsServer: async () => {
        throw new Error('killed')
      },
    },
  }
  await expect(importRoster(killed, ines, 'c1', { importId: 'import-1', isPreview: false, rows })).rejects.toThrow(
    'killed',
  )
  expect(await school.store.countRows({ table: 'user', index: 'id', equals: [] })).toBe(4)
  expect(await send(rows, true)).toMatchObject([{ outcome: 'account-made' }])
  expect(await send(rows)).toMatchObject([{ outcome: 'account-made' }])
  expect((await jobs()).map(({ payload }) => payload)).toMatchObject([{ isNew: true }])
  // From then on they are people like all others.
  expect(await send(rows)).toMatchObject([{ outcome: 'already-in' }])
})

test('S3: whoever doesn’t teach the course imports, undoes and reads nothing', async () => {
  const rows = [{ name: 'Ben', email: 'ben@example.org' }]
  for (const reader of [ana, { personId: 'other', role: 'instructor' } as const]) {
    expect(await importRoster(deps(), reader, 'c1', { importId: 'import-1', isPreview: true, rows })).toBeUndefined()
    expect(await undoRoster(school, reader, 'c1', { importId: 'import-1', groups: [] })).toBeUndefined()
    expect(await rosterOf(school, reader, 'c1')).toBeUndefined()
    const decision = { personIds: ['ana'], decision: { group: 'x' } }
    expect(await decideEnrolments(school, reader, 'c1', decision)).toBeUndefined()
  }
})

test('many are put into a group at once, and given later deadlines', async () => {
  await send([
    { name: 'Ana', email: 'ana@example.org' },
    { name: 'Ben', email: 'ben@example.org' },
  ])
  const decision = { group: 'Blue', dueAtByUnit: { quiz: NOON + 9 } }
  expect(await decideEnrolments(school, ines, 'c1', { personIds: ['ana', 'ben', 'nobody', 'ana'], decision })).toBe(2)
  expect(await stored('ben')).toMatchObject(decision)
})

import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createMemoryCache } from '#ports/cache/memory-cache.ts'
import { createMemoryStore } from '#ports/store/memory-store.ts'
import type { TableRow } from '#ports/store/store.ts'
import { createTestClock, NOON } from '#testing/test-clock.ts'
import { openTestHttp, type TestHttp } from '#testing/test-http.ts'
import { accountsTables } from './accounts-store.ts'
import { createSessions } from './sessions.ts'

const DAY_MS = 24 * 3600_000
let http: TestHttp
beforeAll(async () => {
  http = await openTestHttp()
})
afterAll(() => http.close())

const sessionsOf = (personId: string) =>
  http.school.store.rows<TableRow & { expiresAt: string; token: string }>({
    table: 'session',
    index: 'by_user',
    equals: [personId],
    limit: 9,
  })
/** Sets when the session ends, before anybody has remembered it. */
const setEnd = async (personId: string, at: number) => {
  const [session] = await sessionsOf(personId)
  if (session === undefined) throw new Error('no session')
  await http.school.store.transact((tx) => tx.putRow('session', { ...session, expiresAt: new Date(at).toISOString() }))
}
const signUp = async (name: string) => {
  const response = await http.post('/api/auth/sign-up/email', {
    name,
    email: `${name}@example.org`,
    password: 'learn-offline',
  })
  const [user] = await http.school.store.rows({
    table: 'user',
    index: 'by_email',
    equals: [`${name}@example.org`],
    limit: 1,
  })
  const cookie = response.headers
    .getSetCookie()
    .map((text) => text.split(';')[0])
    .join('; ')
  return { cookie, personId: user?.id ?? '' }
}
const me = (cookie: string) => http.request('/api/me', { cookie })

test('S17: a session that is used is made longer, and the browser’s cookie with it', async () => {
  const { cookie, personId } = await signUp('ana')
  await setEnd(personId, Date.now() + 58 * DAY_MS)
  const response = await me(cookie)
  expect(response.status).toBe(200)
  expect(response.headers.getSetCookie().join()).toMatch(/session_token=.*Max-Age=5184000/)
  const [session] = await sessionsOf(personId)
  expect(Date.parse(session?.expiresAt ?? '')).toBeGreaterThan(Date.now() + 59 * DAY_MS)
  // A day later at the earliest.
  const fresh = await signUp('ben')
  expect((await me(fresh.cookie)).headers.getSetCookie()).toEqual([])
})

test('S17: a session that has ended is none, and is removed', async () => {
  const { cookie, personId } = await signUp('cem')
  await setEnd(personId, Date.now() - 1000)
  expect((await me(cookie)).status).toBe(401)
  expect(await sessionsOf(personId)).toEqual([])
})

test('S17: a cookie whose code is not ours is nobody’s, whatever its token', async () => {
  const { cookie } = await signUp('dora')
  const [name = '', value = ''] = cookie.split('=')
  const [token = '', code = ''] = decodeURIComponent(value).split('.')
  for (const forged of [
    token,
    `${token}.`,
    `.${code}`,
    `${token}.${code.toLowerCase()}`,
    `${token}x.${code}`,
    `${token}.${code}.${code}`,
    '%E0%A4%A',
    '%00',
  ])
    expect((await me(`${name}=${encodeURIComponent(forged)}`)).status).toBe(401)
  expect((await me(`${name}=%E0%A4%A`)).status).toBe(401)
  expect((await me(`other=1; ${cookie}; x=y`)).status).toBe(200)
})

test('an account that is gone takes its sessions with it', async () => {
  const { cookie, personId } = await signUp('eva')
  await http.school.store.transact((tx) => tx.deleteRow('user', personId))
  expect((await me(cookie)).status).toBe(401)
})

test('S17: a session that is remembered ends when its time is over', async () => {
  const [secret, token, clock, store] = ['secret', 'token', createTestClock(), createMemoryStore()]
  await store.migrate(accountsTables)
  const until = NOON + 1000
  await store.transact(async (tx) => {
    const content = { id: 'ana', name: 'Ana', role: 'learner' }
    await tx.writeDocuments([{ collection: 'people', id: 'ana', content, deleted: false, channels: [], stateHash: '' }])
    await tx.putRow('session', { id: 'session', token, userId: 'ana', expiresAt: new Date(until).toISOString() })
  })
  const sessions = createSessions({
    store,
    learners: { person: (id) => store.document('people', id), note: () => {} },
    cache: createMemoryCache({ clock }),
    clock,
    secret,
    renew: async () => ({ id: 'session', until, personId: 'ana', email: 'ana@example.org', setCookies: [] }),
  })
  const code = createHmac('sha256', secret).update(token).digest('base64')
  const headers = new Headers({ cookie: `better-auth.session_token=${encodeURIComponent(`${token}.${code}`)}` })
  expect((await sessions.signedIn(headers))?.person.personId).toBe('ana')
  clock.set(until)
  expect(await sessions.signedIn(headers)).toBeUndefined()
})

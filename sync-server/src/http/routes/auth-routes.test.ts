import { Hono } from 'hono'
import { afterEach, expect, test, vi } from 'vitest'
import { resetLetter } from '#modules/accounts/jobs/reset-letter.ts'
import { MailUnavailable, type Letter } from '#ports/mail/mail.ts'
import { cookieOf, openTestHttp, type TestHttp } from '#testing/test-http.ts'
import { createTestClock } from '#testing/test-clock.ts'
import type { HttpEnvironment } from '../environment.ts'
import { addAuthRoutes } from './auth-routes.ts'

let http: TestHttp
afterEach(() => http.close())

const signIn = (email: string, password: string, forwardedFor?: string) =>
  http.request('/api/auth/sign-in/email', {
    method: 'POST',
    body: JSON.stringify({ email, password }),
    headers: forwardedFor === undefined ? {} : { 'x-forwarded-for': forwardedFor },
  })

test('guesses at one account are stopped, in whatever writing, and the answer says how long', async () => {
  http = await openTestHttp({ isRateLimited: true, trustedProxies: 1 })
  await http.enter('Ana')
  const statuses: number[] = []
  for (let i = 0; i < 12; i += 1)
    statuses.push((await signIn(i % 2 === 0 ? 'ana@example.org' : ' ANA@example.org', 'wrong-guess', '9.9.9.9')).status)
  expect(statuses.filter((status) => status !== 429)).toHaveLength(10)
  const refused = await signIn('ana@example.org', 'learn-offline', '9.9.9.9')
  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(10)
  expect(await refused.json()).toMatchObject({ error: { code: 'too-many-requests' } })
  // The owner, elsewhere, is not locked out, and neither are others at the guesser's address.
  expect((await signIn('ana@example.org', 'learn-offline', '203.0.113.5')).status).toBe(200)
  expect((await signIn('ben@example.org', 'learn-offline', '9.9.9.9')).status).toBe(401)
}, 60_000)

test('a class that signs in from one address is let in', async () => {
  http = await openTestHttp({ isRateLimited: true, trustedProxies: 1 })
  await http.enter('Ana')
  for (let i = 0; i < 70; i += 1)
    expect((await signIn('ana@example.org', 'learn-offline', '203.0.113.5')).status).toBe(200)
}, 60_000)

test('an address is what the trusted proxy saw: a claimed one buys no more tries', async () => {
  http = await openTestHttp({ isRateLimited: true, trustedProxies: 1, clock: createTestClock() })
  let refused = 0
  for (let i = 0; i < 70; i += 1) {
    const { status } = await signIn(`p${String(i)}`, '', `10.0.0.${String(i)}, 203.0.113.5`)
    if (status === 429) refused += 1
  }
  expect(refused).toBe(10)
  expect((await signIn('other@example.org', '', '10.0.0.1, 203.0.113.6')).status).not.toBe(429)
}, 60_000)

test('letters of new passwords are not sent without end', async () => {
  http = await openTestHttp({ isRateLimited: true })
  await http.enter('Ana')
  const statuses: number[] = []
  for (let i = 0; i < 5; i += 1)
    statuses.push((await http.post('/api/auth/request-password-reset', { email: 'ana@example.org' })).status)
  expect(statuses).toEqual([200, 200, 200, 429, 429])
})

test('a body that is too large is refused before it is read', async () => {
  http = await openTestHttp()
  const body = JSON.stringify({ email: 'a@example.org', password: 'x'.repeat(70_000) })
  const response = await http.request('/api/auth/sign-in/email', { method: 'POST', body })
  expect(response.status).toBe(413)
})

const codeOf = async (response: Response) =>
  ((await response.json()) as { readonly error?: { readonly code: string } }).error?.code

test('what goes wrong at the door is told by documented codes, as everywhere', async () => {
  http = await openTestHttp()
  const { email } = await http.enter('Ana')
  const password = 'learn-offline'
  const signUp = (more: object) =>
    http.post('/api/auth/sign-up/email', { name: 'B', email: 'b@example.org', password, ...more })
  expect(await codeOf(await signIn(email, 'wrong-password'))).toBe('wrong-credentials')
  expect(await codeOf(await signIn('nobody@example.org', password))).toBe('wrong-credentials')
  expect(await codeOf(await signIn('no address', password))).toBe('wrong-credentials')
  expect(await codeOf(await signUp({ email: email.toUpperCase() }))).toBe('email-taken')
  expect(await codeOf(await signUp({ password: 'short' }))).toBe('password-too-short')
  expect(await codeOf(await signUp({ email: 'no address' }))).toBe('wrong-credentials')
  for (const name of ['', ' ', 'nul\u0000', '\ud800', 'x'.repeat(121), 7])
    expect([name, await codeOf(await signUp({ name }))]).toEqual([name, 'invalid-request'])
  const reset = await http.post('/api/auth/reset-password', { token: 'made-up', newPassword: password })
  expect(await codeOf(reset)).toBe('link-expired')
})

test('of several who take one address at the same time one gets it, and the others are told', async () => {
  http = await openTestHttp()
  const taken = { name: 'A', email: 'a@example.org', password: 'learn-offline' }
  const answers = await Promise.all(Array.from({ length: 5 }, () => http.post('/api/auth/sign-up/email', taken)))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409])
  expect((await signIn(taken.email, taken.password)).status).toBe(200)
})

test('an account whose person was never made has one from the next sign-in on', async () => {
  http = await openTestHttp()
  const { store } = http.school
  await http.enter('Ana')
  const [user] = await store.rows({ table: 'user', index: 'by_email', equals: ['ana@example.org'], limit: 1 })
  const [account] = await store.rows({ table: 'account', index: 'by_user', equals: [user?.id ?? ''], limit: 1 })
  await store.transact(async (tx) => {
    await tx.insertRow('user', { ...user, id: 'half-made', email: 'half@example.org' })
    await tx.insertRow('account', { ...account, id: 'half-account', accountId: 'half-made', userId: 'half-made' })
  })
  const { headers } = await signIn('half@example.org', 'learn-offline')
  expect(await (await http.request('/api/me', { cookie: cookieOf({ headers }) })).json()).toMatchObject({
    personId: 'half-made',
    name: 'Ana',
    role: 'learner',
  })
})

test('no token and no more than that it went well stands in an answer: the cookie is all', async () => {
  http = await openTestHttp()
  const { email, password } = await http.enter('Ana')
  const response = await signIn(email, password)
  expect(await response.json()).toEqual({ ok: true })
  expect(response.headers.get('cache-control')).toBe('no-store')
})

test('nothing of the library behind the door is reached but what the app uses', async () => {
  http = await openTestHttp()
  const { cookie } = await http.enter('Ana')
  for (const path of ['get-session', 'list-sessions', 'update-user', 'change-email', 'delete-user', 'ok', 'error'])
    for (const method of ['GET', 'POST'])
      expect((await http.request(`/api/auth/${path}`, { method, cookie })).status).toBe(404)
})

test('passwords are hashed two at a time; who would wait behind two hundred is told to come again', async () => {
  http = await openTestHttp()
  const app = new Hono<HttpEnvironment>()
  let inside = 0
  const accounts = { handle: () => new Promise<never>(() => (inside += 1)) }
  // Each from an address of its own, as far as limits go.
  const limiter = { take: async () => 0, giveBack: async () => {} }
  const limits = { limiter: () => limiter, close: () => Promise.resolve() }
  addAuthRoutes(app, { accounts, limits, trustedProxies: 0, isSignUpOpen: true })
  const knock = () =>
    app.request('/api/auth/sign-in/email', {
      method: 'POST',
      body: JSON.stringify({ email: 'a@example.org', password: 'p' }),
    })
  for (let i = 0; i < 202; i += 1) void knock()
  const refused = await knock()
  expect(refused.status).toBe(503)
  expect(refused.headers.get('retry-after')).toBe('5')
  expect(await codeOf(refused)).toBe('unavailable')
  expect(inside).toBe(2)
})

test('what the library has to say goes to the school’s log, and nothing to the console', async () => {
  const spies = (['log', 'info', 'warn', 'error', 'debug'] as const).map((name) => vi.spyOn(console, name))
  try {
    http = await openTestHttp()
    await signIn('nobody@example.org', 'wrong-password')
    await http.post('/api/auth/reset-password', { token: 'made-up', newPassword: 'learn-offline' })
    await http.post('/api/auth/request-password-reset', { email: 'nobody@example.org' })
    await http.enter('Ana')
    await http.post('/api/auth/sign-up/email', { name: 'A', email: 'ana@example.org', password: 'learn-offline' })
    for (const spy of spies) expect(spy.mock.calls).toEqual([])
    expect(http.log.said.some(({ message }) => message.startsWith('sign-in: '))).toBe(true)
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
})

test('S15: the link to a new password is a job: asked while the mail server is away, it comes when that is back, and is found by its request', async () => {
  http = await openTestHttp()
  const { email } = await http.enter('Ana')
  const { mail } = http.school
  const { send } = mail
  const ask = (address: string) => http.post('/api/auth/request-password-reset', { email: address })
  let tries = 0
  Object.assign(mail, {
    send: async (letter: Letter) => {
      tries += 1
      if (tries === 1) throw new MailUnavailable('The mail server does not take letters now')
      await send(letter)
    },
  })
  const asked = await ask(email)
  expect(asked.status).toBe(200)
  expect(tries).toBe(0)
  expect(await asked.text()).toBe(await (await ask('nobody@example.org')).text())
  await expect.poll(() => http.letters(), { timeout: 10_000 }).toHaveLength(1)
  Object.assign(mail, { send })
  const [letter] = await http.letters()
  expect(letter).toMatchObject({ to: email, text: expect.stringContaining('/reset?token=') as string })
  const token = /token=(\S+)/.exec(letter?.text ?? '')?.[1] ?? '-'
  const requestId = asked.headers.get('x-request-id')
  await expect
    .poll(() => http.log.said)
    .toContainEqual(
      expect.objectContaining({
        message: 'job',
        details: expect.objectContaining({ requestId, outcome: 'done' }) as object,
      }),
    )
  expect(JSON.stringify(http.log.said)).not.toContain(token)
})

test('a link to a new password that holds no more is not sent', async () => {
  http = await openTestHttp()
  const { personId } = await http.enter('Ana')
  const { queue, clock } = http.school
  await queue.add(resetLetter({ personId, token: 'late', until: clock.now() - 1 }))
  await queue.add(resetLetter({ personId, token: 'in-time', until: clock.now() + 60_000 }))
  await expect.poll(() => http.letters()).toHaveLength(1)
  await expect.poll(() => queue.figures()).toEqual({ waiting: 0, running: 0, failed: 0 })
  expect((await http.letters())[0]?.text).toContain('in-time')
})

test('a school that takes no sign-ups says so; its people still come in', async () => {
  http = await openTestHttp({ isSignUpOpen: false })
  const response = await http.post('/api/auth/sign-up/email', {
    name: 'A',
    email: 'a@example.org',
    password: 'learn-offline',
  })
  expect(response.status).toBe(403)
  expect(await response.json()).toMatchObject({ error: { code: 'not-allowed' } })
  await http.enter('Ines', 'instructor')
})

import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PREVIOUS_PROTOCOL_VERSION, PROTOCOL_VERSION } from '@edutrack/shared-schema/protocol/version'
import { requestErrors } from '@edutrack/shared-schema/protocol/errors'
import type { SyncResponse } from '@edutrack/shared-schema/protocol/sync'
import type { ServerState } from './environment.ts'
import { cookieOf, openTestHttp, syncBody, type TestHttp } from '#testing/test-http.ts'

let http: TestHttp
beforeAll(async () => {
  http = await openTestHttp()
})
afterAll(() => http.close())
const request: TestHttp['request'] = (path, init) => http.request(path, init)
const post: TestHttp['post'] = (path, body, cookie) => http.post(path, body, cookie)

test('someone signs up, is a learner, signs out, and signs in again', async () => {
  const signUp = await post('/api/auth/sign-up/email', {
    name: 'Ana',
    email: 'ana@example.org',
    password: 'learn-offline',
  })
  expect(signUp.status).toBe(200)
  expect(signUp.headers.getSetCookie().join()).toMatch(/HttpOnly.*SameSite=Lax/i)
  const cookie = cookieOf(signUp)
  expect(await (await request('/api/me', { cookie })).json()).toMatchObject({
    name: 'Ana',
    email: 'ana@example.org',
    role: 'learner',
  })
  await post('/api/auth/sign-out', {}, cookie)
  expect((await request('/api/me', { cookie })).status).toBe(401)
  expect((await post('/api/auth/sign-in/email', { email: 'ana@example.org', password: 'wrong-password' })).status).toBe(
    401,
  )
  const again = await post('/api/auth/sign-in/email', { email: 'ana@example.org', password: 'learn-offline' })
  expect((await request('/api/me', { cookie: cookieOf(again) })).status).toBe(200)
})

test('S17: a forgotten password is replaced by the letter’s link, once, and ends the sessions that the old one began', async () => {
  const { cookie } = await http.enter('Ben')
  expect((await request('/api/me', { cookie })).status).toBe(200)
  expect((await post('/api/auth/request-password-reset', { email: 'ben@example.org' })).status).toBe(200)
  await expect.poll(() => http.letters()).toHaveLength(1)
  const [letter] = await http.letters()
  expect(letter?.to).toBe('ben@example.org')
  const token = /token=(\S+)/.exec(letter?.text ?? '')?.[1]
  expect((await post('/api/auth/reset-password', { token, newPassword: 'a-new-password' })).status).toBe(200)
  expect((await post('/api/auth/reset-password', { token, newPassword: 'another-one' })).status).toBe(400)
  expect((await post('/api/auth/sign-in/email', { email: 'ben@example.org', password: 'a-new-password' })).status).toBe(
    200,
  )
  expect((await request('/api/me', { cookie })).status).toBe(401)
  expect((await post('/api/auth/sign-in/email', { email: 'ben@example.org', password: 'learn-offline' })).status).toBe(
    401,
  )
})

test('S16: another protocol version is told so, before anything of its request is looked at', async () => {
  const { cookie } = await http.enter('C')
  for (const protocol of [0, PROTOCOL_VERSION + 1, 99]) {
    const response = await post('/api/sync', { protocol, whatever: true }, cookie)
    expect(response.status).toBe(426)
    expect(await response.json()).toMatchObject({ error: { code: 'protocol-mismatch', retry: false } })
  }
})

test('S19: a device of the previous protocol is served: its work is taken, and it reads on', async () => {
  const { cookie, personId } = await http.enter('Old')
  const note = {
    id: 'n-old',
    personId,
    courseId: 'c',
    unitId: 'u',
    kind: 'note',
    position: 0,
    text: 'written by an old build',
    writtenAt: 1,
  }
  const response = await post(
    '/api/sync',
    syncBody(personId, {
      protocol: PREVIOUS_PROTOCOL_VERSION,
      push: [{ collection: 'notes', rows: [{ assumed: null, document: note }] }],
      pull: { checkpoint: null, limit: 100 },
    }),
    cookie,
  )
  expect(response.status).toBe(200)
  expect(await response.json()).toMatchObject({ push: [{ results: [{ outcome: 'accepted' }] }], pull: { more: false } })
})

test('S17: without a session nothing is read or written, and the answer says so', async () => {
  for (const response of [
    await post('/api/sync', syncBody('anybody')),
    await request('/api/stream?protocol=1'),
    await request('/api/me'),
  ]) {
    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({
      error: { code: 'not-signed-in', message: requestErrors['not-signed-in'].sentence },
    })
  }
})

test('S17: work is not taken from a session of another person', async () => {
  const { cookie, personId } = await http.enter('G')
  const response = await post('/api/sync', syncBody('somebody-else'), cookie)
  expect(response.status).toBe(401)
  expect(await response.json()).toMatchObject({ error: { code: 'not-signed-in' } })
  expect((await post('/api/sync', syncBody(personId), cookie)).status).toBe(200)
})

test('a compressed request is read; one that is, or inflates to be, too large is refused', async () => {
  const { cookie, personId: person } = await http.enter('D')
  const send = (body: Uint8Array<ArrayBuffer>, headers: Record<string, string>) =>
    request('/api/sync', { method: 'POST', body, cookie, headers })
  expect((await send(gzipSync(JSON.stringify(syncBody(person))), { 'content-encoding': 'gzip' })).status).toBe(200)
  expect((await send(gzipSync(Buffer.alloc(9 * 1024 * 1024, 32)), { 'content-encoding': 'gzip' })).status).toBe(413)
  expect((await send(Buffer.alloc(9 * 1024 * 1024, 32), {})).status).toBe(413)
})

test('unknown addresses are said to be so, and the keys of receipts are for everyone', async () => {
  const { cookie } = await http.enter('E')
  expect((await request('/api/none', { cookie })).status).toBe(404)
  expect(await (await request('/api/receipt-keys')).json()).toMatchObject({ keys: [{ kty: 'OKP', crv: 'Ed25519' }] })
})

test('every answer carries its request’s id and what a browser may do with it; each request is one line of the log', async () => {
  const response = await request('/api/me')
  const requestId = response.headers.get('x-request-id')
  expect(await response.json()).toMatchObject({ error: { requestId } })
  expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  const { headers } = await request('/a/screen')
  expect(headers.get('content-security-policy')).toContain("script-src 'self';")
  expect(headers.get('content-security-policy')).not.toMatch(/script-src[^;]*unsafe/)
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('strict-transport-security')).toBeNull()
  expect(
    http.log.said.filter(({ details }) => 'requestId' in details && details.requestId === requestId),
  ).toMatchObject([{ level: 'info', details: { method: 'GET', path: '/api/me', status: 401 } }])
})

test('a large answer is compressed, but for who asks it not to be', async () => {
  const { cookie, personId } = await http.enter('H')
  const ask = (headers: Record<string, string>) =>
    request('/api/sync', {
      method: 'POST',
      cookie,
      headers,
      body: JSON.stringify(
        syncBody(personId, {
          push: [
            {
              collection: 'none',
              rows: Array.from({ length: 40 }, (_, i) => ({ assumed: null, document: { id: String(i) } })),
            },
          ],
        }),
      ),
    })
  const compressed = await ask({ 'accept-encoding': 'gzip' })
  expect(compressed.headers.get('content-encoding')).toBe('gzip')
  expect(
    (JSON.parse(gunzipSync(await compressed.arrayBuffer()).toString()) as SyncResponse).push[0]?.results,
  ).toHaveLength(40)
  for (const headers of [
    { 'accept-encoding': 'gzip', 'x-no-compression': '1' },
    { 'accept-encoding': 'gzip;q=0' },
    {},
  ]) {
    const plain = await ask(headers)
    expect(plain.headers.get('content-encoding')).toBeNull()
    expect(((await plain.json()) as SyncResponse).push[0]?.results).toHaveLength(40)
  }
})

test('over HTTPS a browser is told to stay there, and cookies never go without it', async () => {
  const secure = await openTestHttp({ baseUrl: 'https://school.example' })
  const ask = (path: string, body?: object) =>
    secure.school.app.request(`https://school.example${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'content-type': 'application/json', origin: 'https://school.example' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  expect((await ask('/health')).headers.get('strict-transport-security')).toBe('max-age=31536000')
  const signUp = await ask('/api/auth/sign-up/email', { name: 'A', email: 'a@example.org', password: 'learn-offline' })
  expect(signUp.headers.getSetCookie().join()).toMatch(/__Secure-.*; Secure/i)
  expect(
    (await secure.school.app.request('https://school.example/api/me', { headers: { cookie: cookieOf(signUp) } }))
      .status,
  ).toBe(200)
  await secure.close()
})

test('a person who asks without end is told to wait; others are not', async () => {
  const limited = await openTestHttp({ isRateLimited: true })
  const ana = await limited.enter('Ana')
  const ben = await limited.enter('Ben')
  const sync = ({ cookie, personId }: typeof ana) => limited.post('/api/sync', syncBody(personId), cookie)
  let refused: Response | undefined
  for (let i = 0; i < 700 && refused === undefined; i += 1) {
    const response = await sync(ana)
    if (response.status !== 200) refused = response
  }
  expect(refused?.status).toBe(429)
  expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(await refused?.json()).toMatchObject({ error: { code: 'too-many-requests', retry: true } })
  expect((await sync(ben)).status).toBe(200)
  await limited.close()
})

test('no body whatsoever makes a 500', async () => {
  const { cookie, personId: person } = await http.enter('F')
  const documented = [200, ...Object.values(requestErrors).map(({ status }) => status)]
  const bodies = fc.oneof(
    fc.json(),
    fc.string(),
    fc
      .record({
        protocol: fc.constant(1),
        device: fc.string(),
        person: fc.constant(person),
        clock: fc.double(),
        push: fc.array(fc.anything(), { maxLength: 3 }),
        pull: fc.anything(),
      })
      .map((body) => JSON.stringify(body)),
    fc
      .record({
        collection: fc.string({ minLength: 1, maxLength: 10 }),
        id: fc.string({ minLength: 1, maxLength: 20 }),
        checkpoint: fc.option(fc.string()),
        limit: fc.integer({ min: 1 }),
      })
      .map(({ collection, id, checkpoint, limit }) =>
        JSON.stringify(
          syncBody(person, {
            push: [{ collection, rows: [{ assumed: null, document: { id } }] }],
            pull: { checkpoint, limit },
          }),
        ),
      ),
  )
  await fc.assert(
    fc.asyncProperty(bodies, async (body) => {
      const { status } = await request('/api/sync', { method: 'POST', body, cookie })
      expect(documented).toContain(status)
      expect(status).not.toBe(500)
    }),
    { numRuns: 200 },
  )
  expect(http.log.said.filter(({ level }) => level === 'error')).toEqual([])
})

test('a server that stops asks devices and balancers to come back by another connection', async () => {
  let state: ServerState = 'ready'
  const stopping = await openTestHttp({ state: () => state })
  expect((await stopping.request('/api/receipt-keys')).headers.get('connection')).toBeNull()
  state = 'draining'
  expect((await stopping.request('/api/receipt-keys')).headers.get('connection')).toBe('close')
  await stopping.close()
})

test('the log holds no address that gives a right to whoever knows it', async () => {
  await request('/unsubscribe/secret-token')
  await request('/join/course/secret-code', { headers: { accept: 'text/html' } })
  const { store } = http.school
  const { row } = store
  Object.assign(store, { row: () => Promise.reject(new Error('a bug')) })
  expect((await request('/api/invitations/secret-code')).status).toBe(500)
  Object.assign(store, { row })
  await request('/verify/public-id')
  const said = JSON.stringify(http.log.said)
  expect(said).not.toMatch(/secret-(token|code)/)
  expect(said).toContain('"path":"/unsubscribe/:token"')
  expect(said).toContain('/verify/public-id')
  expect(said).toContain('/join/course/:code')
})

import { createECDH } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { requestErrors, type ErrorBody } from '@edutrack/shared-schema/protocol/errors'
import { MAX_CHECKPOINT } from '@edutrack/shared-schema/protocol/limits'
import type { SyncResponse } from '@edutrack/shared-schema/protocol/sync'
import { PROTOCOL_VERSION } from '@edutrack/shared-schema/protocol/version'
import { castSchool, parts, roleOf, SECRET, type Part } from '#testing/cast.ts'
import { allDocuments } from '#testing/empty-school.ts'
import { bodyLike, hostileRequest, type HostileRequest } from '#testing/hostile-requests.ts'
import { hostileRow, ownDocument } from '#testing/hostile-values.ts'
import { openTestHttp, syncBody, type TestHttp } from '#testing/test-http.ts'
import { NOON } from '#testing/test-clock.ts'

let http: TestHttp
let people: Readonly<
  Record<
    Part,
    { readonly cookie: string; readonly personId: string; readonly email: string; readonly password: string }
  >
>
let cast: Readonly<Record<Part, string>>
beforeAll(async () => {
  http = await openTestHttp()
  const entered = []
  for (const part of parts) entered.push([part, await http.enter(part, roleOf(part))] as const)
  people = Object.fromEntries(entered) as typeof people
  cast = Object.fromEntries(entered.map(([part, { personId }]) => [part, personId])) as typeof cast
  await http.school.engine.commitAsServer(castSchool(cast))
}, 60_000)
afterAll(() => http.close())

/** A body that each route takes: what is hostile is made of it. Routes without one take no body. */
const BODIES: Readonly<Record<string, () => unknown>> = {
  'GET /health': () => undefined,
  'GET /ready': () => undefined,
  'GET /live': () => undefined,
  'GET /metrics': () => undefined,
  'POST /api/auth/sign-in/email': () => ({ email: people.stranger.email, password: 'wrong-password' }),
  'POST /api/auth/sign-up/email': () => ({ name: 'N', email: people.stranger.email, password: 'learn-offline' }),
  'POST /api/auth/request-password-reset': () => ({ email: 'nobody@example.org' }),
  'POST /api/auth/reset-password': () => ({ token: 'none', newPassword: 'learn-offline' }),
  'POST /api/auth/sign-out': () => ({}),
  'GET /api/receipt-keys': () => undefined,
  'GET /api/courses': () => undefined,
  'GET /api/courses/:id': () => undefined,
  'GET /api/graphql': () => undefined,
  'POST /api/graphql': () => ({
    query: 'query Q($id: ID!) { course(id: $id) { title } courses(limit: 2, offset: 0) { title } }',
    variables: { id: 'c1' },
    operationName: 'Q',
  }),
  'GET /api/openapi.json': () => undefined,
  'GET /api/docs': () => undefined,
  'GET /api/me': () => undefined,
  'GET /api/me/sessions': () => undefined,
  'DELETE /api/me/sessions': () => undefined,
  'DELETE /api/me/sessions/:id': () => undefined,
  'GET /api/me/notifications': () => undefined,
  'POST /api/me/quiet-hours': () => ({ quiet: { from: 1320, to: 420, zone: 'Africa/Nairobi' } }),
  'POST /api/me/push': () => ({
    endpoint: 'https://fcm.googleapis.com/fcm/send/none',
    keys: { p256dh: createECDH('prime256v1').generateKeys('base64url'), auth: Buffer.alloc(16).toString('base64url') },
  }),
  'DELETE /api/me/push': () => ({ endpoint: 'https://fcm.googleapis.com/fcm/send/none' }),
  'GET /unsubscribe/:token': () => undefined,
  'POST /unsubscribe/:token': () => undefined,
  'POST /api/sync': () =>
    syncBody(cast.stranger, {
      push: [
        { collection: 'notes', rows: [{ assumed: null, document: ownDocument('notes', cast.stranger, 'n1') }] },
        { collection: 'attempts', rows: [{ assumed: null, document: ownDocument('attempts', cast.stranger, 't1') }] },
      ],
      pull: { checkpoint: null, limit: 100 },
    }),
  'GET /api/stream': () => undefined,
  'POST /api/attempts/:id/review': () => ({
    parts: [{ questionId: 'q1', earned: 1, comment: 'C' }],
    decision: { verdict: 'accepted', comment: 'C' },
  }),
  'GET /api/invitations/:code': () => undefined,
  'GET /api/courses/:courseId/invitations': () => undefined,
  'POST /api/courses/:courseId/invitations': () => ({ label: 'L', expiresAt: NOON, capacity: 3, group: 'G' }),
  'DELETE /api/courses/:courseId/invitations/:code': () => undefined,
  'GET /api/courses/:courseId/roster': () => undefined,
  'POST /api/courses/:courseId/roster': () => ({
    importId: 'import-of-test',
    isPreview: false,
    rows: [{ name: 'N', email: people.owner.email, group: 'G' }],
  }),
  'POST /api/courses/:courseId/roster/undo': () => ({
    importId: 'import-of-test',
    groups: [{ personId: cast.owner, group: 'G' }],
  }),
  'POST /api/courses/:courseId/enrolments': () => ({ personIds: [cast.owner], decision: { group: 'G' } }),
  'GET /api/questions/:id/regrades': () => undefined,
  'POST /api/questions/:id/regrade': () => ({ isPreview: false, comment: 'C' }),
  'POST /api/questions/:id/regrades/:regradeId/undo': () => undefined,
  'GET /api/units/:id/versions': () => undefined,
  'GET /api/units/:id/versions/:number': () => undefined,
  'GET /api/courses/:courseId/staff': () => undefined,
  'POST /api/courses/:courseId/staff': () => ({ email: people.otherTeacher.email }),
  'DELETE /api/courses/:courseId/staff/:personId': () => undefined,
  'POST /api/courses/:courseId/enrolments/:personId': () => ({
    status: 'active',
    group: 'G',
    extraTimePercent: 25,
    dueAtByUnit: { quiz1: NOON },
  }),
  'GET /verify/:id': () => undefined,
  'GET /api/certificates/:id': () => undefined,
  'GET /api/certificates/:id/credential': () => undefined,
  'GET /api/certificates/:id/revocations': () => undefined,
  'GET /api/certificates/:id/pdf': () => undefined,
  'GET /api/certificates/:id/decisions': () => undefined,
  'POST /api/courses/:courseId/certificates/:personId': () => ({ action: 'revoke', reason: 'R' }),
  'GET /api/issuer': () => undefined,
  'GET /api/issuer/keys': () => undefined,
  'POST /api/issuer/keys': () => ({}),
  'GET /api/issuer/keys/:keyId': () => undefined,
  'GET /api/jobs/failed': () => undefined,
  'POST /api/jobs/retry': () => ({ id: 'none' }),
  'GET /api/media/:hash{[0-9a-f]{64}}': () => undefined,
  'GET /api/media-sweep': () => undefined,
  'POST /api/uploads': () => ({ id: 'u1', courseId: 'c1', name: 'N' }),
  'GET /api/uploads/:id': () => undefined,
  'PATCH /api/uploads/:id': () => ({ bytes: 'bytes' }),
  'DELETE /api/uploads/:id': () => undefined,
  'GET *': () => undefined,
}
const routes = Object.entries(BODIES).map(([route, body]) => {
  const [method = '', path = ''] = route.split(' ')
  return { route, method, path: path === '*' ? '/*' : path, body }
})

test('every route of the app is tried here', () => {
  const table = http.school.app.routes.filter(({ method, path }) => method !== 'ALL' || !path.endsWith('/*'))
  const asked = [...new Set(table.map(({ method, path }) => `${method} ${path === '/*' ? '*' : path}`))]
  expect(asked.sort()).toEqual(Object.keys(BODIES).sort())
})

const send = (method: string, { path, headers, body }: HostileRequest, cookie?: string): Promise<Response> =>
  http.request(path, { method, headers: { ...headers }, cookie, ...(body === undefined ? {} : { body }) })

/** What an answer may be: what the route has to tell, or a documented error in words. */
const expectDocumented = async (response: Response, path = ''): Promise<void> => {
  const text = await response.text()
  expect(text).not.toContain(SECRET)
  if (response.status < 400 || response.status === 416) return
  // A page for people says in words that a certificate is unknown.
  if (path === '/verify/:id' && response.headers.get('content-type')?.startsWith('text/html') === true)
    return expect(text).toContain('Unknown certificate')
  if (path === '/unsubscribe/:token' && response.headers.get('content-type')?.startsWith('text/html') === true)
    return expect(text).toContain('not one of ours')
  const { error, errors: graphqlErrors } = JSON.parse(text) as ErrorBody & {
    readonly errors?: readonly { readonly message: string }[]
  }
  // GraphQL has a shape of its own for what is wrong with a query.
  if (path === '/api/graphql' && graphqlErrors !== undefined) {
    expect(response.status).toBeLessThan(500)
    for (const { message } of graphqlErrors) expect(message).not.toMatch(/^$|unexpected error|at .*:\d+/i)
    return
  }
  expect(Object.keys(requestErrors)).toContain(error.code)
  expect({ status: response.status, message: error.message, retry: error.retry }).toEqual({
    status: requestErrors[error.code].status,
    message: requestErrors[error.code].sentence,
    retry: requestErrors[error.code].retry,
  })
  expect(error.requestId).toBe(response.headers.get('x-request-id'))
  expect(error.code).not.toBe('internal')
}

/** The documents that are not the stranger's. */
const documentsOfOthers = async (): Promise<Readonly<Record<string, unknown>>> => {
  const all = Object.entries(await allDocuments(http.school.store))
  const isTheirs = ([, content]: readonly [string, unknown]) => {
    const { id, personId, authorId } = content as Record<string, unknown>
    return [id, personId, authorId].includes(cast.stranger)
  }
  return Object.fromEntries(all.filter((entry) => !isTheirs(entry)))
}

const errors = () => http.log.said.filter(({ level }) => level === 'error')

test.each(routes)(
  '$route: whatever is sent, the answer is documented, and nothing of others is touched',
  async ({ method, path, body }) => {
    const before = await documentsOfOthers()
    const valid = body()
    const cookies = async () => {
      const { status } = await http.request('/api/me', { cookie: people.stranger.cookie })
      if (status === 200) return
      const { email, password } = people.stranger
      const signIn = await http.post('/api/auth/sign-in/email', { email, password })
      const cookie = signIn.headers
        .getSetCookie()
        .map((text) => text.split(';')[0])
        .join('; ')
      people = { ...people, stranger: { ...people.stranger, cookie } }
    }
    const isHashing = path.startsWith('/api/auth/')
    await fc.assert(
      fc.asyncProperty(hostileRequest(path, { valid }), fc.boolean(), async (request, isSignedIn) => {
        if (isSignedIn) await cookies()
        await expectDocumented(await send(method, request, isSignedIn ? people.stranger.cookie : undefined), path)
      }),
      { numRuns: isHashing ? 60 : 150 },
    )
    await cookies()
    const after = await documentsOfOthers()
    // Whoever signs up is new; nobody else is.
    for (const [key, content] of Object.entries(after))
      if (!key.startsWith('people/')) expect([key, content]).toEqual([key, before[key]])
    for (const [key, content] of Object.entries(before)) expect([key, after[key]]).toEqual([key, content])
    expect(errors()).toEqual([])
  },
  120_000,
)

test('a method that an address does not have is said to be nothing there', async () => {
  for (const { path } of routes)
    for (const method of ['PUT', 'PATCH', 'OPTIONS', 'PROPFIND', 'DELETE']) {
      if (`${method} ${path}` in BODIES) continue
      const address = path.replace(/:[a-z]+(\{.*\})?/, 'x').replace('*', 'x')
      if (method === 'DELETE' && address.startsWith('/api/me/sessions')) continue
      if (['DELETE', 'PATCH'].includes(method) && address.startsWith('/api/uploads/')) continue
      const response = await http.request(address, { method, cookie: people.stranger.cookie })
      expect([method, address, response.status]).toEqual([method, address, 404])
      await expectDocumented(response)
    }
})

test('S17: a forged cookie, person or session is nobody’s', async () => {
  const [name = ''] = people.owner.cookie.split('=')
  for (const value of ['x', `${cast.owner}.x`, 'a.b.c', '%00', '__proto__', `${'x'.repeat(32)}.${'A'.repeat(43)}=`])
    for (const path of ['/api/me', '/api/me/sessions', `/api/stream?protocol=${String(PROTOCOL_VERSION)}&device=x`])
      expect((await http.request(path, { cookie: `${name}=${encodeURIComponent(value)}` })).status).toBe(401)
  for (const person of [cast.owner, cast.teacher, '__proto__', ' ', `${cast.stranger} `, cast.stranger.toUpperCase()]) {
    const response = await http.post(
      '/api/sync',
      syncBody(person, { pull: { checkpoint: null, limit: 9 } }),
      people.stranger.cookie,
    )
    expect(response.status).toBe(401)
    await expectDocumented(response)
  }
})

test('S16: an older and a newer protocol are told so, whatever else is sent', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer().filter((version) => version < PROTOCOL_VERSION - 1 || version > PROTOCOL_VERSION),
      fc.dictionary(fc.constantFrom('push', 'pull', 'person', 'x'), fc.jsonValue()),
      async (protocol, rest) => {
        const response = await http.post('/api/sync', { ...rest, protocol }, people.stranger.cookie)
        expect(response.status).toBe(426)
        await expectDocumented(response)
      },
    ),
    { numRuns: 50 },
  )
})

test('S4: a checkpoint that is foreign, cut, longer or made up reads what its sender may, from the start', async () => {
  const pull = async (checkpoint: string | null, part: Part = 'stranger') => {
    const response = await http.post(
      '/api/sync',
      syncBody(cast[part], { pull: { checkpoint, limit: 1000 } }),
      people[part].cookie,
    )
    return { status: response.status, page: ((await response.json()) as SyncResponse).pull }
  }
  const foreign = (await pull(null, 'owner')).page?.checkpoint ?? ''
  const own = (await pull(null)).page
  const fromStart = JSON.stringify(own?.changes)
  for (const checkpoint of [
    foreign,
    foreign.slice(0, -1),
    `${foreign}~${foreign}`,
    `9 ${encodeURIComponent(`person:${cast.owner}`)}~AAAAAAAAAAAA`,
    `0 staff:c1 ${own?.checkpoint ?? ''}`,
    '~',
    '%',
    '\ud800',
    'nul\u0000',
    '__proto__',
    'x'.repeat(MAX_CHECKPOINT),
  ]) {
    const { status, page } = await pull(checkpoint)
    expect(status).toBe(200)
    expect(JSON.stringify(page?.changes)).toBe(fromStart)
  }
  expect(fromStart).not.toContain(SECRET)
  expect((await pull('x'.repeat(MAX_CHECKPOINT + 1))).status).toBe(400)
})

test('S7: any push, repeated and with its rows in any order, changes nothing of others; repeated again, nothing at all', async () => {
  const { personId, cookie } = people.classmate
  const before = Object.entries(await allDocuments(http.school.store)).filter(([, content]) =>
    JSON.stringify(content).includes(cast.owner),
  )
  const head = () => http.school.store.head()
  await fc.assert(
    fc.asyncProperty(
      fc
        .array(hostileRow(personId, cast), { minLength: 1, maxLength: 5 })
        .chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length }))),
      async (orders) => {
        const push = async (rows: (typeof orders)[0]) => {
          const body = syncBody(personId, {
            clock: NOON,
            push: rows.map(({ collection, ...row }) => ({ collection, rows: [row] })),
          })
          const response = await http.post('/api/sync', body, cookie)
          expect([200, 400]).toContain(response.status)
          return response.status === 200
            ? JSON.stringify(
                ((await response.json()) as SyncResponse).push.map(({ results }) =>
                  results.map(({ outcome }) => outcome),
                ),
              )
            : ''
        }
        for (const rows of orders) await push(rows)
        if (orders[0].length > 1) return
        const movesHead = async (): Promise<boolean> => {
          const settled = await head()
          await push(orders[0])
          return (await head()) !== settled
        }
        // Jobs of what came before write notices meanwhile; what the push itself changes, it changes each time.
        let tries = 1
        while ((await movesHead()) && tries < 5) tries += 1
        expect(tries).toBeLessThan(5)
      },
    ),
    { numRuns: 60 },
  )
  const after = await allDocuments(http.school.store)
  for (const [key, content] of before) expect([key, after[key]]).toEqual([key, content])
  expect(errors()).toEqual([])
}, 60_000)

test('what is nested as deep as a body may be is answered row by row; deeper, it is refused in words', async () => {
  const { personId, cookie } = people.stranger
  const ask = (depth: number) => {
    const row = {
      assumed: null,
      document: { ...ownDocument('attempts', personId, `deep-${String(depth)}`), answers: '@' },
    }
    const text = JSON.stringify(
      syncBody(personId, { push: [{ collection: 'attempts', rows: [row] }], pull: { checkpoint: null, limit: 10 } }),
    )
    const deep = `{"q1":{"at":1,"value":${'['.repeat(depth)}${']'.repeat(depth)}}}`
    return http.request('/api/sync', { method: 'POST', cookie, body: text.replace('"@"', deep) })
  }
  const answered = await ask(190)
  expect(answered.status).toBe(200)
  expect(((await answered.json()) as SyncResponse).push[0]?.results[0]?.outcome).toBe('accepted')
  for (const depth of [250, 100_000]) {
    const response = await ask(depth)
    expect(response.status).toBe(400)
    await expectDocumented(response)
  }
})

test('bodies that are no JSON, or not whole, or in another coding are told so, on every route that takes one', async () => {
  for (const { method, path, body } of routes) {
    const valid = body()
    if (valid === undefined) continue
    await fc.assert(
      fc.asyncProperty(bodyLike(valid), async (bytes) => {
        const isSignOut = path.endsWith('/sign-out')
        // Whom a route is not for is told so before the body is read.
        const sender =
          path.startsWith('/api/jobs/') || path.startsWith('/api/issuer/') ? people.administrator : people.stranger
        const request = { path, headers: { 'content-encoding': 'gzip' }, body: bytes }
        const response = await send(method, request, isSignOut ? undefined : sender.cookie)
        // Where nothing need be said, what comes by chance may be whole: `{}`.
        const isNothingAsked = JSON.stringify(valid) === '{}'
        expect(isNothingAsked ? [200, 400, 413] : [400, 403, 404, 413]).toContain(response.status)
        await expectDocumented(response, path)
      }),
      { numRuns: 30 },
    )
  }
})

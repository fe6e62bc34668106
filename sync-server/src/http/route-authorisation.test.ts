import { createECDH, randomUUID } from 'node:crypto'
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import { clientPart, clientStateHash } from '@edutrack/shared-schema/collections/define-collection'
import { collections } from '@edutrack/shared-schema/collections/registry'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import { PROTOCOL_VERSION } from '@edutrack/shared-schema/protocol/version'
import { certificateIdOf } from '#modules/learning/certificates/credential-keys.ts'
import { createSystemClock } from '#ports/clock/clock.ts'
import type { AlsoWrite } from '#sync/collection-rules.ts'
import { castSchool, exampleIds, parts, roleOf, SECRET, type Part } from '#testing/cast.ts'
import { freePort } from '#testing/free-port.ts'
import { NOON } from '#testing/test-clock.ts'
import { openTestHttp, syncBody, type TestHttp } from '#testing/test-http.ts'
import { listen, type Listening } from '../server/listen.ts'

/** Everybody who can ask: those who play in the school, and who has not signed in. */
const askers = [...parts, 'nobody'] as const
type Asker = (typeof askers)[number]

/** Status by asker; `others`: of all who are not named. */
type Answers = Readonly<Partial<Record<Asker, number>>> & { readonly others: number }

/** One thing that is asked of a route: of the owner's work and of course `c1`, unless told. */
interface Line {
  /** As it is asked; the route's own path unless told. */
  readonly path?: string | ((asker: Asker) => string)
  readonly body?: (asker: Asker) => unknown
  readonly headers?: () => Readonly<Record<string, string>>
  readonly answers: Answers
  /** What it does ends a session, or takes something away: it is made again before the next asks. */
  readonly again?: (asker: Asker) => Promise<unknown>
}

const everybody = (status: number): Answers => ({ others: status })
const signedIn = (status: number): Answers => ({ nobody: 401, others: status })
/** Whoever doesn't teach the course is not told that there is such a thing. */
const staffOnly = (status: number): Answers => ({
  nobody: 401,
  teacher: status,
  colleague: status,
  administrator: status,
  others: 404,
})
const administratorOnly = (status: number): Answers => ({ nobody: 401, administrator: status, others: 403 })

let http: TestHttp
let people: Record<Part, Awaited<ReturnType<TestHttp['enter']>>>
let cast: Readonly<Record<Part, string>>
let listening: Listening
let port: number
/** An invitation into `c1`. */
let code = ''
beforeAll(async () => {
  http = await openTestHttp()
  const entered = []
  for (const part of parts) entered.push([part, await http.enter(part, roleOf(part))] as const)
  people = Object.fromEntries(entered) as typeof people
  cast = Object.fromEntries(entered.map(([part, { personId }]) => [part, personId])) as typeof cast
  await http.school.engine.commitAsServer(castSchool(cast))
  await gradeAttempt()
  await issueCertificate()
  await editUnit()
  const made = await http.post(
    '/api/courses/c1/invitations',
    { label: 'L', expiresAt: Date.now() + 86_400_000 },
    people.teacher.cookie,
  )
  ;({ code } = (await made.json()) as { code: string })
  port = await freePort()
  const options = { port, host: '127.0.0.1', certificates: undefined, clock: createSystemClock() }
  listening = await listen({ app: http.school.app, ...options })
}, 60_000)
afterAll(async () => {
  await listening.close(100)
  await http.close()
})

/** The owner's hand-in has a grade, as hand-ins have. */
const gradeAttempt = async (): Promise<void> => {
  const id = exampleIds(cast).attempts
  const attempt = (await http.school.store.document('attempts', id))?.content as Attempt
  const part = { questionId: 'q1', earned: 0, points: 1 }
  const grade = { earned: 0, points: 1, parts: [part], pending: false, gradedAt: NOON }
  await http.school.engine.commitAsServer([{ collection: 'attempts', document: { ...attempt, grade } }])
}
/** The owner has a certificate under the id that follows from both. */
const issueCertificate = async (): Promise<void> => {
  const example = castSchool(cast).find(({ collection }) => collection === 'certificates')
  const id = await certificateIdOf(http.school.store, cast.owner, 'c1')
  await http.school.engine.commitAsServer([{ ...example, document: { ...example?.document, id } } as AlsoWrite])
}
/** The teacher has changed a unit, so that it has versions. */
const editUnit = async (): Promise<void> => {
  const unit = (await http.school.store.document('units', 'quiz1'))?.content as Unit
  const rows = [
    {
      assumed: clientStateHash(collections.units, unit),
      document: { ...clientPart(collections.units, unit), id: unit.id, title: 'Another title' },
    },
  ]
  const body = syncBody(cast.teacher, { push: [{ collection: 'units', rows }] })
  const response = await http.post('/api/sync', body, people.teacher.cookie)
  expect(await response.json()).toMatchObject({ push: [{ results: [{ outcome: 'accepted' }] }] })
}
const signInAgain = async (asker: Asker): Promise<void> => {
  if (asker === 'nobody') return
  const { email, password } = people[asker]
  const response = await http.post('/api/auth/sign-in/email', { email, password })
  const cookie = response.headers
    .getSetCookie()
    .map((text) => text.split(';')[0])
    .join('; ')
  people[asker] = { ...people[asker], cookie }
}
const enrolOwner = (): Promise<void> =>
  http.school.engine.commitAsServer(
    castSchool(cast).filter(
      ({ collection, document }) => collection === 'enrolments' && document.id.startsWith(cast.owner),
    ),
  )
const colleagueAgain = (): Promise<void> =>
  http.school.engine.commitAsServer(
    castSchool(cast).filter(({ collection, document }) => collection === 'courses' && document.id === 'c1'),
  )
const idOf = (asker: Asker): string => (asker === 'nobody' ? 'nobody' : cast[asker])
const push = () => ({
  endpoint: 'https://fcm.googleapis.com/fcm/send/none',
  keys: { p256dh: createECDH('prime256v1').generateKeys('base64url'), auth: Buffer.alloc(16).toString('base64url') },
})
const attemptPath = '/api/attempts/attempt-handed-in/review'

/** Every route of the app: who may, and what the others are told. A new route has no place in the app until its line is written. */
const TABLE: Readonly<Record<string, readonly Line[]>> = {
  'GET /health': [{ answers: everybody(200) }],
  'GET /ready': [{ answers: everybody(200) }],
  'GET /live': [{ answers: everybody(200) }],
  // For Prometheus, which asks without a proxy from a private network.
  'GET /metrics': [{ answers: everybody(404), headers: () => ({ 'x-forwarded-for': '203.0.113.7' }) }],
  'GET *': [{ path: '/courses/c1', answers: everybody(404) }],
  'POST /api/auth/sign-in/email': [
    { body: () => ({ email: people.owner.email, password: 'guessed' }), answers: everybody(401) },
  ],
  'POST /api/auth/sign-up/email': [
    { body: () => ({ name: 'N', email: people.owner.email, password: 'learn-offline' }), answers: everybody(409) },
  ],
  'POST /api/auth/request-password-reset': [{ body: () => ({ email: people.owner.email }), answers: everybody(200) }],
  'POST /api/auth/reset-password': [
    { body: () => ({ token: 'guessed', newPassword: 'learn-offline' }), answers: everybody(400) },
  ],
  'POST /api/auth/sign-out': [{ body: () => ({}), answers: everybody(200), again: signInAgain }],
  'GET /api/receipt-keys': [{ answers: everybody(200) }],
  'GET /api/courses': [{ answers: everybody(200) }],
  'GET /api/courses/:id': [
    { path: '/api/courses/c1', answers: everybody(200) },
    { path: '/api/courses/draft', answers: everybody(404) },
  ],
  'GET /api/graphql': [
    { path: `/api/graphql?query=${encodeURIComponent('{ course(id: "c1") { title } }')}`, answers: everybody(200) },
  ],
  'POST /api/graphql': [
    {
      body: () => ({
        query:
          '{ courses(limit: 50, offset: 0) { id title modules { title } instructor { name } } draft: course(id: "draft") { title } }',
      }),
      answers: everybody(200),
    },
  ],
  'GET /api/openapi.json': [{ answers: everybody(200) }],
  'GET /api/docs': [{ answers: everybody(200) }],
  'GET /api/me': [{ answers: signedIn(200) }],
  'GET /api/me/sessions': [{ answers: signedIn(200) }],
  'DELETE /api/me/sessions': [{ answers: signedIn(200), again: signInAgain }],
  'DELETE /api/me/sessions/:id': [{ path: '/api/me/sessions/of-somebody-else', answers: signedIn(404) }],
  'GET /api/me/notifications': [{ answers: signedIn(200) }],
  'POST /api/me/quiet-hours': [
    { body: () => ({ quiet: { from: 1320, to: 420, zone: 'Africa/Nairobi' } }), answers: signedIn(204) },
  ],
  'POST /api/me/push': [{ body: push, answers: signedIn(204) }],
  'DELETE /api/me/push': [{ body: () => ({ endpoint: 'https://fcm.googleapis.com/x' }), answers: signedIn(404) }],
  'GET /unsubscribe/:token': [{ path: '/unsubscribe/guessed', answers: everybody(404) }],
  'POST /unsubscribe/:token': [{ path: '/unsubscribe/guessed', answers: everybody(404) }],
  'POST /api/sync': [
    {
      body: (asker) => syncBody(idOf(asker), { pull: { checkpoint: null, limit: 100 } }),
      answers: signedIn(200),
    },
    // In another's name.
    { body: () => syncBody(cast.otherTeacher), answers: { otherTeacher: 200, others: 401 } },
    { body: () => syncBody(cast.owner), answers: { owner: 200, others: 401 } },
  ],
  // Who hears what by it stands in the table of collections.
  'GET /api/stream': [{ path: `/api/stream?protocol=${String(PROTOCOL_VERSION)}&device=d`, answers: signedIn(200) }],
  'POST /api/attempts/:id/review': [
    {
      path: attemptPath,
      body: () => ({ parts: [{ questionId: 'q1', earned: 1 }] }),
      answers: staffOnly(204),
    },
    { path: attemptPath, body: () => ({ decision: { verdict: 'accepted' } }), answers: staffOnly(204) },
    { path: attemptPath, body: () => ({ decision: null }), answers: staffOnly(204) },
    { path: '/api/attempts/none/review', body: () => ({ decision: null }), answers: signedIn(404) },
  ],
  'GET /api/invitations/:code': [
    { path: () => `/api/invitations/${code}`, answers: everybody(200) },
    { path: '/api/invitations/guessed', answers: everybody(404) },
  ],
  'GET /api/courses/:courseId/invitations': [{ path: '/api/courses/c1/invitations', answers: staffOnly(200) }],
  'POST /api/courses/:courseId/invitations': [
    {
      path: '/api/courses/c1/invitations',
      body: () => ({ label: 'L', expiresAt: Date.now() + 86_400_000 }),
      answers: staffOnly(200),
    },
  ],
  'DELETE /api/courses/:courseId/invitations/:code': [
    { path: () => `/api/courses/c1/invitations/${code}`, answers: staffOnly(204) },
    { path: () => `/api/courses/c2/invitations/${code}`, answers: signedIn(404) },
  ],
  'GET /api/courses/:courseId/roster': [{ path: '/api/courses/c1/roster', answers: staffOnly(200) }],
  'POST /api/courses/:courseId/roster': [
    {
      path: '/api/courses/c1/roster',
      body: () => ({ importId: 'import-of-test', isPreview: true, rows: [{ name: 'N', email: people.owner.email }] }),
      answers: staffOnly(200),
    },
  ],
  'POST /api/courses/:courseId/roster/undo': [
    {
      path: '/api/courses/c1/roster/undo',
      body: () => ({ importId: 'import-of-test', groups: [] }),
      answers: staffOnly(200),
    },
  ],
  'POST /api/courses/:courseId/enrolments': [
    {
      path: '/api/courses/c1/enrolments',
      body: () => ({ personIds: [cast.owner], decision: { group: 'G' } }),
      answers: staffOnly(200),
    },
  ],
  'POST /api/courses/:courseId/enrolments/:personId': [
    {
      path: () => `/api/courses/c1/enrolments/${cast.owner}`,
      body: () => ({ status: 'removed', extraTimePercent: 25, dueAtByUnit: { quiz1: NOON } }),
      answers: staffOnly(204),
      again: enrolOwner,
    },
  ],
  'GET /api/courses/:courseId/staff': [{ path: '/api/courses/c1/staff', answers: staffOnly(200) }],
  'POST /api/courses/:courseId/staff': [
    {
      path: '/api/courses/c1/staff',
      body: () => ({ email: people.otherTeacher.email }),
      answers: { ...staffOnly(204), colleague: 403 },
      again: colleagueAgain,
    },
  ],
  'DELETE /api/courses/:courseId/staff/:personId': [
    {
      // Colleagues may leave by themselves.
      path: () => `/api/courses/c1/staff/${cast.colleague}`,
      answers: staffOnly(204),
      again: colleagueAgain,
    },
    {
      path: () => `/api/courses/c1/staff/${cast.otherTeacher}`,
      answers: { ...staffOnly(204), colleague: 403 },
    },
  ],
  'GET /api/questions/:id/regrades': [{ path: '/api/questions/q1/regrades', answers: staffOnly(200) }],
  'POST /api/questions/:id/regrade': [
    { path: '/api/questions/q1/regrade', body: () => ({ isPreview: true }), answers: staffOnly(200) },
    { path: '/api/questions/q1/regrade', body: () => ({ isPreview: false }), answers: staffOnly(200) },
  ],
  'POST /api/questions/:id/regrades/:regradeId/undo': [
    { path: '/api/questions/q1/regrades/none/undo', answers: signedIn(404) },
  ],
  'GET /api/units/:id/versions': [
    { path: '/api/units/quiz1/versions', answers: staffOnly(200) },
    { path: '/api/units/none/versions', answers: signedIn(404) },
  ],
  'GET /api/units/:id/versions/:number': [{ path: '/api/units/quiz1/versions/1', answers: staffOnly(200) }],
  'GET /verify/:id': [
    { path: '/verify/certificate1', answers: everybody(200) },
    { path: '/verify/guessed', answers: everybody(404) },
  ],
  'GET /api/certificates/:id': [
    { path: '/api/certificates/certificate1', answers: everybody(200) },
    { path: '/api/certificates/guessed', answers: everybody(404) },
  ],
  'GET /api/certificates/:id/credential': [{ path: '/api/certificates/guessed/credential', answers: everybody(404) }],
  'GET /api/certificates/:id/revocations': [
    { path: '/api/certificates/certificate1/revocations', answers: everybody(200) },
  ],
  'GET /api/certificates/:id/pdf': [{ path: '/api/certificates/guessed/pdf', answers: everybody(404) }],
  'GET /api/certificates/:id/decisions': [
    { path: '/api/certificates/certificate1/decisions', answers: { ...staffOnly(200), owner: 200 } },
  ],
  'POST /api/courses/:courseId/certificates/:personId': [
    {
      path: () => `/api/courses/c1/certificates/${cast.owner}`,
      body: () => ({ action: 'revoke', reason: 'R' }),
      answers: staffOnly(204),
    },
  ],
  'GET /api/issuer': [{ answers: everybody(200) }],
  'GET /api/issuer/keys': [{ answers: everybody(200) }],
  'POST /api/issuer/keys': [{ body: () => ({}), answers: administratorOnly(200) }],
  'GET /api/issuer/keys/:keyId': [{ path: '/api/issuer/keys/guessed', answers: everybody(404) }],
  'GET /api/jobs/failed': [{ answers: administratorOnly(200) }],
  'POST /api/jobs/retry': [{ body: () => ({ id: 'none' }), answers: administratorOnly(404) }],
  'GET /api/media-sweep': [{ answers: administratorOnly(200) }],
  'GET /api/media/:hash{[0-9a-f]{64}}': [{ path: `/api/media/${'a'.repeat(64)}`, answers: signedIn(404) }],
  'POST /api/uploads': [
    {
      headers: () => ({
        'tus-resumable': '1.0.0',
        'upload-length': '1',
        'upload-metadata': Object.entries({ id: randomUUID(), courseId: 'c1', name: 'a.png' })
          .map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`)
          .join(','),
      }),
      answers: staffOnly(201),
    },
  ],
  'GET /api/uploads/:id': [{ path: '/api/uploads/none', answers: signedIn(404) }],
  'PATCH /api/uploads/:id': [
    {
      path: '/api/uploads/none',
      headers: () => ({
        'tus-resumable': '1.0.0',
        'upload-offset': '0',
        'content-type': 'application/offset+octet-stream',
      }),
      answers: signedIn(404),
    },
  ],
  'DELETE /api/uploads/:id': [
    { path: '/api/uploads/none', headers: () => ({ 'tus-resumable': '1.0.0' }), answers: signedIn(404) },
  ],
}
const lines = Object.entries(TABLE).flatMap(([route, some]) => some.map((line, index) => ({ route, index, line })))

/** Streams never end, and say who they are for before they begin: asked of a socket. */
const statusOfStream = (path: string, cookie: string | undefined): Promise<number> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('data', (chunk) => {
      resolve(Number(/^HTTP\/1\.1 (\d+)/.exec(chunk.toString())?.[1]))
      socket.destroy()
    })
    socket.on('error', reject)
    const head = cookie === undefined ? '' : `cookie: ${cookie}\r\n`
    socket.write(`GET ${path} HTTP/1.1\r\nhost: localhost\r\n${head}\r\n`)
  })

test('every route of the app has its line', () => {
  const table = http.school.app.routes.filter(({ method, path }) => method !== 'ALL' || !path.endsWith('/*'))
  const asked = [...new Set(table.map(({ method, path }) => `${method} ${path === '/*' ? '*' : path}`))]
  expect(asked.sort()).toEqual(Object.keys(TABLE).sort())
})

test.each(lines)(
  'S3: $route ($index) answers each as the table says, and tells nobody a key who doesn’t teach its course',
  async ({ route, line }) => {
    const [method = '', own = ''] = route.split(' ')
    const got: Partial<Record<Asker, number>> = {}
    for (const asker of askers) {
      const path = typeof line.path === 'function' ? line.path(asker) : (line.path ?? own)
      const cookie = asker === 'nobody' ? undefined : people[asker].cookie
      if (own === '/api/stream') {
        got[asker] = await statusOfStream(path, cookie)
        continue
      }
      const body = line.body?.(asker)
      const response = await http.request(path, {
        method,
        cookie,
        ...(line.headers === undefined ? {} : { headers: line.headers() }),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      got[asker] = response.status
      const text = await response.text()
      if (!['teacher', 'colleague', 'administrator'].includes(asker)) {
        expect([asker, text.includes(`${SECRET}-c1 answer`)]).toEqual([asker, false])
        expect([asker, text.includes(`${SECRET}-c1 explanation`)]).toEqual([asker, false])
      }
      // Whoever is not in the course is told nothing that is not for all.
      if (asker === 'stranger' || asker === 'nobody')
        expect([asker, text.includes(`${SECRET}-c1`) && !/^\/(verify|api\/certificates)\//.test(path)]).toEqual([
          asker,
          false,
        ])
      await line.again?.(asker)
    }
    expect(got).toEqual(Object.fromEntries(askers.map((asker) => [asker, line.answers[asker] ?? line.answers.others])))
  },
)

import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Certificate } from '@edutrack/shared-schema/collections/certificates'
import { castSchool, parts, roleOf, type Part } from '#testing/cast.ts'
import { NOON } from '#testing/test-clock.ts'
import { openTestHttp, type TestHttp } from '#testing/test-http.ts'

type People = Readonly<Record<Part, { readonly cookie: string; readonly personId: string }>>
let http: TestHttp
let people: People
let certificate: Certificate
beforeAll(async () => {
  http = await openTestHttp()
  const entered = []
  for (const part of parts) entered.push([part, await http.enter(part, roleOf(part))] as const)
  people = Object.fromEntries(entered) as unknown as People
  const cast = Object.fromEntries(entered.map(([part, { personId }]) => [part, personId])) as Record<Part, string>
  const { store, engine } = http.school
  await engine.commitAsServer(castSchool(cast).filter(({ collection }) => collection !== 'certificates'))
  // The owner has done the course's page; the course now gives a certificate for it. Its queue and worker are the school's own.
  const course = (await store.document('courses', 'c1'))?.content
  const progress = (await store.document('progress', `${cast.owner}:page1`))?.content
  const person = (await store.document('people', cast.owner))?.content
  await engine.commitAsServer([
    { collection: 'people', document: { ...person, name: 'Ana <b>Silva</b> "&' } as never },
    {
      collection: 'courses',
      document: {
        ...course,
        modules: [{ id: 'm', title: 'M', unitIds: ['page1'] }],
        certificate: { minimumPercent: 50 },
      } as never,
    },
    { collection: 'progress', document: { ...progress, doneAt: NOON } as never },
  ])
  await vi.waitUntil(async () => (await issued()).length === 1, { timeout: 20_000 })
  certificate = (await issued())[0] as Certificate
}, 60_000)
afterAll(() => http.close())

const issued = async () =>
  (await http.school.store.documentsBy({ lookup: 'certificates_by_person', values: [people.owner.personId] })).map(
    ({ content }) => content as Certificate,
  )
const decide = (part: Part, body: unknown) =>
  http.post(`/api/courses/c1/certificates/${people.owner.personId}`, body, people[part].cookie)
const page = async (id = certificate.id) => {
  const response = await http.request(`/verify/${id}`)
  return { status: response.status, headers: response.headers, text: await response.text() }
}

test('anybody reads the page without an account and without scripts; a name is text, whatever it holds', async () => {
  const { status, headers, text } = await page()
  expect(status).toBe(200)
  expect(headers.get('content-type')).toContain('text/html')
  expect(headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(headers.get('cache-control')).toBe('no-cache')
  expect(text).toContain('<h1>Valid certificate</h1>')
  expect(text).toContain('Ana &lt;b&gt;Silva&lt;/b&gt; &quot;&amp;')
  expect(text).not.toMatch(/<script|<b>|\son\w+=/)
  for (const secret of [people.owner.personId, '@example.org']) expect(text).not.toContain(secret)
})

test('an address that the school has not issued is unknown, in words, whatever it is', async () => {
  for (const id of [
    'none',
    `${people.owner.personId}:c1`,
    'x'.repeat(22),
    '%3Cscript%3E',
    encodeURIComponent('../../etc'),
  ]) {
    const { status, text } = await page(id)
    expect([id, status]).toEqual([id, 404])
    expect(text).toContain('<h1>Unknown certificate</h1>')
    expect(text).not.toContain('<script')
  }
})

test('programs get the same: state, credential, key, revocation list and file, from any origin', async () => {
  const json = async (path: string) => (await (await http.request(path)).json()) as Record<string, unknown>
  expect(await json(`/api/certificates/${certificate.id}`)).toMatchObject({
    status: 'valid',
    courseTitle: 'Sums',
    percent: 100,
    credential: certificate.badge,
  })
  const credential = await http.request(`/api/certificates/${certificate.id}/credential`)
  expect(credential.headers.get('content-type')).toBe('application/vc+jwt')
  expect(credential.headers.get('access-control-allow-origin')).toBe('*')
  const token = await credential.text()
  const [header, payload] = token
    .split('.')
    .slice(0, 2)
    .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, never>)
  // What the credential names is found where it says.
  const path = (address: string): string => address.replace('http://localhost:4000', '')
  const key = await json(path(header?.['kid'] ?? ''))
  const { keys } = (await json('/api/issuer/keys')) as { keys: object[] }
  expect(keys).toEqual([key])
  expect(key['d']).toBeUndefined()
  const { issuer, credentialStatus } = payload as unknown as {
    issuer: { id: string }
    credentialStatus: { id: string }
  }
  expect(await json(path(issuer.id))).toEqual(issuer)
  expect(await json(path(credentialStatus.id))).toMatchObject({ issuer: issuer.id, revokedCredential: [] })
  const pdf = await http.request(`/api/certificates/${certificate.id}/pdf`)
  expect(pdf.headers.get('content-type')).toBe('application/pdf')
  expect(
    Buffer.from(await pdf.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-')
  for (const part of ['', '/credential', '/revocations', '/pdf'])
    expect((await http.request(`/api/certificates/none${part}`)).status).toBe(404)
})

test('S21: only who teaches the course revokes; the page, the list and the file say so from then on, until it is restored', async () => {
  for (const part of ['owner', 'classmate', 'stranger', 'otherTeacher'] as const) {
    expect([part, (await decide(part, { action: 'revoke' })).status]).toEqual([part, 404])
    const decisions = await http.request(`/api/certificates/${certificate.id}/decisions`, {
      cookie: people[part].cookie,
    })
    expect([part, decisions.status]).toEqual([part, part === 'owner' ? 200 : 404])
  }
  expect((await http.post(`/api/courses/c1/certificates/${people.owner.personId}`, { action: 'revoke' })).status).toBe(
    401,
  )
  expect((await decide('teacher', { action: 'burn' })).status).toBe(400)
  expect((await page()).text).toContain('Valid certificate')

  expect((await decide('teacher', { action: 'revoke', reason: 'A secret reason' })).status).toBe(204)
  const revoked = (await page()).text
  expect(revoked).toContain('<h1>Revoked certificate</h1>')
  expect(revoked).toMatch(/taken it back on \d+ \w+ \d{4}/)
  // Why is not for everybody.
  expect(revoked).not.toContain('A secret reason')
  const list = (await (await http.request(`/api/certificates/${certificate.id}/revocations`)).json()) as object
  expect(list).toMatchObject({
    revokedCredential: [{ id: `http://localhost:4000/verify/${certificate.id}`, revoked: true }],
  })
  expect((await http.request(`/api/certificates/${certificate.id}/pdf`)).status).toBe(404)
  const told = await http.request(`/api/certificates/${certificate.id}/decisions`, { cookie: people.owner.cookie })
  expect(await told.json()).toMatchObject({
    decisions: [{ action: 'revoke', byName: 'teacher', reason: 'A secret reason' }],
  })

  expect((await decide('administrator', { action: 'restore' })).status).toBe(204)
  expect((await page()).text).toContain('Valid certificate')
  expect((await decide('teacher', { action: 'reissue' })).status).toBe(204)
  await expect
    .poll(async () => (await issued())[0]?.issuedAt, { timeout: 20_000 })
    .toBeGreaterThan(certificate.issuedAt)
})

test('administrators change the key; what the old one signed is still verified by it', async () => {
  const { keys: before } = (await (await http.request('/api/issuer/keys')).json()) as { keys: { kid: string }[] }
  expect((await http.post('/api/issuer/keys', {}, people.teacher.cookie)).status).toBe(403)
  const { kid } = (await (await http.post('/api/issuer/keys', {}, people.administrator.cookie)).json()) as {
    kid: string
  }
  const { keys } = (await (await http.request('/api/issuer/keys')).json()) as { keys: { kid: string }[] }
  expect(keys.map((key) => key.kid)).toEqual([kid, ...before.map((key) => key.kid)])
  expect((await http.request(`/api/issuer/keys/${before[0]?.kid ?? ''}`)).status).toBe(200)
})

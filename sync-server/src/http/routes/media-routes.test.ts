import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Course } from '@edutrack/shared-schema/collections/courses'
import type { CourseFile } from '@edutrack/shared-schema/collections/files'
import { enrolmentIdOf } from '@edutrack/shared-schema/id'
import { BlobsUnavailable } from '#ports/blobs/blobs.ts'
import { openTestHttp, syncBody, type TestHttp } from '#testing/test-http.ts'

const CONTENT = Buffer.from('0123456789'.repeat(10_000))
const COVER = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
const hashOf = (content: Buffer) => createHash('sha256').update(content).digest('hex')
const HASH = hashOf(CONTENT)

let http: TestHttp
let learner: string
let stranger: string
let teacher: string
beforeAll(async () => {
  http = await openTestHttp()
  const { engine, blobs } = http.school
  const ines = await http.enter('Ines', 'instructor')
  const ana = await http.enter('Ana')
  learner = ana.cookie
  teacher = ines.cookie
  stranger = (await http.enter('Ben')).cookie
  const course: Course = {
    id: 'c1',
    title: 'Sums',
    description: '',
    category: 'maths',
    level: 'beginner',
    language: 'en',
    instructorId: ines.personId,
    instructorName: 'Ines',
    staffIds: [],
    status: 'published',
    coverFileId: 'cover',
    modules: [],
    minutes: 1,
    enrolment: { mode: 'open' },
    contents: { units: 0, questions: 0, files: 2, bytes: 0 },
    createdAt: 0,
    updatedAt: 0,
  }
  const file = (id: string, content: Buffer, mime: string, courseId = 'c1'): CourseFile => ({
    id,
    courseId,
    name: id,
    mime,
    role: 'document',
    bytes: content.length,
    hash: hashOf(content),
  })
  await blobs.put(`media/${HASH}`, CONTENT, { mime: 'video/mp4' })
  await blobs.put(`media/${hashOf(COVER)}`, COVER, { mime: 'image/svg+xml' })
  await engine.commitAsServer([
    { collection: 'courses', document: course },
    { collection: 'courses', document: { ...course, id: 'draft', status: 'draft', coverFileId: 'draft-cover' } },
    { collection: 'files', document: file('film', CONTENT, 'video/mp4') },
    { collection: 'files', document: file('cover', COVER, 'image/svg+xml') },
    { collection: 'files', document: file('lost', Buffer.from('lost'), 'text/plain') },
  ])
  const wish = {
    id: enrolmentIdOf(ana.personId, 'c1'),
    personId: ana.personId,
    courseId: 'c1',
    wish: 'enrolled',
    wishedAt: 0,
  }
  const answer = await http.post(
    '/api/sync',
    syncBody(ana.personId, { push: [{ collection: 'enrolments', rows: [{ assumed: null, document: wish }] }] }),
    learner,
  )
  expect(await answer.json()).toMatchObject({ push: [{ results: [{ outcome: 'accepted' }] }] })
})
afterAll(() => http.close())

const get = (hash: string, cookie?: string, headers: Record<string, string> = {}, method = 'GET') =>
  http.request(`/api/media/${hash}`, { cookie, headers, method })

test('a file is for those whose channels hold it; to all others it does not exist', async () => {
  for (const cookie of [learner, teacher]) {
    const response = await get(HASH, cookie)
    expect(response.status).toBe(200)
    expect(Buffer.from(await response.arrayBuffer()).equals(CONTENT)).toBe(true)
  }
  const refused = await get(HASH, stranger)
  expect(refused.status).toBe(404)
  expect(await refused.json()).toMatchObject({ error: { code: 'not-found' } })
  expect((await get(HASH)).status).toBe(401)
  expect((await get('0'.repeat(64), learner)).status).toBe(404)
  expect((await get(HASH.toUpperCase(), learner)).status).toBe(404)
  expect((await get('..%2f..%2fschool.db', learner)).status).toBe(404)
  expect((await get(hashOf(Buffer.from('lost')), learner)).status).toBe(404)
})

test('the cover of a published course is for everyone who is signed in', async () => {
  expect((await get(hashOf(COVER), stranger)).status).toBe(200)
  expect((await get(hashOf(COVER))).status).toBe(401)
})

test('who leaves the course has its files no more', async () => {
  const dora = await http.enter('Dora')
  const wish = { id: enrolmentIdOf(dora.personId, 'c1'), personId: dora.personId, courseId: 'c1', wishedAt: 0 }
  const send = async (state: 'enrolled' | 'left', assumed: string | null) => {
    const body = syncBody(dora.personId, {
      push: [{ collection: 'enrolments', rows: [{ assumed, document: { ...wish, wish: state } }] }],
    })
    expect((await http.post('/api/sync', body, dora.cookie)).status).toBe(200)
    return (await http.school.store.document('enrolments', wish.id))?.stateHash ?? null
  }
  const hash = await send('enrolled', null)
  expect((await get(HASH, dora.cookie)).status).toBe(200)
  await send('left', hash)
  expect((await get(HASH, dora.cookie)).status).toBe(404)
})

test('a part is given as asked, a wrong one refused, another state’s not mixed in', async () => {
  const part = await get(HASH, learner, { range: 'bytes=5-14' })
  expect(part.status).toBe(206)
  expect(part.headers.get('content-range')).toBe(`bytes 5-14/${String(CONTENT.length)}`)
  expect(part.headers.get('content-length')).toBe('10')
  expect(await part.text()).toBe('5678901234')
  const end = await get(HASH, learner, { range: 'bytes=-3' })
  expect([end.status, await end.text()]).toEqual([206, '789'])
  const beyond = await get(HASH, learner, { range: `bytes=${String(CONTENT.length)}-` })
  expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${String(CONTENT.length)}`])
  const same = await get(HASH, learner, { range: 'bytes=0-1', 'if-range': `"${HASH}"` })
  expect(same.status).toBe(206)
  const other = await get(HASH, learner, { range: 'bytes=0-1', 'if-range': '"another"' })
  expect([other.status, (await other.arrayBuffer()).byteLength]).toEqual([200, CONTENT.length])
})

test('HEAD tells all but the content; what is known is not sent again', async () => {
  const head = await get(HASH, learner, {}, 'HEAD')
  expect(head.status).toBe(200)
  expect(head.headers.get('content-length')).toBe(String(CONTENT.length))
  expect(head.headers.get('content-type')).toBe('video/mp4')
  expect(head.headers.get('accept-ranges')).toBe('bytes')
  expect(head.headers.get('cache-control')).toBe('private, max-age=31536000, immutable')
  expect((await head.arrayBuffer()).byteLength).toBe(0)
  const known = await get(HASH, learner, { 'if-none-match': head.headers.get('etag') ?? '' })
  expect([known.status, await known.text()]).toEqual([304, ''])
})

test('nothing that is uploaded runs on the school’s origin', async () => {
  const policy = (await get(hashOf(COVER), learner)).headers.get('content-security-policy')
  expect(policy).toMatch(/default-src 'none'.*sandbox/)
  const page = Buffer.from('<script>alert(1)</script>')
  await http.school.blobs.put(`media/${hashOf(page)}`, page, { mime: 'text/html' })
  await http.school.engine.commitAsServer([
    {
      collection: 'files',
      document: {
        id: 'page',
        courseId: 'c1',
        name: 'p',
        mime: 'text/html',
        role: 'document',
        bytes: 1,
        hash: hashOf(page),
      },
    },
  ])
  const response = await get(hashOf(page), learner)
  expect(response.headers.get('content-type')).toBe('application/octet-stream')
  expect(response.headers.get('content-disposition')).toBe('attachment')
  expect(response.headers.get('x-content-type-options')).toBe('nosniff')
})

test('whatever part of a file is asked for, what comes is that part, or all of it, or a word why not', async () => {
  const number = fc.oneof(
    fc.nat({ max: CONTENT.length + 10 }),
    fc.constantFrom('', '-1', '1e3', '99999999999999999999', '0x1'),
  )
  const range = fc.oneof(
    fc.tuple(number, number).map(([from, to]) => `bytes=${String(from)}-${String(to)}`),
    fc.tuple(number, number).map(([from, to]) => `bytes=${String(from)}-${String(to)},0-1`),
    fc.constantFrom('bytes', 'bytes=', 'lines=0-1', 'bytes=a-b', 'bytes = 0 - 1', ''),
  )
  const more = fc.constantFrom<Record<string, string>>(
    {},
    { 'if-range': `"${HASH}"` },
    { 'if-range': '"old"' },
    { 'if-none-match': '"old"' },
  )
  await fc.assert(
    fc.asyncProperty(range, more, async (asked, headers) => {
      const response = await get(HASH, learner, { range: asked, ...headers })
      expect([200, 206, 416]).toContain(response.status)
      const body = Buffer.from(await response.arrayBuffer())
      const [, first = '0', last = '-1'] =
        /^bytes (\d+)-(\d+)\/100000$/.exec(response.headers.get('content-range') ?? '') ?? []
      if (response.status === 200) expect(body.equals(CONTENT)).toBe(true)
      else expect(body.equals(CONTENT.subarray(Number(first), Number(last) + 1))).toBe(true)
      if (response.status === 206) expect(response.headers.get('content-length')).toBe(String(body.length))
    }),
    { numRuns: 200 },
  )
})

test('while files can’t be reached, a device is told to come again, and the log says why', async () => {
  const { blobs } = http.school
  const { stat } = blobs
  Object.assign(blobs, { stat: () => Promise.reject(new BlobsUnavailable('The bucket does not answer')) })
  const response = await get(HASH, learner)
  Object.assign(blobs, { stat })
  expect(response.status).toBe(503)
  expect(response.headers.get('retry-after')).toBe('5')
  expect(await response.json()).toMatchObject({ error: { code: 'unavailable', retry: true } })
  const requestId = response.headers.get('x-request-id')
  expect(http.log.said).toContainEqual(
    expect.objectContaining({ level: 'warn', details: expect.objectContaining({ requestId }) as object }),
  )
})

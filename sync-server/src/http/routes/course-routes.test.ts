import { gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Course } from '@edutrack/shared-schema/collections/courses'
import { createTestClock } from '#testing/test-clock.ts'
import { openTestHttp, type TestHttp } from '#testing/test-http.ts'

let http: TestHttp
beforeEach(async () => {
  http = await openTestHttp()
})
afterEach(() => http.close())

const course = (id: string, more: Partial<Course> = {}): Course => ({
  id,
  title: `Course ${id}`,
  description: 'About sums.',
  category: 'maths',
  level: 'beginner',
  language: 'en',
  instructorId: 'ines',
  instructorName: 'Inés',
  staffIds: ['secret-staff'],
  status: 'published',
  modules: [{ id: 'm', title: 'Module', unitIds: [`${id}-page`, `${id}-draft`] }],
  minutes: 10,
  enrolment: { mode: 'open', capacity: 3 },
  contents: { units: 1, questions: 0, files: 0, bytes: 0 },
  createdAt: Number(/\d+/.exec(id)?.[0] ?? 0),
  updatedAt: 0,
  ...more,
})
const unit = (id: string, courseId: string, status: 'published' | 'draft') => ({
  collection: 'units' as const,
  document: {
    id,
    courseId,
    title: id,
    kind: 'page' as const,
    minutes: 5,
    status,
    markdown: 'text',
    fileIds: [],
    updatedAt: 0,
  },
})
const write = (...courses: readonly Course[]) =>
  http.school.engine.commitAsServer(courses.map((document) => ({ collection: 'courses', document })))
const list = async (query = '') => {
  const response = await http.request(`/api/courses${query}`)
  return (await response.json()) as { courses: { id: string }[]; page: number; total: number; pages: number }
}
const idsOf = async (query = '') => (await list(query)).courses.map(({ id }) => id)

test('published courses are for everybody, in pages, the newest first; drafts and what is internal are for nobody', async () => {
  await write(
    ...Array.from({ length: 25 }, (_, index) => course(`c${String(index)}`)),
    course('d99', { status: 'draft' }),
  )
  const first = await list('?limit=10')
  expect(first).toMatchObject({ page: 1, limit: 10, total: 25, pages: 3 })
  expect(first.courses.map(({ id }) => id).slice(0, 3)).toEqual(['c24', 'c23', 'c22'])
  expect(await idsOf('?limit=10&page=3')).toEqual(['c4', 'c3', 'c2', 'c1', 'c0'])
  expect(await idsOf('?page=9')).toEqual([])
  expect(JSON.stringify(first)).not.toContain('secret-staff')
  expect((await http.request('/api/courses?limit=1000')).status).toBe(400)
  expect((await http.request('/api/courses?level=wizard')).status).toBe(400)
})

test('they are found by category, level, language, instructor and beginnings of words', async () => {
  await write(
    course('c1', { title: 'Crème brûlée', category: 'food' }),
    course('c2', { level: 'advanced' }),
    course('c3', { language: 'fr', instructorId: 'other', instructorName: 'Zoë' }),
  )
  expect(await idsOf('?category=food')).toEqual(['c1'])
  expect(await idsOf('?level=advanced')).toEqual(['c2'])
  expect(await idsOf('?language=fr')).toEqual(['c3'])
  expect(await idsOf('?instructorId=other')).toEqual(['c3'])
  expect(await idsOf('?search=creme%20bru')).toEqual(['c1'])
  expect(await idsOf('?search=zoe')).toEqual(['c3'])
  expect(await idsOf('?search=nothing')).toEqual([])
})

test('a course comes with its modules and those of its units that are published', async () => {
  await write(course('c1'))
  await http.school.engine.commitAsServer([unit('c1-page', 'c1', 'published'), unit('c1-draft', 'c1', 'draft')])
  const response = await http.request('/api/courses/c1')
  expect(await response.json()).toMatchObject({
    id: 'c1',
    modules: [{ title: 'Module', units: [{ id: 'c1-page', title: 'c1-page', kind: 'page', minutes: 5 }] }],
  })
  expect((await http.request('/api/courses/none')).status).toBe(404)
})

test('what changes is told anew: edited, withdrawn, published, its units renamed', async () => {
  await write(course('c1'), course('c2', { status: 'draft' }))
  expect(await idsOf()).toEqual(['c1'])
  await http.request('/api/courses/c1')
  await write(course('c1', { title: 'Renamed' }), course('c2'))
  await expect.poll(() => idsOf()).toEqual(['c2', 'c1'])
  const titleOf = async (id: string) => ((await (await http.request(`/api/courses/${id}`)).json()) as Course).title
  await expect.poll(() => titleOf('c1')).toBe('Renamed')
  await http.school.engine.commitAsServer([unit('c1-page', 'c1', 'published')])
  await expect
    .poll(async () => JSON.stringify(await (await http.request('/api/courses/c1')).json()))
    .toContain('c1-page')
  await write(course('c1', { status: 'archived' }))
  await expect.poll(() => idsOf()).toEqual(['c2'])
  await expect.poll(async () => (await http.request('/api/courses/c1')).status).toBe(404)
})

test('answers may be kept by browsers and CDNs, are told by their ETag, and compressed unless asked not to', async () => {
  await write(...Array.from({ length: 20 }, (_, index) => course(`c${String(index)}`)))
  const response = await http.request('/api/courses', { headers: { 'accept-encoding': 'gzip' } })
  expect(response.headers.get('cache-control')).toBe('public, max-age=300, s-maxage=600, stale-while-revalidate=60')
  expect(response.headers.get('content-encoding')).toBe('gzip')
  expect(response.headers.get('vary')).toBe('accept-encoding')
  const body = gunzipSync(await response.arrayBuffer())
  const etag = response.headers.get('etag') ?? ''
  const again = await http.request('/api/courses', { headers: { 'if-none-match': `W/${etag}` } })
  expect(again.status).toBe(304)
  expect(await again.text()).toBe('')
  const plain = await http.request('/api/courses', {
    headers: { 'accept-encoding': 'gzip', 'x-no-compression': '1' },
  })
  expect(plain.headers.get('content-encoding')).toBeNull()
  expect(await plain.text()).toBe(body.toString())
})

test('one look at the store serves all who ask', async () => {
  await write(course('c1'))
  await Promise.all(Array.from({ length: 50 }, () => http.request('/api/courses/c1')))
  const { hits, misses } = http.school.cache.figures()
  expect(misses).toBe(1)
  expect(hits).toBe(49)
})

test('one address may search so often; lists without a search, and others, are answered meanwhile', async () => {
  const limited = await openTestHttp({ isRateLimited: true, trustedProxies: 1, clock: createTestClock() })
  const get = (path: string, address = '192.0.2.1') =>
    limited.request(path, { headers: { 'x-forwarded-for': address } })
  const statuses: number[] = []
  for (let index = 0; index < 303; index += 1)
    statuses.push((await get(`/api/courses?search=w${String(index)}`)).status)
  expect(statuses.filter((status) => status === 200)).toHaveLength(300)
  const refused = await get('/api/courses?search=more')
  expect(refused.status).toBe(429)
  expect(await refused.json()).toMatchObject({ error: { code: 'too-many-requests' } })
  expect((await get('/api/courses')).status).toBe(200)
  expect((await get('/api/courses?search=more', '192.0.2.2')).status).toBe(200)
  await limited.close()
})

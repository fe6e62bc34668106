import { afterAll, beforeAll, expect, test } from 'vitest'
import { StoreUnavailable } from '#ports/store/store.ts'
import { openTestHttp, type TestHttp } from '#testing/test-http.ts'

let http: TestHttp
beforeAll(async () => {
  http = await openTestHttp()
})
afterAll(() => http.close())

test('a question in GraphQL that is deep, wide, in a circle, or none is answered in words, and soon', async () => {
  const queries = [
    '',
    '{',
    '{'.repeat(8000),
    `query { courses(limit: 1, offset: 0) ${'{ instructor { courses '.repeat(300)}`,
    `{ ${'a: '.repeat(2000)} }`,
    `{ ${Array.from({ length: 1000 }, (_, i) => `a${String(i)}: __typename`).join(' ')} }`,
    '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }',
    '{ courses(limit: 1000000, offset: -1) { title } }',
    '{ courses(limit: 1, offset: 0) { title } } '.repeat(50),
    '{ course(id: "draft") { title } }',
    '{ course(id: "\\u0000") { title } }',
    'mutation { x }',
    'subscription { x }',
    `{ course(id: ${'['.repeat(3000)}) { title } }`,
    `query Q(${Array.from({ length: 500 }, (_, i) => `$v${String(i)}: Int`).join(', ')}) { __typename }`,
    '{ __schema { types { fields { type { fields { type { fields { type { name } } } } } } } } }',
  ]
  for (const query of queries)
    for (const response of [
      await http.post('/api/graphql', { query }),
      await http.request(`/api/graphql?query=${encodeURIComponent(query)}`),
    ]) {
      expect([200, 400, 413]).toContain(response.status)
      expect(await response.text()).toMatch(/"message":"[^"]|"data":\{/)
    }
  expect(http.log.said.filter(({ level }) => level === 'error')).toEqual([])
})

test('a question that can’t be answered now is to be asked again, and what else goes wrong is found by its request', async () => {
  const { store } = http.school
  const { documents } = store
  const askWith = async (error: Error): Promise<Response> => {
    Object.assign(store, { documents: () => Promise.reject(error) })
    const response = await http.post('/api/graphql', { query: '{ course(id: "c") { title } }' })
    Object.assign(store, { documents })
    return response
  }
  const unavailable = await askWith(new StoreUnavailable('MongoDB at database:27017 does not answer'))
  expect(unavailable.status).toBe(503)
  expect(await unavailable.json()).toMatchObject({ error: { code: 'unavailable', retry: true } })
  const failed = await askWith(new Error('a bug'))
  expect(await failed.text()).not.toContain('bug')
  const requestId = failed.headers.get('x-request-id')
  expect(http.log.said.filter(({ level }) => level === 'error')).toMatchObject([{ details: { requestId } }])
})

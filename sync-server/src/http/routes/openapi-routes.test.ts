import { afterEach, beforeEach, expect, test } from 'vitest'
import type { OpenapiDocument } from '../openapi/openapi-document.ts'
import { openTestHttp, type TestHttp } from '#testing/test-http.ts'

let http: TestHttp
beforeEach(async () => {
  http = await openTestHttp()
})
afterEach(() => http.close())

const document = async () => (await (await http.request('/api/openapi.json')).json()) as OpenapiDocument

test('every address that is described is there, and asks for a session where it says so', async () => {
  const { paths } = await document()
  expect(Object.keys(paths).length).toBeGreaterThan(8)
  for (const [path, operations] of Object.entries(paths))
    for (const [method, { security, responses }] of Object.entries(operations)) {
      const filled = path.replace('{hash}', '0'.repeat(64)).replaceAll(/\{[a-z]+\}/gi, 'none')
      const { status } = await http.request(filled, {
        method: method.toUpperCase(),
        ...(method === 'post' ? { body: '{}' } : {}),
      })
      expect(Object.keys(responses), `${method} ${path}`).toContain(String(status))
      if (security !== undefined && security.length > 0) expect(status, `${method} ${path}`).toBe(401)
    }
})

test('every address under /api is described, but the description itself', async () => {
  const { paths } = await document()
  const described = Object.entries(paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  )
  const routes = http.school.app.routes
    .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/'))
    .map(
      ({ method, path }) => `${method} ${path.replace(/:([a-z]+)(\{.*\})?/i, '{$1}').replace(/:([a-z]+)/gi, '{$1}')}`,
    )
    .filter((route) => !['GET /api/openapi.json', 'GET /api/docs', 'GET /api/graphql'].includes(route))
  // What is asked by HEAD is a route of GET to the router.
  const isDescribed = (route: string) => described.includes(route) || described.includes(route.replace(/^GET/, 'HEAD'))
  expect([...new Set(routes)].filter((route) => !isDescribed(route))).toEqual([])
})

test('what it says of a course is what a course is', async () => {
  const { paths } = await document()
  const parameters = paths['/api/courses']?.['get']?.parameters ?? []
  expect(parameters.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['page', 'limit', 'category', 'level', 'language', 'instructorId', 'search']),
  )
  expect(JSON.stringify(paths['/api/sync'])).toContain('"refused"')
})

test('the page is read without scripts, and holds every address', async () => {
  const response = await http.request('/api/docs')
  const text = await response.text()
  expect(response.headers.get('content-security-policy')).not.toContain('script')
  expect(text).not.toContain('<script')
  for (const path of Object.keys((await document()).paths)) expect(text).toContain(path)
  const compressed = await http.request('/api/docs', { headers: { 'accept-encoding': 'gzip' } })
  expect(compressed.headers.get('content-encoding')).toBe('gzip')
  expect(compressed.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect((await compressed.arrayBuffer()).byteLength).toBeLessThan(text.length / 5)
})

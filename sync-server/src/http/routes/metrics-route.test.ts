import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTestHttp, syncBody, type TestHttp } from '#testing/test-http.ts'

let http: TestHttp
beforeEach(async () => {
  http = await openTestHttp()
})
afterEach(() => http.close())

const metrics = async () => (await http.request('/metrics')).text()
const valueOf = (text: string, line: RegExp): number => Number(new RegExp(`^${line.source} (.+)$`, 'm').exec(text)?.[1])

test('requests are told by method, pattern of the route and status, never by address', async () => {
  const { cookie } = await http.enter('Ana')
  await http.request('/api/me', { cookie })
  await http.request('/api/me')
  await http.request('/api/media/of-nobody')
  const text = await metrics()
  const count = 'http_request_duration_seconds_count'
  expect(text).toContain(`${count}{method="GET",route="/api/me",status_code="200"}`)
  expect(text).toMatch(new RegExp(`${count}\\{method="GET",route="[^"]*",status_code="401"\\} 2`))
  expect(text).not.toContain('of-nobody')
  expect(text).toContain('http_request_duration_seconds_bucket{le="0.2",method="GET"')
  expect(valueOf(text, /active_connections/)).toBe(0)
})

test('sync, queue and cache have their figures', async () => {
  const { cookie, personId } = await http.enter('Ana')
  const note = { id: 'n', personId, courseId: 'c', unitId: 'u', kind: 'note', position: 0, text: '', writtenAt: 0 }
  const push = [
    { collection: 'notes', rows: [{ assumed: null, document: note }] },
    { collection: 'no such"\n', rows: [{ assumed: null, document: { id: 'x' } }] },
    { collection: 'invented', rows: [{ assumed: null, document: { id: 'x' } }] },
  ]
  await http.post('/api/sync', syncBody(personId, { push }), cookie)
  const text = await metrics()
  expect(valueOf(text, /edutrack_sync_rows_total\{collection="notes",outcome="accepted"\}/)).toBe(1)
  expect(text).not.toMatch(/no such|invented/)
  expect(valueOf(text, /edutrack_sync_rows_total\{collection="unknown",outcome="refused"\}/)).toBe(2)
  expect(valueOf(text, /edutrack_log_head/)).toBeGreaterThan(1)
  expect(valueOf(text, /edutrack_streams/)).toBe(0)
  expect(valueOf(text, /edutrack_queue_jobs\{state="failed"\}/)).toBe(0)
  expect(valueOf(text, /edutrack_cache_requests_total\{outcome="miss"\}/)).toBeGreaterThan(0)
  expect(text).toContain('nodejs_eventloop_lag_seconds')
})

test('who comes by a proxy is not told', async () => {
  expect((await http.request('/metrics', { headers: { 'x-forwarded-for': '203.0.113.5' } })).status).toBe(404)
  expect((await http.request('/metrics')).status).toBe(200)
})

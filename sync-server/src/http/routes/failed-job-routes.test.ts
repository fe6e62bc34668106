import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTestHttp, type TestHttp } from '#testing/test-http.ts'

let http: TestHttp
beforeEach(async () => {
  http = await openTestHttp()
})
afterEach(() => http.close())

test('administrators see jobs that were given up, and why, and have them tried again; nobody else does', async () => {
  const { queue } = http.school
  await queue.add({ id: 'bad', kind: 'enrolment-letter', payload: 'none', attempts: 1 })
  await expect.poll(async () => (await queue.figures()).failed).toBe(1)
  const { cookie } = await http.enter('Ada', 'administrator')
  const failed = async () => (await http.request('/api/jobs/failed', { cookie })).json()
  expect(await failed()).toMatchObject({
    figures: { failed: 1 },
    failed: [{ id: 'bad', kind: 'enrolment-letter', attempt: 1, error: expect.stringContaining('object') as string }],
  })
  expect((await http.post('/api/jobs/retry', { id: 'bad' }, cookie)).status).toBe(200)
  await expect.poll(failed).toMatchObject({ failed: [{ id: 'bad' }] })
  expect((await http.post('/api/jobs/retry', { id: 'none' }, cookie)).status).toBe(404)
  expect((await http.post('/api/jobs/retry', {}, cookie)).status).toBe(400)

  for (const person of [await http.enter('Ines', 'instructor'), await http.enter('Ana')]) {
    expect((await http.request('/api/jobs/failed', { cookie: person.cookie })).status).toBe(403)
    expect((await http.post('/api/jobs/retry', { id: 'bad' }, person.cookie)).status).toBe(403)
  }
  expect((await http.request('/api/jobs/failed')).status).toBe(401)
})

import { createHash } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTestHttp, type TestHttp } from '#testing/test-http.ts'

let http: TestHttp
beforeEach(async () => {
  http = await openTestHttp()
})
afterEach(() => http.close())

test('administrators see what a sweep of spare media did and the next would do, metrics too; nobody else does', async () => {
  const { blobs, queue } = http.school
  const bytes = Buffer.from('spare')
  await blobs.put(`media/${createHash('sha256').update(bytes).digest('hex')}`, bytes, { mime: 'image/webp' })
  const { cookie } = await http.enter('Ada', 'administrator')
  const told = async () => (await http.request('/api/media-sweep', { cookie })).json()
  const none = { files: 0, bytes: 0 }
  expect(await told()).toEqual({
    last: null,
    dryRun: { at: expect.any(Number) as number, looked: { files: 1, bytes: 5 }, spare: none, removed: none },
    removals: [],
  })
  await queue.add({ id: 'sweep-media-today', kind: 'sweep-media', payload: {} })
  await expect.poll(told).toMatchObject({ last: { looked: { files: 1, bytes: 5 }, removedInAll: none } })
  const metrics = await http.school.metrics.collect()
  expect(metrics.text).toContain('edutrack_media_bytes 5')
  expect(metrics.text).toContain('edutrack_media_removed_files 0')
  for (const person of [await http.enter('Ines', 'instructor'), await http.enter('Ana')])
    expect((await http.request('/api/media-sweep', { cookie: person.cookie })).status).toBe(403)
  expect((await http.request('/api/media-sweep')).status).toBe(401)
})

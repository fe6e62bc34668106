import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SyncResponse } from '@edutrack/shared-schema/protocol/sync'
import { openTestHttp, syncBody, type TestHttp } from '#testing/test-http.ts'

let http: TestHttp
beforeAll(async () => {
  http = await openTestHttp()
})
afterAll(() => http.close())

test('S2: where too much waits a push is turned away with a time to come again; pulls are answered, and the push when there is room', async () => {
  const { cookie, personId } = await http.enter('Ana')
  const { engine } = http.school
  const isReleased = Promise.withResolvers<void>()
  const isBegun = Promise.withResolvers<void>()
  const holder = engine.commitAsServer(async () => {
    isBegun.resolve()
    await isReleased.promise
    return []
  })
  await isBegun.promise
  const note = (id: string) => ({
    id,
    personId,
    courseId: 'c',
    unitId: 'u',
    kind: 'note' as const,
    position: 0,
    text: 't',
    writtenAt: 0,
  })
  const crowd = engine.commitAsServer(
    Array.from({ length: 5000 }, (_, index) => ({ collection: 'notes' as const, document: note(`n${String(index)}`) })),
  )
  const push = (id: string): Promise<Response> =>
    http.post(
      '/api/sync',
      syncBody(personId, { push: [{ collection: 'notes', rows: [{ assumed: null, document: note(id) }] }] }),
      cookie,
    )
  const turnedAway = await push('mine')
  expect(turnedAway.status).toBe(503)
  expect(await turnedAway.json()).toMatchObject({ error: { code: 'unavailable', retry: true } })
  expect(Number(turnedAway.headers.get('retry-after'))).toBeGreaterThanOrEqual(2)
  const pull = syncBody(personId, { pull: { checkpoint: null, limit: 10 } })
  expect((await http.post('/api/sync', pull, cookie)).status).toBe(200)
  isReleased.resolve()
  await Promise.all([holder, crowd])
  const answered = (await (await push('mine')).json()) as SyncResponse
  expect(answered.push[0]?.results[0]?.outcome).toBe('accepted')
})

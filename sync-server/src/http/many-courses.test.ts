import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Course } from '@edutrack/shared-schema/collections/courses'
import type { SyncResponse } from '@edutrack/shared-schema/protocol/sync'
import { PREVIOUS_PROTOCOL_VERSION, PROTOCOL_VERSION } from '@edutrack/shared-schema/protocol/version'
import { openTestHttp, syncBody, type TestHttp } from '#testing/test-http.ts'

let http: TestHttp
beforeAll(async () => {
  http = await openTestHttp()
})
afterAll(() => http.close())

const COURSES = 1200
const courseOf = (personId: string, index: number): Course => ({
  id: `0f8a6c1e-5b7d-4e2a-9c3b-${String(index).padStart(12, '0')}`,
  title: `Course ${String(index)}`,
  description: 'd',
  category: 'maths',
  level: 'beginner',
  language: 'en',
  instructorId: personId,
  instructorName: 'Ines',
  staffIds: [],
  status: 'draft',
  modules: [],
  minutes: 10,
  enrolment: { mode: 'open' },
  contents: { units: 0, questions: 0, files: 0, bytes: 0 },
  createdAt: 0,
  updatedAt: 0,
})

test('S4: who teaches a thousand courses reads on from a checkpoint of all of them, in either protocol, and is told of one that is lost', async () => {
  const { cookie, personId } = await http.enter('Ines', 'instructor')
  const courses = Array.from({ length: COURSES }, (_, index) => courseOf(personId, index))
  const { engine } = http.school
  await engine.commitAsServer(courses.map((document) => ({ collection: 'courses' as const, document })))
  const pull = async (checkpoint: string | null, protocol = PROTOCOL_VERSION) => {
    const response = await http.post(
      '/api/sync',
      { ...syncBody(personId, { pull: { checkpoint, limit: 1000 } }), protocol },
      cookie,
    )
    expect(response.status).toBe(200)
    return ((await response.json()) as SyncResponse).pull
  }
  let [checkpoint, told]: [string | null, number] = [null, 0]
  for (let more = true; more;) {
    const page = await pull(checkpoint)
    told += page?.changes.find(({ collection }) => collection === 'courses')?.documents.length ?? 0
    checkpoint = page?.checkpoint ?? null
    more = page?.more ?? false
  }
  expect(told).toBe(COURSES)
  expect(checkpoint?.length).toBeGreaterThan(20_000)
  await engine.commitAsServer([
    { collection: 'courses', document: { ...courseOf(personId, 7), instructorId: 'somebody-else' } },
  ])
  for (const protocol of [PROTOCOL_VERSION, PREVIOUS_PROTOCOL_VERSION]) {
    const page = await pull(checkpoint, protocol)
    expect(page?.changes).toMatchObject([
      { collection: 'courses', documents: [{ id: courseOf(personId, 7).id, _deleted: true }] },
    ])
  }
})

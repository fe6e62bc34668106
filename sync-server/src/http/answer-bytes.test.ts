import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { enrolmentIdOf } from '@edutrack/shared-schema/id'
import type { SyncResponse } from '@edutrack/shared-schema/protocol/sync'
import { createSystemClock } from '#ports/clock/clock.ts'
import { freePort } from '#testing/free-port.ts'
import { openTestHttp, syncBody, type TestHttp } from '#testing/test-http.ts'
import { listen, type Listening } from '../server/listen.ts'

/** Courses that a learner is in. */
const COURSES = 5

let http: TestHttp
let listening: Listening
let port: number
beforeAll(async () => {
  http = await openTestHttp()
  port = await freePort()
  const options = { port, host: '127.0.0.1', certificates: undefined, clock: createSystemClock() }
  listening = await listen({ app: http.school.app, ...options })
})
afterAll(async () => {
  await listening.close(100)
  await http.close()
})

/** Bytes on the wire of one answer, its head with it. */
const bytesOf = (request: string): Promise<{ readonly bytes: number; readonly text: string }> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(request))
    const chunks: Buffer[] = []
    socket.on('data', (chunk) => {
      chunks.push(chunk)
      const answer = Buffer.concat(chunks)
      const end = answer.indexOf('\r\n\r\n') + 4
      const length = Number(/content-length: (\d+)/i.exec(answer.subarray(0, end).toString())?.[1])
      if (end < 4 || answer.length < end + length) return
      socket.destroy()
      resolve({ bytes: answer.length, text: answer.toString('latin1') })
    })
    socket.on('error', reject)
  })

test('S10: coming back to nothing new costs less than a kilobyte down, all headers counted', async () => {
  const { cookie, personId } = await http.enter('Ana')
  const ids = Array.from({ length: COURSES }, (_, index) => `3f2a9c1e-7b4d-4e8a-9f10-0000000000${String(10 + index)}`)
  await http.school.engine.commitAsServer(
    ids.map((courseId) => ({
      collection: 'enrolments',
      document: {
        id: enrolmentIdOf(personId, courseId),
        personId,
        courseId,
        wish: 'enrolled',
        wishedAt: 0,
        status: 'active',
      },
    })),
  )
  const pull = async (checkpoint: string | null) =>
    (await (
      await http.post('/api/sync', syncBody(personId, { pull: { checkpoint, limit: 100 } }), cookie)
    ).json()) as SyncResponse
  const checkpoint = (await pull(null)).pull?.checkpoint ?? null
  const body = JSON.stringify(syncBody(personId, { pull: { checkpoint, limit: 100 } }))
  const { bytes, text } = await bytesOf(
    `POST /api/sync HTTP/1.1\r\nhost: localhost\r\ncookie: ${cookie}\r\naccept-encoding: gzip, deflate, br\r\ncontent-type: application/json\r\ncontent-length: ${String(body.length)}\r\n\r\n${body}`,
  )
  expect(text).toMatch(/^HTTP\/1\.1 200 .*"changes":\[\]/s)
  expect(bytes).toBeLessThan(1024)
  const head = text.slice(0, text.indexOf('\r\n\r\n'))
  expect(head).toMatch(/x-content-type-options: nosniff/i)
  expect(head).toMatch(/cache-control: no-store/i)
  expect(head.length).toBeLessThan(330)
})

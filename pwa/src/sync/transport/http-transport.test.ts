import { expect, test } from 'vitest'
import { PROTOCOL_VERSION } from '@edutrack/shared-schema/protocol/version'
import { createHttpTransport } from './http-transport.ts'

const request = { protocol: PROTOCOL_VERSION, device: 'phone-1', person: 'ana', clock: 1_780_000_000_000.5, push: [] }
const answering = (response: Response) => {
  const asked: Headers[] = []
  const fetch: typeof globalThis.fetch = async (_address, init) => {
    asked.push(new Headers(init?.headers))
    return response
  }
  return { asked, transport: createHttpTransport({ fetch, EventSource: undefined }) }
}

test('a request says by its id which device made it and when: the school’s logs tell it from there on', async () => {
  const { asked, transport } = answering(Response.json({ head: 1, serverTime: 2, push: [] }))
  expect(await transport.send(request)).toMatchObject({ ok: true })
  const id = asked[0]?.get('x-request-id') ?? ''
  expect(id).toBe(`phone-1.${(1_780_000_000_000).toString(36)}`)
  // What the school and its balancer take over.
  expect(id).toMatch(/^[A-Za-z0-9._:-]{8,100}$/)
})

test('what is no answer of the school is as good as none; what it refuses is told by its code', async () => {
  expect(await answering(Response.json({ welcome: 'to the café' })).transport.send(request)).toEqual({
    ok: false,
    problem: 'offline',
  })
  const busy = Response.json(
    { error: { code: 'too-many-requests', message: '', retry: true, requestId: '' } },
    { status: 429, headers: { 'retry-after': '7' } },
  )
  expect(await answering(busy).transport.send(request)).toEqual({
    ok: false,
    problem: 'too-many-requests',
    retryAfterMs: 7000,
  })
})

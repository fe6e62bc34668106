import { expect, test } from 'vitest'
import { createSendInPieces, PIECE_BYTES, type Sending } from './send-in-pieces.ts'

/** A school that speaks as much of tus as is asked of it, and fails when the test says so. */
const createSchool = () => {
  let length: number | undefined
  let kept: Blob = new Blob()
  let metadata = ''
  const asked: string[] = []
  const world: { fail?: (method: string) => Response | Error | undefined } = {}
  const refuse = (status: number, code: string, retry = false) => Response.json({ error: { code, retry } }, { status })
  const fetch = (async (path: string, init: RequestInit) => {
    const headers = new Headers(init.headers)
    const method = init.method ?? ''
    asked.push(method)
    if (init.signal?.aborted === true) throw new DOMException('Aborted', 'AbortError')
    const failure = world.fail?.(method)
    if (failure instanceof Error) throw failure
    if (failure !== undefined) return failure
    expect(headers.get('tus-resumable')).toBe('1.0.0')
    if (method === 'POST') {
      expect(path).toBe('/api/uploads')
      length = Number(headers.get('upload-length'))
      metadata = headers.get('upload-metadata') ?? ''
      return new Response(null, { status: 201 })
    }
    expect(path).toBe('/api/uploads/u1')
    if (length === undefined) return refuse(404, 'not-found')
    if (method === 'PATCH') {
      if (Number(headers.get('upload-offset')) !== kept.size) return refuse(409, 'upload-moved', true)
      kept = new Blob([kept, init.body as Blob])
    }
    return new Response(null, {
      status: method === 'HEAD' ? 200 : 204,
      headers: { 'upload-offset': String(kept.size) },
    })
  }) as typeof globalThis.fetch
  return { fetch, asked, world, refuse, kept: () => kept.text(), metadata: () => metadata }
}
const content = new Blob([Uint8Array.from({ length: PIECE_BYTES * 2 + 100 }, (_, index) => 32 + (index % 90))])
const sending = (more: Partial<Sending> = {}): Sending => ({
  id: 'u1',
  courseId: 'c1',
  name: 'Заметка.jpg',
  content,
  signal: new AbortController().signal,
  onKept: () => undefined,
  ...more,
})

test('a file goes piece by piece, and arrives as it is', async () => {
  const school = createSchool()
  const kept: number[] = []
  const send = createSendInPieces(school)
  expect(await send(sending({ onKept: (bytes) => kept.push(bytes) }))).toEqual({ outcome: 'received' })
  expect(school.asked).toEqual(['HEAD', 'POST', 'PATCH', 'PATCH', 'PATCH'])
  expect(kept).toEqual([0, PIECE_BYTES, PIECE_BYTES * 2, content.size])
  expect(await school.kept()).toBe(await content.text())
  const told = Object.fromEntries(
    school
      .metadata()
      .split(',')
      .map((pair) => pair.split(' '))
      .map(([key = '', value = '']) => [key, Buffer.from(value, 'base64').toString()]),
  )
  expect(told).toEqual({ id: 'u1', courseId: 'c1', name: 'Заметка.jpg' })
})

test('what was cut off goes on where the school has got to, whoever sends; what is complete is not sent again', async () => {
  const school = createSchool()
  const send = createSendInPieces(school)
  let pieces = 0
  school.world.fail = (method) =>
    method === 'PATCH' && (pieces += 1) > 1 ? new TypeError('Failed to fetch') : undefined
  expect(await send(sending())).toEqual({ outcome: 'unreached' })
  delete school.world.fail
  school.asked.length = 0
  expect(await send(sending())).toEqual({ outcome: 'received' })
  expect(school.asked).toEqual(['HEAD', 'PATCH', 'PATCH'])
  expect(await school.kept()).toBe(await content.text())
  school.asked.length = 0
  expect(await send(sending())).toEqual({ outcome: 'received' })
  expect(school.asked).toEqual(['HEAD'])
})

test('S17: what is worth another try, or waits for a sign-in, is no refusal; what the school can’t take is one', async () => {
  const school = createSchool()
  const send = createSendInPieces(school)
  const answer = async (method: string, response: () => Response) => {
    school.world.fail = (asked) => (asked === method ? response() : undefined)
    return send(sending())
  }
  expect(await answer('HEAD', () => new Response('', { status: 401 }))).toEqual({ outcome: 'unreached' })
  expect(await answer('HEAD', () => new Response('<html>'))).toEqual({ outcome: 'unreached' })
  expect(await answer('POST', () => school.refuse(401, 'not-signed-in'))).toEqual({ outcome: 'unreached' })
  expect(await answer('POST', () => school.refuse(413, 'course-storage-full'))).toEqual({
    outcome: 'refused',
    code: 'course-storage-full',
  })
  expect(await answer('POST', () => school.refuse(404, 'not-found'))).toEqual({ outcome: 'refused', code: 'not-found' })
  // Forgotten while it was sent, it begins anew the next time; a server that takes nothing is left alone.
  expect(await answer('PATCH', () => school.refuse(404, 'not-found'))).toEqual({ outcome: 'unreached' })
  expect(await answer('PATCH', () => school.refuse(423, 'upload-busy', true))).toEqual({ outcome: 'unreached' })
  expect(await answer('PATCH', () => new Response(null, { status: 204, headers: { 'upload-offset': '0' } }))).toEqual({
    outcome: 'unreached',
  })
})

test('stopped, it ends at once, and says so', async () => {
  const school = createSchool()
  const control = new AbortController()
  const send = createSendInPieces(school)
  expect(await send(sending({ signal: control.signal, onKept: (bytes) => bytes > 0 && control.abort() }))).toEqual({
    outcome: 'stopped',
  })
  expect(school.asked).toEqual(['HEAD', 'POST', 'PATCH', 'PATCH'])
})

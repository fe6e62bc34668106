import { connect, type Socket } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createSystemClock } from '#ports/clock/clock.ts'
import { openTestHttp, syncBody, type TestHttp } from '#testing/test-http.ts'
import { freePort } from '#testing/free-port.ts'
import { listen, type Listening } from '../../server/listen.ts'

let http: TestHttp
let listening: Listening
let port: number
let sockets: Socket[]
beforeEach(async () => {
  http = await openTestHttp()
  port = await freePort()
  listening = await listen({
    app: http.school.app,
    port,
    host: '127.0.0.1',
    certificates: undefined,
    clock: createSystemClock(),
  })
  sockets = []
})
afterEach(async () => {
  for (const socket of sockets) socket.destroy()
  await listening.close(100)
  await http.close()
})

/** A stream as a browser opens it, on a socket of its own. */
const openStream = (cookie: string, query = 'protocol=1&device=phone') => {
  const socket = connect(port, '127.0.0.1')
  sockets.push(socket)
  const stream = { socket, text: '', isClosed: false }
  socket.on('data', (chunk) => (stream.text += chunk.toString()))
  socket.on('close', () => (stream.isClosed = true))
  socket.on('error', () => undefined)
  socket.write(`GET /api/stream?${query} HTTP/1.1\r\nhost: localhost\r\ncookie: ${cookie}\r\n\r\n`)
  return stream
}
const write = ({ personId, cookie }: { personId: string; cookie: string }, id: string, text: string) => {
  const note = { id, personId, courseId: 'c', unitId: 'u', kind: 'note', position: 0, text, writtenAt: 0 }
  return http.post(
    '/api/sync',
    syncBody(personId, { push: [{ collection: 'notes', rows: [{ assumed: null, document: note }] }] }),
    cookie,
  )
}

test('events come as they happen, each a line of JSON after `data:`', async () => {
  const ana = await http.enter('Ana')
  const stream = openStream(ana.cookie)
  await expect.poll(() => stream.text).toContain('"type":"hello"')
  expect(stream.text).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
  expect(stream.text).toMatch(/content-type: text\/event-stream/i)
  expect(stream.text).not.toMatch(/transfer-encoding/i)
  await write(ana, 'n1', 'line one\nline two')
  await expect.poll(() => stream.text).toContain('"type":"changes"')
  const events = stream.text.split('\r\n\r\n')[1]?.trim().split('\n\n') ?? []
  expect(events.every((event) => event.startsWith('data: ') && !event.includes('\n'))).toBe(true)
  const changes = events.find((event) => event.includes('"type":"changes"'))
  expect(JSON.parse(changes?.slice(6) ?? '')).toMatchObject({
    type: 'changes',
    changes: [{ collection: 'notes', documents: [{ id: 'n1', text: 'line one\nline two' }] }],
  })
})

test('S16: another protocol is told so', async () => {
  const { cookie } = await http.enter('Ana')
  const stream = openStream(cookie, 'protocol=99&device=phone')
  await expect.poll(() => stream.text).toContain('HTTP/1.1 426')
})

test('S17: signing out ends the streams of that session, and of no other', async () => {
  const ana = await http.enter('Ana')
  const signIn = await http.post('/api/auth/sign-in/email', { email: ana.email, password: ana.password })
  const tablet = signIn.headers
    .getSetCookie()
    .map((text) => text.split(';')[0])
    .join('; ')
  const [onPhone, onTablet] = [openStream(ana.cookie), openStream(tablet, 'protocol=1&device=tablet')]
  await expect.poll(() => [onPhone, onTablet].every(({ text }) => text.includes('hello'))).toBe(true)
  // Remembered for a moment, yet not beyond its end.
  expect((await http.request('/api/me', { cookie: ana.cookie })).status).toBe(200)
  await http.post('/api/auth/sign-out', {}, ana.cookie)
  await expect.poll(() => onPhone.isClosed).toBe(true)
  expect(onPhone.text).toContain('"type":"resync"')
  expect((await http.request('/api/me', { cookie: ana.cookie })).status).toBe(401)
  expect(onTablet.isClosed).toBe(false)
  expect((await http.request('/api/me', { cookie: tablet })).status).toBe(200)
})

test('a role that changes holds from the next request on', async () => {
  const ana = await http.enter('Ana')
  const role = async () =>
    ((await (await http.request('/api/me', { cookie: ana.cookie })).json()) as { role: string }).role
  expect(await role()).toBe('learner')
  const stream = openStream(ana.cookie)
  await expect.poll(() => stream.text).toContain('hello')
  await http.school.engine.commitAsServer([
    { collection: 'people', document: { id: ana.personId, name: 'Ana', role: 'instructor', settings: {} } },
  ])
  expect(await role()).toBe('instructor')
  await expect.poll(() => stream.isClosed).toBe(true)
})

test('S9: a device that takes nothing is cut off instead of kept waiting; others are told meanwhile', async () => {
  const ana = await http.enter('Ana')
  const [asleep, awake] = [
    openStream(ana.cookie, 'protocol=1&device=asleep'),
    openStream(ana.cookie, 'protocol=1&device=awake'),
  ]
  await expect.poll(() => [asleep, awake].every(({ text }) => text.includes('hello'))).toBe(true)
  asleep.socket.pause()
  let sent = 0
  const text = 'x'.repeat(9000)
  while (http.school.engine.streamCount() === 2 && sent < 3000) {
    await write(ana, `n${String(sent)}`, text)
    sent += 1
    // Requests within the process leave sockets no turn of their own.
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect(http.school.engine.streamCount()).toBe(1)
  await expect.poll(() => awake.text.includes(`"n${String(sent - 1)}"`)).toBe(true)
}, 60_000)

test('a device that goes away is forgotten', async () => {
  const ana = await http.enter('Ana')
  const stream = openStream(ana.cookie)
  await expect.poll(() => http.school.engine.streamCount()).toBe(1)
  stream.socket.destroy()
  await expect.poll(() => http.school.engine.streamCount()).toBe(0)
})

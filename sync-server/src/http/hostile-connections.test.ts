import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { requestErrors, type ErrorBody } from '@edutrack/shared-schema/protocol/errors'
import { PROTOCOL_VERSION } from '@edutrack/shared-schema/protocol/version'
import { createSystemClock } from '#ports/clock/clock.ts'
import { freePort } from '#testing/free-port.ts'
import { openTestHttp, syncBody, type TestHttp } from '#testing/test-http.ts'
import { listen, type Listening } from '../server/listen.ts'

let http: TestHttp
let listening: Listening
let port: number
let folder: string
let ana: Awaited<ReturnType<TestHttp['enter']>>
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hostile-connections-'))
  await mkdir(join(folder, 'app', 'assets'), { recursive: true })
  await writeFile(join(folder, 'app', 'index.html'), '<title>EduTrack</title>')
  await writeFile(join(folder, 'app', '.env'), 'SECRET')
  await writeFile(join(folder, 'app', 'assets', 'a-12345678.js'), 'export {}')
  await writeFile(join(folder, 'outside.txt'), 'SECRET')
  http = await openTestHttp({ appFolder: join(folder, 'app') })
  ana = await http.enter('Ana')
  port = await freePort()
  const options = { port, host: '127.0.0.1', certificates: undefined, clock: createSystemClock() }
  listening = await listen({ app: http.school.app, ...options })
})
afterAll(async () => {
  await listening.close(100)
  await http.close()
  await rm(folder, { recursive: true })
})

/** What the server sends until it ends the connection, or for so long. */
const exchange = (
  parts: readonly (string | Uint8Array)[],
  { forMs }: { readonly forMs?: number } = {},
): Promise<string> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    let text = ''
    socket.on('data', (chunk) => (text += chunk.toString('latin1')))
    // It may end the connection while it is still being sent to.
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(text))
    if (forMs !== undefined) setTimeout(() => socket.destroy(), forMs)
    for (const part of parts) socket.write(part)
  })

const ask = (line: string, headers: readonly string[] = [], body = ''): Promise<string> =>
  exchange([`${line} HTTP/1.1\r\n${['host: localhost', 'connection: close', ...headers].join('\r\n')}\r\n\r\n${body}`])

const SPOKEN = `protocol=${String(PROTOCOL_VERSION)}`
const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1])
const bodyOf = (answer: string): string => answer.slice(answer.indexOf('\r\n\r\n') + 4)

test('no path leads out of the app’s folder, or to what the app does not serve', async () => {
  expect(bodyOf(await ask('GET /assets/a-12345678.js'))).toBe('export {}')
  for (const path of [
    '/../outside.txt',
    '/assets/../../outside.txt',
    '/assets/..%2f..%2foutside.txt',
    '/assets/%2e%2e/%2e%2e/outside.txt',
    '/assets/....//....//outside.txt',
    '//outside.txt',
    '/.env',
    '/%2eenv',
    '/./.env',
    '/assets/../.env',
    '/assets/%00',
    '/assets/a-12345678.js%00.txt',
    `/assets/${'a/'.repeat(2000)}x`,
    `/assets/${'x'.repeat(5000)}`,
    '/school.db',
    '/session-secret',
    '/api/media/../../school.db',
    `/api/media/${'a'.repeat(63)}/..`,
  ]) {
    const answer = await ask(`GET ${path}`, [`cookie: ${ana.cookie}`])
    expect([path, statusOf(answer)]).toEqual([path, 404])
    expect((JSON.parse(bodyOf(answer)) as ErrorBody).error.code).toBe('not-found')
  }
  // An address in the absolute form, of another protocol, or of Windows, gets no further.
  for (const target of [
    'http://elsewhere.example/outside.txt',
    'file:///etc/passwd',
    '*',
    'localhost',
    '/assets\\..\\..\\outside.txt',
  ])
    expect(await ask(`GET ${target}`)).not.toContain('SECRET')
})

test('a body that is too large is refused by what it says of its length, and by what comes', async () => {
  const head = (more: string) =>
    `POST /api/sync HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncookie: ${ana.cookie}\r\ncontent-type: application/json\r\n${more}\r\n\r\n`
  const declared = await exchange([head('content-length: 99999999')])
  expect(statusOf(declared)).toBe(413)
  const megabyte = Buffer.alloc(1024 * 1024, 0x20)
  const chunks = Array.from({ length: 9 }, () => [Buffer.from('100000\r\n'), megabyte, Buffer.from('\r\n')]).flat()
  const chunked = await exchange([head('transfer-encoding: chunked'), ...chunks])
  expect(statusOf(chunked)).toBe(413)
  for (const answer of [declared, chunked])
    expect((JSON.parse(bodyOf(answer)) as ErrorBody).error).toMatchObject({
      code: 'too-large',
      message: requestErrors['too-large'].sentence,
    })
})

test('a body in pieces is read; one that is not HTTP ends the connection, and no other', async () => {
  const body = JSON.stringify(syncBody(ana.personId))
  const head = `POST /api/sync HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncookie: ${ana.cookie}\r\ntransfer-encoding: chunked\r\n\r\n`
  const pieces = [...body].map((letter) => `1\r\n${letter}\r\n`)
  expect(statusOf(await exchange([head, ...pieces, '0\r\n\r\n']))).toBe(200)
  for (const nonsense of [
    '\x00\x01\x02\r\n\r\n',
    'GET\r\n\r\n',
    `${head}zz\r\n`,
    'POST /api/sync HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
    'GET / HTTP/1.1\r\nhost: a\r\nx: \x00\r\n\r\n',
    `GET / HTTP/1.1\r\nhost: a\r\nx: ${'x'.repeat(100_000)}\r\n\r\n`,
    'GET / HTTP/1.1\r\n\r\n',
  ])
    expect([400, 431]).toContain(statusOf(await exchange([nonsense])))
  expect(statusOf(await ask('GET /ready'))).toBe(200)
})

test('a body that never ends keeps nobody waiting but its sender', async () => {
  const head = `POST /api/sync HTTP/1.1\r\nhost: localhost\r\ncookie: ${ana.cookie}\r\ncontent-length: 100\r\n\r\n{`
  const waiting = exchange([head], { forMs: 300 })
  expect(statusOf(await ask('GET /ready'))).toBe(200)
  expect(await waiting).toBe('')
  expect(http.log.said.filter(({ level }) => level === 'error')).toEqual([])
})

test('a stream of which only the head is asked is none, and leaves the connection as it was', async () => {
  const lines = (method: string, path: string) =>
    `${method} ${path} HTTP/1.1\r\nhost: localhost\r\ncookie: ${ana.cookie}\r\n`
  const answer = await exchange([
    `${lines('HEAD', `/api/stream?${SPOKEN}&device=phone`)}\r\n`,
    `${lines('GET', '/api/me')}connection: close\r\n\r\n`,
  ])
  expect(answer.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 400', 'HTTP/1.1 200'])
  expect(answer).not.toContain('hello')
  expect(http.school.engine.streamCount()).toBe(0)
  for (const query of ['', '?protocol=', '?protocol=1.5', '?protocol=%00', '?protocol[]=1', '?protocol=99']) {
    const told = await exchange([`${lines('GET', `/api/stream${query}`)}\r\n`], { forMs: 500 })
    expect([query, statusOf(told)]).toEqual([query, 426])
  }
  const open = await exchange(
    [`${lines('GET', `/api/stream?${SPOKEN}&device=${'x'.repeat(3000)}%00%F0%9F&device=__proto__`)}\r\n`],
    { forMs: 300 },
  )
  expect(statusOf(open)).toBe(200)
  await expect.poll(() => http.school.engine.streamCount()).toBe(0)
})

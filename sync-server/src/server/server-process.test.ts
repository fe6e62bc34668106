import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TLSSocket } from 'node:tls'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { freePort } from '#testing/free-port.ts'
import { noPebbleReason, startPebble } from '#testing/pebble.ts'
import { makeTestCertificate, noCertificatesReason } from '#testing/test-certificate.ts'

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url))

let folder: string
let children: ChildProcess[]
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'edutrack-process-'))
  children = []
})
afterEach(async () => {
  for (const child of children) if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
  await rm(folder, { recursive: true, force: true })
})

/** The server as `npm start` runs it; `output` grows. */
const run = (args: readonly string[], env: NodeJS.ProcessEnv = {}) => {
  const child = spawn(process.execPath, [MAIN, '--data', join(folder, 'data'), '--empty', ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  const state = { child, output: '', code: undefined as number | null | undefined }
  const take = (chunk: Buffer) => (state.output += chunk.toString())
  child.stdout.on('data', take)
  child.stderr.on('data', take)
  const ended = new Promise<number | null>((resolve) =>
    child.on('exit', (code) => {
      state.code = code
      resolve(code)
    }),
  )
  return Object.assign(state, {
    ended,
    started: () => expect.poll(() => state.output, { timeout: 20_000, interval: 50 }).toContain('listens at'),
  })
}

const get = (
  url: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; text: string; certificate: string }> =>
  new Promise((resolve, reject) => {
    const answered = (response: IncomingMessage) => {
      const { socket } = response
      const certificate =
        'getPeerCertificate' in socket ? (socket as TLSSocket).getPeerCertificate().fingerprint256 : ''
      let text = ''
      response.on('data', (chunk: Buffer) => (text += chunk.toString()))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text, certificate }))
    }
    const sent = url.startsWith('https')
      ? httpsRequest(url, { headers, rejectUnauthorized: false, agent: false }, answered)
      : httpRequest(url, { headers, agent: false }, answered)
    sent.on('error', reject).end()
  })

test('it starts, says where, is ready, and ends in order within ten seconds though streams are open', async () => {
  const port = await freePort()
  const server = run(['--port', String(port)])
  await server.started()
  const origin = `http://localhost:${String(port)}`
  expect(server.output).toContain(`EduTrack listens at ${origin}`)
  expect(await get(`${origin}/ready`)).toMatchObject({ status: 200, text: '{"status":"ready"}' })

  const signUp = await fetch(`${origin}/api/auth/sign-up/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ name: 'Ana', email: 'ana@example.org', password: 'learn-offline' }),
  })
  expect(signUp.status).toBe(200)
  const cookie = signUp.headers
    .getSetCookie()
    .map((text) => text.split(';')[0])
    .join('; ')
  const stream = get(`${origin}/api/stream?protocol=1&device=phone`, { cookie })
  await new Promise((resolve) => setTimeout(resolve, 300))
  const startedAt = performance.now()
  server.child.kill('SIGTERM')
  const { text } = await stream
  expect(text).toContain('"type":"hello"')
  expect(text).toContain('"type":"reconnect"')
  expect(await server.ended).toBe(0)
  expect(performance.now() - startedAt).toBeLessThan(10_000)
  expect(server.output).toContain('"msg":"stopping"')
}, 40_000)

test('a new school has its first administrator by the command line: a letter lets them choose a password, and they sign in', async () => {
  const port = await freePort()
  const server = run(['--port', String(port), '--sign-up', 'closed', '--person', 'ada@school.example=administrator'])
  await server.started()
  const origin = `http://localhost:${String(port)}`
  expect(server.output).toContain(`they choose a password at ${origin}/forgot`)
  const post = (path: string, body: unknown) =>
    fetch(`${origin}/api/auth/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: JSON.stringify(body),
    })
  await post('request-password-reset', { email: 'ada@school.example' })
  const outbox = join(folder, 'data', 'outbox')
  const letters = async () =>
    (await Promise.all((await readdir(outbox)).map((name) => readFile(join(outbox, name), 'utf8')))).join('')
  await expect.poll(letters, { timeout: 20_000 }).toContain('/reset?token=')
  const token = /token=(\w+)/.exec(await letters())?.[1]
  expect((await post('reset-password', { token, newPassword: 'chosen by Ada' })).status).toBe(200)
  const signedIn = await post('sign-in/email', { email: 'ada@school.example', password: 'chosen by Ada' })
  const cookie = signedIn.headers
    .getSetCookie()
    .map((text) => text.split(';')[0])
    .join('; ')
  expect(JSON.parse((await get(`${origin}/api/me`, { cookie })).text)).toMatchObject({ role: 'administrator' })
})

test('what keeps it from starting is said in one sentence', async () => {
  const blocker = createServer()
  const port = await new Promise<number>((resolve) => {
    blocker.listen(0, '127.0.0.1', () => resolve((blocker.address() as { port: number }).port))
  })
  const inUse = run(['--port', String(port)])
  expect(await inUse.ended).toBe(1)
  expect(inUse.output.trim()).toBe(
    `Port ${String(port)} is in use: stop what uses it, or start with --port and another number.`,
  )
  blocker.close()

  await writeFile(join(folder, 'file'), '')
  const noFolder = run(['--data', join(folder, 'file')])
  expect(await noFolder.ended).toBe(1)
  expect(noFolder.output).toContain('is no folder: choose another with --data.')

  const noAddress = run(['--port', String(await freePort()), '--host', '203.0.113.77'])
  expect(await noAddress.ended).toBe(1)
  expect(noAddress.output).toContain('This machine has no address 203.0.113.77')

  const wrong = run(['--nonsense'])
  expect(await wrong.ended).toBe(2)
  expect(wrong.output).toContain("Unknown option '--nonsense'")
}, 40_000)

test('one folder has one server; after a kill the next one takes it', async () => {
  const first = run(['--port', String(await freePort())])
  await first.started()
  const second = run(['--port', String(await freePort())])
  expect(await second.ended).toBe(1)
  expect(second.output).toContain('Another EduTrack server works in')
  first.child.kill('SIGKILL')
  await first.ended
  await run(['--port', String(await freePort())]).started()
}, 60_000)

test.skipIf(noCertificatesReason !== undefined)(
  'it shows a certificate from files, and the next one when they change, without a restart',
  async () => {
    const write = async () => {
      const { cert, key } = makeTestCertificate()
      await writeFile(join(folder, 'cert.pem'), cert)
      await writeFile(join(folder, 'key.pem'), key)
    }
    await write()
    const port = await freePort()
    const tls = ['--tls-cert', join(folder, 'cert.pem'), '--tls-key', join(folder, 'key.pem')]
    const server = run(['--port', String(port), ...tls])
    await server.started()
    const origin = `https://localhost:${String(port)}`
    expect(server.output).toContain(`listens at ${origin}`)
    const before = await get(`${origin}/ready`)
    expect(before.status).toBe(200)
    await write()
    await expect
      .poll(async () => (await get(`${origin}/ready`)).certificate, { timeout: 45_000, interval: 1000 })
      .not.toBe(before.certificate)
  },
  90_000,
)

test.skipIf(noPebbleReason !== undefined)(
  'it gets a certificate for a domain by itself',
  async () => {
    const pebble = await startPebble()
    await writeFile(join(folder, 'ca.pem'), pebble.ca)
    const port = await freePort()
    const acme = ['--acme-domain', 'school.example.org', '--acme-directory', pebble.directoryUrl]
    const server = run(['--port', String(port), ...acme, '--acme-port', String(pebble.httpPort)], {
      NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem'),
    })
    await server.started()
    expect(server.output).toContain(`listens at https://school.example.org:${String(port)}`)
    expect(await get(`https://localhost:${String(port)}/ready`)).toMatchObject({ status: 200 })
    const redirect = await fetch(`http://127.0.0.1:${String(pebble.httpPort)}/me`, { redirect: 'manual' })
    expect(redirect.headers.get('location')).toBe(`https://school.example.org:${String(port)}/me`)
    await pebble.stop()
  },
  60_000,
)

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync, gunzipSync } from 'node:zlib'
import { Hono } from 'hono'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTestClock, NOON } from '#testing/test-clock.ts'
import type { HttpEnvironment } from '../environment.ts'
import { createPwaFiles } from '../pwa-files.ts'
import { addPwaRoutes } from './pwa-routes.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'edutrack-app-'))
})
afterEach(() => rm(folder, { recursive: true }))

const SCRIPT = `export const answer = 42\n${'// words, words, words\n'.repeat(200)}`
/** A build of the app, and a server of it; the assets of all builds of a test are kept in one folder. */
const deploy = async (build: string, files: Readonly<Record<string, string | Buffer>>, now = NOON) => {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, build, path)), { recursive: true })
    await writeFile(join(folder, build, path), content)
  }
  const clock = createTestClock()
  clock.set(now)
  const app = new Hono<HttpEnvironment>()
  addPwaRoutes(app, {
    files: await createPwaFiles({ folder: join(folder, build), keepFolder: join(folder, 'kept'), clock }),
  })
  return (path: string, headers: Record<string, string> = {}) => app.request(path, { headers })
}
const first = {
  'index.html': '<!doctype html><title>one</title>',
  'service-worker.js': 'self.one = 1',
  'app.webmanifest': '{}',
  'assets/main-1.js': SCRIPT,
  'assets/main-1.js.map': '{}',
  'icons/logo.svg': '<svg/>',
  '.vite/manifest.json': '{}',
}
const navigation = { 'sec-fetch-mode': 'navigate', accept: 'text/html' }

test('assets are kept for a year; the page, the manifest and the service worker are asked for anew', async () => {
  const get = await deploy('one', first)
  const asset = await get('/assets/main-1.js')
  expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect(asset.headers.get('content-type')).toMatch(/^text\/javascript/)
  expect(await asset.text()).toBe(SCRIPT)
  for (const path of ['/index.html', '/app.webmanifest', '/service-worker.js', '/icons/logo.svg']) {
    const response = await get(path)
    expect(response.headers.get('cache-control')).toBe('no-cache')
    const again = await get(path, { 'if-none-match': response.headers.get('etag') ?? '' })
    expect([again.status, await again.text()]).toEqual([304, ''])
  }
  expect((await get('/app.webmanifest')).headers.get('content-type')).toBe('application/manifest+json')
  expect((await get('/service-worker.js')).headers.get('service-worker-allowed')).toBe('/')
})

test('a screen’s address is the app when a browser goes there, and nothing to a script', async () => {
  const get = await deploy('one', first)
  const page = await get('/courses/c1/units/u1', navigation)
  expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-cache'])
  expect(await page.text()).toContain('<title>one')
  // The school's own address is the app for everybody: so does a program see that a school is there.
  for (const headers of [navigation, { accept: '*/*' }, {}]) expect((await get('/', headers)).status).toBe(200)
  expect((await get('/courses', { accept: 'text/html' })).status).toBe(200)
  expect((await get('/courses', { 'sec-fetch-mode': 'cors', accept: '*/*' })).status).toBe(404)
  expect((await get('/assets/gone-9.js', navigation)).status).toBe(404)
  expect((await get('/api/none', navigation)).status).toBe(404)
})

test('a page of an earlier build can still load its parts, for 90 days after that build was last served', async () => {
  await deploy('one', first)
  const get = await deploy('two', { 'index.html': '<title>two</title>', 'assets/main-2.js': 'two' })
  expect(await (await get('/', navigation)).text()).toContain('two')
  const old = await get('/assets/main-1.js', { 'accept-encoding': 'gzip' })
  expect(old.headers.get('cache-control')).toContain('immutable')
  expect(gunzipSync(await old.arrayBuffer()).toString()).toBe(SCRIPT)
  const later = await deploy('two', {}, NOON + 89 * 24 * 3600_000)
  expect((await later('/assets/main-1.js')).status).toBe(200)
  const muchLater = await deploy('two', {}, NOON + 91 * 24 * 3600_000)
  expect((await muchLater('/assets/main-1.js')).status).toBe(404)
  expect((await muchLater('/assets/main-2.js')).status).toBe(200)
})

test('a build that is made while the server runs changes nothing of what it serves', async () => {
  const get = await deploy('one', first)
  await rm(join(folder, 'one'), { recursive: true })
  expect(await (await get('/', navigation)).text()).toContain('<title>one')
  expect(await (await get('/assets/main-1.js')).text()).toBe(SCRIPT)
})

test('text is compressed by the best way that the browser takes, ready-made where the build has done so', async () => {
  const readyMade = brotliCompressSync(Buffer.from(SCRIPT))
  const get = await deploy('one', { ...first, 'assets/main-1.js.br': readyMade })
  const brotli = await get('/assets/main-1.js', { 'accept-encoding': 'gzip, deflate, br' })
  expect(brotli.headers.get('content-encoding')).toBe('br')
  const body = Buffer.from(await brotli.arrayBuffer())
  expect(body.equals(readyMade)).toBe(true)
  expect(brotliDecompressSync(body).toString()).toBe(SCRIPT)
  const gzip = await get('/assets/main-1.js', { 'accept-encoding': 'gzip' })
  expect(gzip.headers.get('vary')).toBe('accept-encoding')
  expect(gunzipSync(await gzip.arrayBuffer()).toString()).toBe(SCRIPT)
  const none = await get('/assets/main-1.js', { 'accept-encoding': 'br', 'x-no-compression': '1' })
  expect(none.headers.get('content-encoding')).toBeNull()
  // Too small to gain by it.
  expect((await get('/icons/logo.svg', { 'accept-encoding': 'br' })).headers.get('content-encoding')).toBeNull()
})

test('no address leads out of the app', async () => {
  const get = await deploy('one', first)
  await writeFile(join(folder, 'secret.txt'), 'secret')
  await writeFile(join(folder, 'kept', 'secret.txt'), 'secret')
  for (const path of [
    '/assets/../secret.txt',
    '/assets/%2e%2e/secret.txt',
    '/assets/..%2fsecret.txt',
    '/assets/..%5csecret.txt',
    '/secret.txt',
    '/.vite/manifest.json',
    '/assets/main-1.js.map',
    '/assets/.hidden',
    '/assets/\u0000',
  ])
    expect((await get(path)).status).toBe(404)
})

test('without a build there is nothing but the API', async () => {
  const app = new Hono<HttpEnvironment>()
  const clock = createTestClock()
  addPwaRoutes(app, { files: await createPwaFiles({ folder: undefined, keepFolder: join(folder, 'kept'), clock }) })
  expect((await app.request('/', { headers: navigation })).status).toBe(404)
})

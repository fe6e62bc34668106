import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { createSystemClock } from '#ports/clock/clock.ts'
import type { HttpEnvironment, ServerState } from '../environment.ts'
import { addHealthRoutes } from './health-routes.ts'

const up = { ping: async () => {} }
type Part = 'store' | 'cache' | 'bus' | 'queue' | 'blobs' | 'mail'
const openApp = (parts: Partial<Record<Part, typeof up>> = {}) => {
  const app = new Hono<HttpEnvironment>()
  let state: ServerState = 'starting'
  const all = { store: up, cache: up, bus: up, queue: up, blobs: up, mail: up, ...parts }
  addHealthRoutes(app, { ...all, clock: createSystemClock(), state: () => state })
  return { app, become: (next: ServerState) => (state = next) }
}
const gone = { ping: () => Promise.reject(new Error('gone')) }

test('health tells of each part, how long the server runs, and the time', async () => {
  const response = await openApp().app.request('/health')
  expect(response.status).toBe(200)
  const health = (await response.json()) as { uptime: number; timestamp: string; checks: { memory: { rss: number } } }
  expect(health).toMatchObject({
    status: 'up',
    checks: { database: 'up', cache: 'up', queue: 'up', blobs: 'up', mail: 'up', memory: { status: 'up' } },
  })
  expect(health.uptime).toBeGreaterThanOrEqual(0)
  expect(Math.abs(Date.parse(health.timestamp) - Date.now())).toBeLessThan(10_000)
  expect(health.checks.memory.rss).toBeGreaterThan(1_000_000)
})

test('without the database the server is down, and says that it is this', async () => {
  const response = await openApp({ store: gone }).app.request('/health')
  expect(response.status).toBe(503)
  expect(await response.json()).toMatchObject({ status: 'down', checks: { database: 'down', cache: 'up' } })
})

test.each(['cache', 'bus', 'queue', 'blobs', 'mail'] as const)(
  'without its %s a server still serves: it is degraded, and says by what',
  async (part) => {
    const response = await openApp({ [part]: gone }).app.request('/health')
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({ status: 'degraded', checks: { database: 'up', [part]: 'down' } })
  },
)

test('many who ask at once make one look at the parts', async () => {
  let pings = 0
  const { app } = openApp({
    store: {
      ping: async () => {
        pings += 1
      },
    },
  })
  await Promise.all(Array.from({ length: 50 }, () => app.request('/health')))
  expect(pings).toBe(1)
})

test('a part that hangs is down', async () => {
  const { app } = openApp({ store: { ping: () => new Promise(() => {}) } })
  expect((await app.request('/health')).status).toBe(503)
}, 10_000)

test('the server is ready when it has started, until it stops', async () => {
  const { app, become } = openApp()
  const ask = async () => {
    const response = await app.request('/ready')
    return [response.status, await response.json()]
  }
  expect(await ask()).toEqual([503, { status: 'starting' }])
  become('ready')
  expect(await ask()).toEqual([200, { status: 'ready' }])
  become('draining')
  expect(await ask()).toEqual([503, { status: 'draining' }])
})

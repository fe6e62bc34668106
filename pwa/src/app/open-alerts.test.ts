import { expect, test } from 'vitest'
import { createMemoryDeviceStore } from '#platform/device-store.ts'
import type { WebPush } from '#platform/web-push.ts'
import { openAlerts, renewAlerts } from './open-alerts.ts'

const browser = () => {
  let subscribed: PushSubscriptionJSON | undefined
  const asked: { readonly path: string; readonly method: string; readonly body: unknown }[] = []
  const push: WebPush = {
    state: async () => (subscribed === undefined ? 'off' : 'on'),
    subscribe: async (key) => (subscribed = { endpoint: `https://push.example/${key}` }),
    current: async () => subscribed,
    unsubscribe: async () => {
      subscribed = undefined
    },
  }
  const school = { isAway: false }
  const fetchIt = (async (path: string, init: RequestInit = {}) => {
    if (school.isAway) throw new TypeError('offline')
    const { method = 'GET', body } = init
    asked.push({ path, method, body: typeof body === 'string' ? (JSON.parse(body) as unknown) : undefined })
    return method === 'GET' ? Response.json({ pushKey: 'key', quiet: null }) : new Response(null, { status: 204 })
  }) as typeof fetch
  const store = createMemoryDeviceStore()
  const of = (personId: string) => ({ personId, store, push, fetch: fetchIt, zone: 'Africa/Nairobi' })
  return { of, asked, school }
}

test('turned on, the school knows this browser by its own key, and again under the next session', async () => {
  const { of, asked } = browser()
  const alerts = openAlerts(of('ana'))
  expect(await alerts.state()).toBe('off')
  await renewAlerts(of('ana'))
  expect(asked).toEqual([])
  expect(await alerts.turnOn()).toEqual({ ok: true })
  expect(await alerts.state()).toBe('on')
  await renewAlerts(of('ana'))
  const told = { path: '/api/me/push', method: 'POST', body: { endpoint: 'https://push.example/key' } }
  expect(asked.filter(({ method }) => method === 'POST')).toEqual([told, told])
})

test('on a shared phone the next person is not woken by what the one before has turned on', async () => {
  const { of, asked } = browser()
  await openAlerts(of('ana')).turnOn()
  expect(await openAlerts(of('ben')).state()).toBe('off')
  asked.length = 0
  await renewAlerts(of('ben'))
  expect(asked).toEqual([])
})

test('turned off, it is off also where the school can’t be told now; turning on says why it can’t', async () => {
  const { of, school } = browser()
  const alerts = openAlerts(of('ana'))
  await alerts.turnOn()
  school.isAway = true
  expect(await alerts.turnOff()).toEqual({ ok: true })
  expect(await alerts.state()).toBe('off')
  expect(await alerts.turnOn()).toEqual({ ok: false, messageId: 'error.offline' })
  expect(await alerts.quiet()).toBeUndefined()
})

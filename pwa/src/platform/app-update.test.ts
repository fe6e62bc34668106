import { expect, test } from 'vitest'
import { createTestClock } from '#testing/test-clock.ts'
import { createAppUpdate } from './app-update.ts'

class FakeWorker extends EventTarget {
  state = 'installing'
  become(state: string): void {
    this.state = state
    this.dispatchEvent(new Event('statechange'))
  }
}

/** A browser whose tries to install a service worker end as the test says. */
const createBrowser = () => {
  const clock = createTestClock()
  const registrations: { readonly worker: FakeWorker; active: FakeWorker | null }[] = []
  let isReachable = true
  let updates = 0
  let back = (): void => undefined
  const register = async () => {
    if (!isReachable) throw new TypeError('Failed to fetch')
    const worker = new FakeWorker()
    const registration = Object.assign(new EventTarget(), {
      worker,
      installing: worker,
      waiting: null,
      active: null as FakeWorker | null,
      update: async () => void (updates += 1),
    })
    registrations.push(registration)
    return registration
  }
  createAppUpdate({
    container: { register, controller: null } as unknown as ServiceWorkerContainer,
    scriptUrl: '/service-worker.js',
    reload: () => undefined,
    clock,
    onMaybeBack: (action) => {
      back = action
    },
  })
  return {
    clock,
    registrations,
    updates: () => updates,
    setReachable: (is: boolean) => {
      isReachable = is
    },
    comeBack: () => back(),
  }
}

test('storing the app that ran out of space is tried again, later and later, until it is stored', async () => {
  const { clock, registrations, updates, comeBack } = createBrowser()
  await clock.advance(0)
  expect(registrations).toHaveLength(1)
  registrations[0]?.worker.become('redundant')
  await clock.advance(5000)
  expect(registrations).toHaveLength(2)
  registrations[1]?.worker.become('redundant')
  await clock.advance(9000)
  expect(registrations).toHaveLength(2)
  await clock.advance(1000)
  const third = registrations[2]
  if (third === undefined) throw new Error('not tried a third time')
  third.active = third.worker
  third.worker.become('activated')
  await clock.advance(60 * 60_000)
  comeBack()
  // From then on it only looks for a new build.
  expect(registrations).toHaveLength(3)
  expect(updates()).toBe(1)
  // An update that could not be stored leaves the one that is there.
  third.worker.become('redundant')
  comeBack()
  // Gone on with at the next occasion, however short ago the last look was.
  expect(updates()).toBe(2)
  await clock.advance(60 * 60_000)
  expect(registrations).toHaveLength(3)
})

test('where its script could not be fetched, the return of the network is the next occasion', async () => {
  const browser = createBrowser()
  browser.setReachable(false)
  browser.comeBack()
  await browser.clock.advance(20_000)
  const before = browser.registrations.length
  browser.registrations[0]?.worker.become('redundant')
  await browser.clock.advance(5000)
  expect(browser.registrations).toHaveLength(before)
  browser.setReachable(true)
  browser.comeBack()
  await browser.clock.advance(0)
  expect(browser.registrations).toHaveLength(before + 1)
})

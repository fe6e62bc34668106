import { of } from 'rxjs'
import { expect, test, vi } from 'vitest'
import { startLiveSync, type LiveProblem } from './live-sync.ts'
import type { SyncProblem } from './sync-engine.ts'

/** Time that a test moves. */
const createManualClock = () => {
  let now = 0
  const timers = new Set<{ readonly at: number; readonly action: () => void }>()
  return {
    now: () => now,
    after: (ms: number, action: () => void) => {
      const timer = { at: now + ms, action }
      timers.add(timer)
      return () => void timers.delete(timer)
    },
    pass: async (ms: number): Promise<void> => {
      now += ms
      for (const timer of timers) if (timer.at <= now && timers.delete(timer)) timer.action()
      await new Promise((resolve) => setImmediate(resolve))
    },
  }
}

/** A device on its own, whose runs of sync are `run`. */
const startWith = (run: () => Promise<SyncProblem | null>, clock: ReturnType<typeof createManualClock>) =>
  startLiveSync({
    engine: { run, hear: async () => 'done' },
    documents: { unsent$: of([]) },
    transport: {
      send: () => Promise.reject(new Error('the engine sends')),
      openStream: () => ({ close: () => undefined }),
    },
    device: 'phone',
    clock,
    random: () => 0,
    connectivity: {
      isOnline$: of(true),
      isOnline: () => true,
      report: () => undefined,
      onMaybeBack: () => () => undefined,
    },
    isVisible$: of(true),
    requestDelivery: () => undefined,
    onSignedOut: () => undefined,
  })

test('S2: a device that was turned away comes again by itself after the time that it was told, and not before', async () => {
  const clock = createManualClock()
  const outcomes: (SyncProblem | null)[] = [{ ok: false, problem: 'unavailable', retryAfterMs: 7000 }, null]
  const ranAt: number[] = []
  const live = startWith(async () => {
    ranAt.push(clock.now())
    return outcomes.shift() ?? null
  }, clock)
  await clock.pass(0)
  expect(ranAt).toEqual([0])
  for (let second = 0; second < 6; second += 1) await clock.pass(1000)
  expect(ranAt).toEqual([0])
  await clock.pass(1000)
  expect(ranAt).toEqual([0, 7000])
  live.stop()
})

test.each([
  ['no-room', new DOMException('The disk is full', 'QuotaExceededError'), 0],
  ['broken', new Error('a bug'), 1],
])(
  'a run that fails on the device itself is told as “%s”, and tried again until it does',
  async (told, error, logged) => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const clock = createManualClock()
    const problems: LiveProblem[] = []
    let failures = 1
    const live = startWith(async () => {
      if (failures > 0) {
        failures -= 1
        throw error
      }
      return null
    }, clock)
    const subscription = live.problem$.subscribe((problem) => problems.push(problem))
    await clock.pass(0)
    expect(problems).toEqual([null, told])
    await clock.pass(1000)
    expect(problems).toEqual([null, told, null])
    expect(log).toHaveBeenCalledTimes(logged)
    subscription.unsubscribe()
    live.stop()
    log.mockRestore()
  },
)

import type { Clock } from '#ports/clock/clock.ts'

export const NOON = Date.UTC(2026, 5, 1, 12)

export interface TestClock extends Clock {
  /** Moves to a time; what falls due by then (`after`) runs, in its order. */
  set(now: number): void
  /** Runs what is due every so often, once. */
  tick(): void
}

export const createTestClock = (): TestClock => {
  let now = NOON
  const works = new Set<() => void>()
  const timers = new Set<{ readonly at: number; readonly work: () => void }>()
  return {
    now: () => now,
    set: (time) => {
      now = time
      for (const timer of [...timers].sort((a, b) => a.at - b.at)) {
        if (timer.at > now || !timers.delete(timer)) continue
        timer.work()
      }
    },
    every: (_ms, work) => {
      works.add(work)
      return () => works.delete(work)
    },
    after: (ms, work) => {
      const timer = { at: now + ms, work }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    tick: () => {
      for (const work of works) work()
    },
  }
}

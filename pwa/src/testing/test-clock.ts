import type { Clock } from '#platform/clock.ts'

export interface TestClock extends Clock {
  /** Lets time pass, and what falls due happen in its order. */
  advance(ms: number): Promise<void>
  /** Somebody sets the device's clock: timers don't notice. */
  set(now: number): void
}

export const createTestClock = (start = 1_000_000): TestClock => {
  let now = start
  let passed = 0
  const timers = new Set<{ readonly due: number; readonly action: () => void }>()
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve()
  }
  return {
    now: () => now,
    after: (ms, action) => {
      const timer = { due: passed + ms, action }
      timers.add(timer)
      return () => void timers.delete(timer)
    },
    advance: async (ms) => {
      const end = passed + ms
      await settle()
      for (;;) {
        const [next] = [...timers].filter(({ due }) => due <= end).sort((a, b) => a.due - b.due)
        if (next === undefined) break
        now += next.due - passed
        passed = next.due
        timers.delete(next)
        next.action()
        await settle()
      }
      now += end - passed
      passed = end
      await settle()
    },
    set: (time) => {
      now = time
    },
  }
}

/** Time, so that tests own it. */
export interface Clock {
  /** Device's clock, ms since 1970: evidence, not order (S13). */
  now(): number
  /** Runs `action` once after `ms`; the answer cancels it. */
  after(ms: number, action: () => void): () => void
}

export const createSystemClock = (): Clock => ({
  now: () => Date.now(),
  after: (ms, action) => {
    const timer = setTimeout(action, ms)
    return () => clearTimeout(timer)
  },
})

export const sleep = (clock: Clock, ms: number): Promise<void> =>
  new Promise((resolve) => void clock.after(ms, resolve))

/** Time, so that tests own it. */
export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): number
  /** Calls `work` every `ms` until the result is called; doesn't keep the process alive. */
  every(ms: number, work: () => void): () => void
  /** Calls `work` once, `ms` from now, unless the result is called before; doesn't keep the process alive. */
  after(ms: number, work: () => void): () => void
}

export const createSystemClock = (): Clock => ({
  now: () => Date.now(),
  every: (ms, work) => {
    const timer = setInterval(work, ms)
    timer.unref()
    return () => clearInterval(timer)
  },
  after: (ms, work) => {
    const timer = setTimeout(work, ms)
    timer.unref()
    return () => clearTimeout(timer)
  },
})

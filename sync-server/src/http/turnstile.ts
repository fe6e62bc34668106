/**
 * Lets so many through at once, the others in the order in which they came. Whoever would make the queue longer than `mostWaiting` is turned away: they are told so at once,
 * instead of waiting for what nobody may want any more by then.
 */
export interface Turnstile {
  /** `turned-away`, or what `work` came to. */
  pass<Result>(work: () => Promise<Result>): Promise<Result | 'turned-away'>
}

export const createTurnstile = ({
  atOnce,
  mostWaiting,
}: {
  readonly atOnce: number
  readonly mostWaiting: number
}): Turnstile => {
  const waiting: (() => void)[] = []
  let inside = 0
  return {
    pass: async (work) => {
      if (inside < atOnce) inside += 1
      else if (waiting.length >= mostWaiting) return 'turned-away'
      // Whoever goes out leaves their place to the next.
      else await new Promise<void>((resolve) => waiting.push(resolve))
      try {
        return await work()
      } finally {
        const next = waiting.shift()
        if (next === undefined) inside -= 1
        else next()
      }
    },
  }
}

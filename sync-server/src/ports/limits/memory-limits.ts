import type { Clock } from '../clock/clock.ts'
import type { Limits } from './limits.ts'
import { createRateLimiter } from './rate-limiter.ts'

/** Counts of the only server. */
export const createMemoryLimits = ({ clock }: { readonly clock: Clock }): Limits => ({
  limiter: (_name, limit) => {
    const limiter = createRateLimiter(limit, { clock })
    return {
      take: async (key) => limiter.take(key),
      giveBack: async (key) => limiter.giveBack(key),
    }
  },
  close: () => Promise.resolve(),
})

import type { Clock } from '../clock/clock.ts'
import type { RateLimit } from './limits.ts'

/** Counts by key, in this process. The keys that were used last are remembered, so that many keys can't fill the memory. */
export interface RateLimiter {
  /** Seconds to wait; 0: go on, and one is taken. */
  take(key: string): number
  /** Gives one back that turned out to be harmless. */
  giveBack(key: string): void
}

export const createRateLimiter = (
  { burst, perMinute }: RateLimit,
  { clock, mostKeys = 50_000 }: { readonly clock: Clock; readonly mostKeys?: number },
): RateLimiter => {
  const buckets = new Map<string, { left: number; at: number }>()
  const bucketOf = (key: string): { left: number; at: number } => {
    const now = clock.now()
    const known = buckets.get(key)
    // Used last, stands last.
    if (known !== undefined) buckets.delete(key)
    const bucket = known ?? { left: burst, at: now }
    buckets.set(key, bucket)
    if (buckets.size > mostKeys) buckets.delete(buckets.keys().next().value ?? key)
    bucket.left = Math.min(burst, bucket.left + (Math.max(0, now - bucket.at) / 60_000) * perMinute)
    bucket.at = now
    return bucket
  }
  return {
    take: (key) => {
      const bucket = bucketOf(key)
      if (bucket.left < 1) return ((1 - bucket.left) / perMinute) * 60
      bucket.left -= 1
      return 0
    },
    giveBack: (key) => {
      const bucket = bucketOf(key)
      bucket.left = Math.min(burst, bucket.left + 1)
    },
  }
}

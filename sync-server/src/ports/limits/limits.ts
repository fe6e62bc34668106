/** A bucket that is full after a time of rest, and fills again while it is used. */
export interface RateLimit {
  /** What may come at once after a time of rest. */
  readonly burst: number
  readonly perMinute: number
}

/**
 * How often something may be done, over all servers of a school. It only spares others: where the common count is out of reach, each server counts by
 * itself, so nobody is locked out, and a guesser gets as many tries as there are servers. Never rejects.
 */
export interface Limits {
  /** Of one purpose; its `name` is that of no other. */
  limiter(name: string, limit: RateLimit): Limiter
  close(): Promise<void>
}

export interface Limiter {
  /** Resolves to the seconds to wait; 0: go on, and one is taken. */
  take(key: string): Promise<number>
  /** Gives one back that turned out to be harmless. */
  giveBack(key: string): Promise<void>
}

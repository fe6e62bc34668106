import { sleep, type Clock } from '#platform/clock.ts'

/** Pauses between tries, ms. */
const PAUSES_MS = [3000, 7000, 15_000, 25_000, 25_000] as const
/** No try begins later than this after the first, ms: a browser ends an event of ours after some three minutes. */
const LAST_TRY_MS = 90_000

/**
 * A network that has just come back often isn't whole yet, and the browser's own next try is minutes away: tries within one event of its.
 * Resolves to whether work is left.
 */
export const untilDelivered = async (clock: Clock, deliver: () => Promise<boolean>): Promise<boolean> => {
  const begunAt = clock.now()
  for (const pause of PAUSES_MS) {
    // A database that a page is just closing can't be opened for a moment: that too is tried again.
    if (!(await deliver().catch(() => true))) return false
    if (clock.now() + pause - begunAt > LAST_TRY_MS) return true
    await sleep(clock, pause)
  }
  return deliver()
}

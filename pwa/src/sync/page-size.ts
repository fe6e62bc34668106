import { MAX_DOCUMENTS_PER_PULL } from '@edutrack/shared-schema/protocol/limits'

/** Documents of the first page of a pull. */
export const FEWEST_PER_PAGE = 250
const QUICK_MS = 1000
const SLOW_MS = 4000

/**
 * How many documents the next page has: more where a page is here and written within a second, so that half a million of them don't wait two thousand times for
 * an answer; fewer where one takes longer than four, and would be lost with a connection that breaks.
 */
export const nextPageSize = (size: number, tookMs: number): number => {
  if (tookMs < QUICK_MS) return Math.min(MAX_DOCUMENTS_PER_PULL, size * 2)
  return tookMs > SLOW_MS ? Math.max(FEWEST_PER_PAGE, size / 2) : size
}

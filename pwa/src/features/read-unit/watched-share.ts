type Range = readonly [from: number, to: number]

/** Seconds that may be skipped without a gap: a tap on "10 s forward" is no cheating. */
const SKIPPABLE = 11

/**
 * 0–1: how much of a video has been watched, by what was known before (from the start to `furthest`) and what was played now. Jumping to the end watches
 * nothing in between.
 */
export const watchedShare = (duration: number, furthest: number, played: readonly Range[]): number => {
  if (!(duration > 0)) return furthest
  const ranges = [[0, furthest * duration] as Range, ...played].sort((a, b) => a[0] - b[0])
  let watched = 0
  let end = 0
  for (const [from, to] of ranges) {
    const start = from - end <= SKIPPABLE ? end : from
    if (to > end) {
      watched += to - Math.max(start, end)
      end = to
    }
  }
  return Math.max(furthest, Math.min(1, watched / duration))
}

/** From here on a video counts as done. */
export const WATCHED = 0.9

import type { Clock } from '#platform/clock.ts'

/** How long an attempt has taken, in seconds. */
export interface QuizTime {
  elapsed(): number
  /** Undefined where there is no limit; never below 0. */
  remaining(): number | undefined
}

/**
 * Time runs from the start of the attempt, also while the app is closed: that is how long it has taken. It never runs backwards, not even when
 * somebody sets the device's clock back meanwhile.
 */
export const createQuizTime = ({
  clock,
  startedAt,
  secondsUsed,
  limitSeconds,
}: {
  readonly clock: Pick<Clock, 'now'>
  /** Device's clock. */
  readonly startedAt: number
  /** As last saved. */
  readonly secondsUsed: number
  readonly limitSeconds: number | undefined
}): QuizTime => {
  let last = clock.now()
  let seconds = Math.max(secondsUsed, (last - startedAt) / 1000, 0)
  const elapsed = (): number => {
    const now = clock.now()
    seconds += Math.max(0, now - last) / 1000
    last = now
    return seconds
  }
  return {
    elapsed,
    remaining: () => (limitSeconds === undefined ? undefined : Math.max(0, limitSeconds - elapsed())),
  }
}

/** A quiz's limit for this learner, seconds. */
export const limitFor = (
  quiz: { readonly timeLimitSeconds?: number | undefined } | undefined,
  enrolment: { readonly extraTimePercent?: number | undefined } | null | undefined,
): number | undefined =>
  quiz?.timeLimitSeconds === undefined
    ? undefined
    : Math.round(quiz.timeLimitSeconds * (1 + (enrolment?.extraTimePercent ?? 0) / 100))

import type { Attempt, AttemptMark } from '@edutrack/shared-schema/collections/attempts'
import type { Enrolment } from '@edutrack/shared-schema/collections/enrolments'
import type { Unit } from '@edutrack/shared-schema/collections/units'

/** A device whose clock is further off than this is marked (S13). */
const CLOCK_TOLERANCE_MS = 5 * 60_000
/** A timed quiz may end this much later: the tap and the clock's tick are not the learner's fault. */
const TIME_TOLERANCE_SECONDS = 10

/**
 * What an instructor should look at (S12), and what that is seen from, as it was when the work came: a deadline that is moved later leaves it. Times of the device are
 * corrected by the offset that was measured when it sent; the server's clock says only when the work came, and coming late over a bad network is no fault.
 */
export const judgeAttempt = (
  attempt: Attempt,
  known: {
    readonly unit: Unit
    readonly enrolment: Enrolment | undefined
    /** The person's others on this unit that the server knows. */
    readonly others: readonly Attempt[]
    readonly clockOffset: number
    readonly receivedAt: number
  },
): { readonly marks: readonly AttemptMark[]; readonly evidence: NonNullable<Attempt['evidence']> } => {
  const { unit, enrolment, others, clockOffset, receivedAt } = known
  const { quiz } = unit
  const marks: AttemptMark[] = []
  const isClockOff = Math.abs(clockOffset) > CLOCK_TOLERANCE_MS
  const handedInAt = Math.min((attempt.handedInAt ?? receivedAt) + (isClockOff ? clockOffset : 0), receivedAt)
  const startedAt = attempt.startedAt + (isClockOff ? clockOffset : 0)
  const deadline = enrolment?.dueAtByUnit?.[unit.id] ?? quiz?.closesAt ?? quiz?.dueAt ?? unit.assignment?.dueAt
  if (deadline !== undefined && handedInAt > deadline) marks.push('late')
  if (quiz?.opensAt !== undefined && startedAt < quiz.opensAt) marks.push('before-opening')
  const handedInBefore = others.filter((other) => other.status === 'handed-in').length
  if (quiz?.attemptLimit !== undefined && handedInBefore >= quiz.attemptLimit) marks.push('over-limit')
  const allowedSeconds =
    quiz?.timeLimitSeconds === undefined
      ? undefined
      : quiz.timeLimitSeconds * (1 + (enrolment?.extraTimePercent ?? 0) / 100)
  if (allowedSeconds !== undefined && attempt.secondsUsed > allowedSeconds + TIME_TOLERANCE_SECONDS)
    marks.push('over-time')
  if (enrolment === undefined || (enrolment.status !== 'active' && enrolment.status !== 'completed'))
    marks.push('not-enrolled')
  if (isClockOff) marks.push('clock-off')
  const end = attempt.handedInAt ?? receivedAt
  if (
    others.some(
      (other) =>
        other.device !== attempt.device && other.startedAt < end && (other.handedInAt ?? Infinity) > attempt.startedAt,
    )
  )
    marks.push('other-device')
  return {
    marks,
    evidence: {
      clockOffset,
      startedAt: Math.min(Math.max(startedAt, 0), receivedAt),
      handedInAt: Math.max(handedInAt, 0),
      handedInBefore,
      ...(deadline === undefined ? {} : { deadline }),
      ...(quiz?.opensAt === undefined ? {} : { opensAt: quiz.opensAt }),
      ...(quiz?.attemptLimit === undefined ? {} : { attemptLimit: quiz.attemptLimit }),
      ...(allowedSeconds === undefined ? {} : { allowedSeconds }),
      ...(enrolment === undefined
        ? {}
        : {
            enrolment: {
              status: enrolment.status,
              ...(enrolment.decidedAt === undefined ? {} : { since: enrolment.decidedAt }),
            },
          }),
    },
  }
}

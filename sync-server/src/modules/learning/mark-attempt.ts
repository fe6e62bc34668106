import type { Attempt, AttemptMark } from '@edutrack/shared-schema/collections/attempts'
import type { Enrolment } from '@edutrack/shared-schema/collections/enrolments'
import type { Unit } from '@edutrack/shared-schema/collections/units'

/** A device whose clock is further off than this is marked (S13). */
const CLOCK_TOLERANCE_MS = 5 * 60_000
/** A timed quiz may end this much later: the tap and the clock's tick are not the learner's fault. */
const TIME_TOLERANCE_SECONDS = 10

/**
 * What an instructor should look at (S12). Times of the device are corrected by the offset that was measured when it sent; the server's
 * clock says only when the work came, and coming late over a bad network is no fault.
 */
export const marksOf = (
  attempt: Attempt,
  evidence: {
    readonly unit: Unit
    readonly enrolment: Enrolment | undefined
    /** The person's others on this unit that the server knows. */
    readonly others: readonly Attempt[]
    readonly clockOffset: number
    readonly receivedAt: number
  },
): readonly AttemptMark[] => {
  const { unit, enrolment, others, clockOffset, receivedAt } = evidence
  const { quiz } = unit
  const marks: AttemptMark[] = []
  const isClockOff = Math.abs(clockOffset) > CLOCK_TOLERANCE_MS
  const handedInAt = Math.min((attempt.handedInAt ?? receivedAt) + (isClockOff ? clockOffset : 0), receivedAt)
  const startedAt = attempt.startedAt + (isClockOff ? clockOffset : 0)
  const deadline = enrolment?.dueAtByUnit?.[unit.id] ?? quiz?.closesAt ?? quiz?.dueAt ?? unit.assignment?.dueAt
  if (deadline !== undefined && handedInAt > deadline) marks.push('late')
  if (quiz?.opensAt !== undefined && startedAt < quiz.opensAt) marks.push('before-opening')
  const handedIn = others.filter((other) => other.status === 'handed-in')
  if (quiz?.attemptLimit !== undefined && handedIn.length >= quiz.attemptLimit) marks.push('over-limit')
  if (quiz?.timeLimitSeconds !== undefined) {
    const allowed = quiz.timeLimitSeconds * (1 + (enrolment?.extraTimePercent ?? 0) / 100) + TIME_TOLERANCE_SECONDS
    if (attempt.secondsUsed > allowed) marks.push('over-time')
  }
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
  return marks
}

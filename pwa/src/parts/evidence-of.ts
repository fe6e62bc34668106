import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import type { Unit } from '@edutrack/shared-schema/collections/units'

/** Whoever counts seconds of two clocks finds some that are nobody's. */
const SAME_MS = 5000

/** What is to be known of a hand-in before it is decided, in the order in which it happened. Times and durations in ms unless told. */
export interface Evidence {
  /** By the device's clock. */
  readonly startedAt: number
  readonly handedInAt: number | undefined
  /** The same by the school's clock, where the device's was off. */
  readonly correctedAt: number | undefined
  /** By the school's clock. */
  readonly receivedAt: number | undefined
  readonly deadline: number | undefined
  readonly opensAt: number | undefined
  /** How long after the deadline it was handed in; undefined: it was not. */
  readonly lateBy: number | undefined
  /** The school's clock minus the device's; undefined where nobody has measured it, or they agree. */
  readonly clockOffset: number | undefined
  readonly secondsUsed: number
  readonly allowedSeconds: number | undefined
  /** Which of the learner's hand-ins it is, and how many there may be. */
  readonly attempt: { readonly number: number; readonly limit: number } | undefined
  /** What the learner was in the course when it came; undefined: nothing is known. */
  readonly enrolment: NonNullable<Attempt['evidence']>['enrolment']
}

/** What the school noted when the work came; of work from before it noted anything, what the work and its unit say now. */
export const evidenceOf = (
  { startedAt, handedInAt, receipt, secondsUsed, clockOffset: measured, evidence }: Attempt,
  unit: Pick<Unit, 'quiz' | 'assignment'> | null,
): Evidence => {
  const clockOffset = evidence?.clockOffset ?? measured
  const corrected = evidence?.handedInAt ?? handedInAt
  const now = evidence === undefined ? unit : null
  const deadline = evidence?.deadline ?? now?.quiz?.closesAt ?? now?.quiz?.dueAt ?? now?.assignment?.dueAt
  return {
    startedAt,
    handedInAt,
    correctedAt:
      corrected === undefined || handedInAt === undefined || Math.abs(corrected - handedInAt) < SAME_MS
        ? undefined
        : corrected,
    receivedAt: receipt?.receivedAt,
    deadline,
    opensAt: evidence?.opensAt ?? now?.quiz?.opensAt,
    lateBy:
      deadline === undefined || corrected === undefined || corrected <= deadline ? undefined : corrected - deadline,
    clockOffset: clockOffset === undefined || Math.abs(clockOffset) < SAME_MS ? undefined : clockOffset,
    secondsUsed,
    allowedSeconds: evidence?.allowedSeconds ?? now?.quiz?.timeLimitSeconds,
    attempt:
      evidence?.attemptLimit === undefined
        ? undefined
        : { number: evidence.handedInBefore + 1, limit: evidence.attemptLimit },
    enrolment: evidence?.enrolment,
  }
}

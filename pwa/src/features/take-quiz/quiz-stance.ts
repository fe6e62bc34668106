import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import type { Enrolment } from '@edutrack/shared-schema/collections/enrolments'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import { limitFor } from './quiz-time.ts'

/** What someone should know before they start a quiz, or go on with it. Times in ms, device's clock. */
export interface QuizStance {
  readonly isPractice: boolean
  readonly questionCount: number
  readonly limitSeconds: number | undefined
  readonly extraTimePercent: number | undefined
  readonly attemptLimit: number | undefined
  /** Handed in, newest first. */
  readonly handedIn: readonly Attempt[]
  /** Begun on this device. */
  readonly open: Attempt | undefined
  /** Begun on other devices: each device has its own. */
  readonly openElsewhere: readonly Attempt[]
  readonly opensAt: number | undefined
  readonly dueAt: number | undefined
  readonly closesAt: number | undefined
  /** `not-yet`: it opens later. `closed`, `over-limit`: it may still be done, and the instructor decides whether it counts. */
  readonly door: 'open' | 'not-yet' | 'closed' | 'over-limit'
}

export const quizStance = (known: {
  readonly unit: Unit
  readonly enrolment: Enrolment | null
  readonly attempts: readonly Attempt[]
  readonly device: string
  readonly now: number
}): QuizStance => {
  const { unit, enrolment, attempts, device, now } = known
  const { quiz } = unit
  const handedIn = attempts
    .filter(({ status }) => status === 'handed-in')
    .toSorted((a, b) => (b.handedInAt ?? b.startedAt) - (a.handedInAt ?? a.startedAt))
  const open = attempts.filter(({ status }) => status === 'open')
  // The same deadline that the school marks by: the learner's own, the closing, the due date.
  const own = enrolment?.dueAtByUnit?.[unit.id]
  const closesAt = own ?? quiz?.closesAt ?? quiz?.dueAt
  const isPractice = quiz?.mode === 'practice'
  const attemptLimit = isPractice ? undefined : quiz?.attemptLimit
  const door =
    quiz?.opensAt !== undefined && now < quiz.opensAt
      ? 'not-yet'
      : closesAt !== undefined && now > closesAt
        ? 'closed'
        : attemptLimit !== undefined && handedIn.length >= attemptLimit
          ? 'over-limit'
          : 'open'
  return {
    isPractice,
    questionCount: Math.min(quiz?.draw ?? Number.POSITIVE_INFINITY, quiz?.questionIds.length ?? 0),
    limitSeconds: limitFor(quiz, enrolment),
    extraTimePercent: enrolment?.extraTimePercent,
    attemptLimit,
    handedIn,
    open: open.find((attempt) => attempt.device === device),
    openElsewhere: open.filter((attempt) => attempt.device !== device),
    opensAt: quiz?.opensAt,
    dueAt: own ?? quiz?.dueAt,
    closesAt: own ?? quiz?.closesAt,
    door,
  }
}

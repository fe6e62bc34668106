import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import type { AttemptReview } from '@edutrack/shared-schema/protocol/review'

/** What was typed for a part; `earned: undefined`: the field was emptied. */
export interface GivenGrade {
  readonly earned?: number | undefined
  readonly comment?: string
}
type Part = NonNullable<Attempt['grade']>['parts'][number]

/** An assignment has one part, that is its unit's. */
export const gradedParts = ({ grade, asked, unitId }: Attempt): readonly Part[] => {
  if (grade === undefined) return []
  if (grade.parts.length > 0 || asked.length > 0) return grade.parts
  return [{ questionId: unitId, earned: 0, points: grade.points, pending: true }]
}

/** Points that were given already are changed with a word to the learner, or not at all: the parts that lack one. */
export const lacksReason = (attempt: Attempt, given: Readonly<Record<string, GivenGrade>>): ReadonlySet<string> =>
  new Set(
    gradedParts(attempt).flatMap(({ questionId, pending, earned, comment }) => {
      const mine = given[questionId]
      const isOverridden = pending !== true && mine?.earned !== undefined && mine.earned !== earned
      return isOverridden && (mine.comment ?? comment ?? '').trim() === '' ? [questionId] : []
    }),
  )

/**
 * What is to be sent: parts whose points or comment were changed. Undefined where there are none, a part that waits has a comment and no points yet, or
 * one that is overridden has no reason.
 */
export const reviewOf = (attempt: Attempt, given: Readonly<Record<string, GivenGrade>>): AttemptReview | undefined => {
  if (lacksReason(attempt, given).size > 0) return undefined
  const changed = gradedParts(attempt).filter(({ questionId }) => Object.hasOwn(given, questionId))
  const parts = changed.map((part) => {
    const { comment = part.comment, ...mine } = given[part.questionId] ?? {}
    const earned = 'earned' in mine ? mine.earned : part.pending === true ? undefined : part.earned
    return { questionId: part.questionId, earned, ...(comment === undefined ? {} : { comment }) }
  })
  if (parts.length === 0 || parts.some(({ earned }) => earned === undefined)) return undefined
  return { parts: parts.map(({ earned = 0, ...part }) => ({ ...part, earned })) }
}

/** What takes back a review of this attempt as it was before: what waited waits again. */
export const undoOf = (before: Attempt, review: AttemptReview): AttemptReview => ({
  parts: gradedParts(before)
    .filter(({ questionId }) => review.parts?.some((part) => part.questionId === questionId) === true)
    .map(({ questionId, earned, comment, pending }) => ({
      questionId,
      earned: pending === true ? null : earned,
      ...(comment === undefined ? {} : { comment }),
    })),
})

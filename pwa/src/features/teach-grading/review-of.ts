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

/** What is to be sent: parts whose points or comment were changed. Undefined where there are none, or a part that waits has a comment and no points yet. */
export const reviewOf = (attempt: Attempt, given: Readonly<Record<string, GivenGrade>>): AttemptReview | undefined => {
  const changed = gradedParts(attempt).filter(({ questionId }) => Object.hasOwn(given, questionId))
  const parts = changed.map((part) => {
    const { comment = part.comment, ...mine } = given[part.questionId] ?? {}
    const earned = 'earned' in mine ? mine.earned : part.pending === true ? undefined : part.earned
    return { questionId: part.questionId, earned, ...(comment === undefined ? {} : { comment }) }
  })
  if (parts.length === 0 || parts.some(({ earned }) => earned === undefined)) return undefined
  return { parts: parts.map(({ earned = 0, ...part }) => ({ ...part, earned })) }
}

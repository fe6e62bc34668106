import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import type { QuizSettings } from '@edutrack/shared-schema/collections/units'
import type { GradeCell } from '#app/gradebook.ts'

/** What a gradebook keeps of a hand-in: of half a million, little. */
export interface HandIn {
  readonly id: string
  readonly at: number
  readonly grade?: { readonly earned: number; readonly points: number; readonly pending: boolean }
  readonly isRejected: boolean
  readonly isUndecided: boolean
}

export const toHandIn = (attempt: Attempt): HandIn => {
  const { id, handedInAt = 0, grade, decision } = attempt
  return {
    id,
    at: handedInAt,
    ...(grade === undefined ? {} : { grade: { earned: grade.earned, points: grade.points, pending: grade.pending } }),
    isRejected: decision?.verdict === 'rejected',
    isUndecided: isUndecided(attempt),
  }
}

/** It is unusual, and nobody has decided about it. */
export const isUndecided = ({ marks = [], decision, status }: Attempt): boolean =>
  status === 'handed-in' && marks.length > 0 && decision === undefined

/** A person has to grade it. */
export const isWaiting = ({ grade, status, decision }: Attempt): boolean =>
  status === 'handed-in' && grade?.pending === true && decision?.verdict !== 'rejected'

/** What one person's hand-ins of one unit come to. What was rejected doesn't count, unless it is all there is to look at. */
export const cellOf = (handIns: readonly HandIn[], counts: QuizSettings['counts']): GradeCell | undefined => {
  const inOrder = handIns.toSorted((a, b) => a.at - b.at)
  const latest = inOrder.at(-1)
  if (latest === undefined) return undefined
  const needsDecision = inOrder.some(({ isUndecided }) => isUndecided)
  const graded = inOrder.flatMap(({ id, grade, isRejected }) =>
    grade === undefined || isRejected ? [] : [{ id, ...grade }],
  )
  const [first] = graded
  const last = graded.at(-1)
  if (first === undefined || last === undefined) return { isPending: false, needsDecision, attemptId: latest.id }
  const waiting = graded.find(({ pending }) => pending)
  const best = graded.reduce((a, b) => (shareOf(b) > shareOf(a) ? b : a))
  const counted = counts === 'first' ? first : counts === 'last' ? last : best
  const { points } = counted
  const earned =
    counts === 'average'
      ? (graded.reduce((sum, grade) => sum + shareOf(grade), 0) / graded.length) * points
      : counted.earned
  return { earned, points, isPending: waiting !== undefined, needsDecision, attemptId: (waiting ?? counted).id }
}

const shareOf = ({ earned, points }: { readonly earned: number; readonly points: number }): number =>
  points === 0 ? 0 : earned / points

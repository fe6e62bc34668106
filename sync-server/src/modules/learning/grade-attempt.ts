import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import type { Question } from '@edutrack/shared-schema/collections/questions'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import { gradeAnswer } from '@edutrack/shared-schema/questions/registry'

/** Grades what was handed in with the server's keys. A question that is gone, and a text, wait for a person. */
export const gradeAttempt = (
  attempt: Pick<Attempt, 'asked' | 'answers'>,
  unit: Unit,
  questionsById: ReadonlyMap<string, Question>,
  gradedAt: number,
): NonNullable<Attempt['grade']> => {
  if (unit.kind === 'assignment')
    return { earned: 0, points: unit.assignment?.points ?? 0, parts: [], pending: true, gradedAt }
  // What is asked twice counts once.
  const asked = [...new Set(attempt.asked.map(({ questionId }) => questionId))]
  const parts = asked.map((questionId) => {
    const question = questionsById.get(questionId)
    if (question === undefined) return { questionId, earned: 0, points: 0, pending: true }
    const score = gradeAnswer(
      { kind: question.kind, content: question.content, key: question.key },
      attempt.answers[questionId]?.value,
    )
    return {
      questionId,
      earned: score.fraction * question.points,
      points: question.points,
      ...(score.pending === true ? { pending: true } : {}),
    }
  })
  const sum = (field: 'earned' | 'points') => parts.reduce((total, part) => total + part[field], 0)
  return {
    earned: sum('earned'),
    points: sum('points'),
    parts,
    pending: parts.some((part) => 'pending' in part),
    gradedAt,
  }
}

/** What was right and why, where it is due: of practice and `after-hand-in` at once, of `after-close` when the quiz has closed for everybody. */
export const feedbackFor = (
  attempt: Pick<Attempt, 'asked'>,
  unit: Unit,
  questionsById: ReadonlyMap<string, Question>,
  { isClosed }: { readonly isClosed: boolean },
): Attempt['feedback'] => {
  const { quiz } = unit
  if (quiz === undefined) return undefined
  const isDue = quiz.feedback === 'after-hand-in' || (quiz.feedback === 'after-close' && isClosed)
  if (quiz.mode === 'graded' && !isDue) return undefined
  const feedback: NonNullable<Attempt['feedback']> = {}
  for (const { questionId } of attempt.asked) {
    // What a device says was asked opens no key of another quiz.
    const question = quiz.questionIds.includes(questionId) ? questionsById.get(questionId) : undefined
    if (question?.key !== undefined)
      feedback[questionId] = {
        key: question.key,
        ...(question.explanation === undefined ? {} : { explanation: question.explanation }),
      }
  }
  return feedback
}

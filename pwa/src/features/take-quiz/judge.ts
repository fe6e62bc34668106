import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import type { Question } from '@edutrack/shared-schema/collections/questions'
import type { QuestionType } from '@edutrack/shared-schema/questions/question-type'
import { gradeAnswer, isQuestionKind, questionTypes } from '@edutrack/shared-schema/questions/registry'

/** What makes an answer right and why, where this device may know it: from the attempt's feedback, or an open (practice) key. */
export interface KnownKey {
  readonly key: unknown
  /** Markdown */
  readonly explanation: string | undefined
}

export const keyOf = (attempt: Pick<Attempt, 'feedback'>, question: Question): KnownKey | undefined => {
  const told = attempt.feedback?.[question.id]
  if (told !== undefined) return { key: told.key, explanation: told.explanation }
  return question.key !== undefined && question.isKeyOpen === true
    ? { key: question.key, explanation: question.explanation }
    : undefined
}

export interface Judgement {
  readonly verdict: 'right' | 'partly' | 'wrong' | 'none' | 'pending'
  readonly earned: number
  readonly points: number
}

/** How an answer fares by a key that is known here: the same grading that the school does. */
export const judge = (question: Question, key: unknown, answer: unknown): Judgement => {
  const { points } = question
  if (!isAnswered(question, answer)) return { verdict: 'none', earned: 0, points }
  const { fraction, pending } = gradeAnswer({ kind: question.kind, content: question.content, key }, answer)
  const verdict = pending === true ? 'pending' : fraction >= 1 ? 'right' : fraction > 0 ? 'partly' : 'wrong'
  return { verdict, earned: fraction * points, points }
}

/** How an answer fared by the school's grade. */
export const judgementOf = (attempt: Attempt, question: Question): Judgement | undefined => {
  const part = attempt.grade?.parts.find(({ questionId }) => questionId === question.id)
  if (part === undefined) return undefined
  const { earned, points } = part
  if (part.pending === true) return { verdict: 'pending', earned, points }
  if (!isAnswered(question, attempt.answers[question.id]?.value)) return { verdict: 'none', earned, points }
  return { verdict: earned >= points ? 'right' : earned > 0 ? 'partly' : 'wrong', earned, points }
}

/** Whether an answer is one: an empty text is as good as none. One that can't be read counts, a person looks at it. */
export const isAnswered = (question: Pick<Question, 'kind'>, answer: unknown): boolean => {
  if (answer === undefined || answer === null) return false
  if (!isQuestionKind(question.kind)) return true
  const type: QuestionType = questionTypes[question.kind]
  const given = type.answer.safeParse(answer)
  return !given.success || type.isAnswered(given.data)
}

/** The result of an attempt by the keys that this device knows; undefined where one is missing. */
export const resultHere = (
  attempt: Pick<Attempt, 'asked' | 'answers' | 'feedback'>,
  questions: readonly Question[],
): { readonly earned: number; readonly points: number } | undefined => {
  let [earned, points] = [0, 0]
  for (const { questionId } of attempt.asked) {
    const question = questions.find(({ id }) => id === questionId)
    const known = question === undefined ? undefined : keyOf(attempt, question)
    if (question === undefined || known === undefined) return undefined
    const judgement = judge(question, known.key, attempt.answers[questionId]?.value)
    if (judgement.verdict === 'pending') return undefined
    earned += judgement.earned
    points += judgement.points
  }
  return points === 0 ? undefined : { earned, points }
}

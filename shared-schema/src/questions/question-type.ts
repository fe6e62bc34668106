import type { z } from 'zod'

/** What an answer earned: `fraction` of the question's points, 0–1. `pending`: a person has to grade it. */
export interface Score {
  readonly fraction: number
  readonly pending?: true
  /** Which parts of the answer are right, by the part's id (choice, gap, pair), for feedback. */
  readonly parts?: Readonly<Record<string, boolean>>
}

/**
 * A type of question: the shapes of what is shown (`content`), what makes it right (`key`) and what is given (`answer`),
 * and `grade`, a pure function that both sides use. `grade` never throws on values that its schemas accept.
 */
export interface QuestionType<Content = unknown, Key = unknown, Answer = unknown> {
  readonly kind: string
  readonly content: z.ZodType<Content>
  readonly key: z.ZodType<Key>
  readonly answer: z.ZodType<Answer>
  /** False for an answer as good as none (an empty text, no choice). */
  isAnswered(answer: Answer): boolean
  grade(question: { readonly content: Content; readonly key: Key }, answer: Answer): Score
}

export const defineQuestionType = <Content, Key, Answer>(
  type: QuestionType<Content, Key, Answer>,
): QuestionType<Content, Key, Answer> => type

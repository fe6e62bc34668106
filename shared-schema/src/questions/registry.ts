import type { z } from 'zod'
import { essay } from './essay/essay.ts'
import { gaps } from './gaps/gaps.ts'
import { matching } from './matching/matching.ts'
import { multipleChoice } from './multiple-choice/multiple-choice.ts'
import { numeric } from './numeric/numeric.ts'
import { ordering } from './ordering/ordering.ts'
import type { QuestionType, Score } from './question-type.ts'
import { shortText } from './short-text/short-text.ts'
import { singleChoice } from './single-choice/single-choice.ts'
import { trueFalse } from './true-false/true-false.ts'

export const questionTypes = {
  'single-choice': singleChoice,
  'multiple-choice': multipleChoice,
  'true-false': trueFalse,
  'short-text': shortText,
  numeric,
  matching,
  ordering,
  gaps,
  essay,
} satisfies Record<string, QuestionType>

export type QuestionKind = keyof typeof questionTypes

export const isQuestionKind = (kind: string): kind is QuestionKind => Object.hasOwn(questionTypes, kind)

/**
 * Grades an answer as it came from a device. An unknown kind, or a content, key or answer of the wrong shape, earns nothing and is
 * `pending`, so that a person looks at it: a doubt never costs the learner silently.
 */
export const gradeAnswer = (
  question: { readonly kind: string; readonly content: unknown; readonly key: unknown },
  answer: unknown,
): Score => {
  if (answer === undefined || answer === null) return { fraction: 0 }
  if (!isQuestionKind(question.kind)) return { fraction: 0, pending: true }
  const type: QuestionType = questionTypes[question.kind]
  const content = parsedOnce(type.content, question.content)
  const key = parsedOnce(type.key, question.key)
  const given = type.answer.safeParse(answer)
  if (!content.success || !key.success || !given.success) return { fraction: 0, pending: true }
  return type.grade({ content: content.data, key: key.data }, given.data)
}

const parsed = new WeakMap<z.ZodType, WeakMap<object, z.ZodSafeParseResult<unknown>>>()

/** A server grades thousands of answers by one question: its content and key, which never change in place, are looked at once. */
const parsedOnce = (shape: z.ZodType, value: unknown): z.ZodSafeParseResult<unknown> => {
  if (typeof value !== 'object' || value === null) return shape.safeParse(value)
  const ofShape = parsed.get(shape) ?? new WeakMap<object, z.ZodSafeParseResult<unknown>>()
  parsed.set(shape, ofShape)
  const known = ofShape.get(value)
  if (known !== undefined) return known
  const result = shape.safeParse(value)
  ofShape.set(value, result)
  return result
}

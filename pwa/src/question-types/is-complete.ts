import { isQuestionKind, questionTypes } from '@edutrack/shared-schema/questions/registry'
import type { QuestionType } from '@edutrack/shared-schema/questions/question-type'

/**
 * Whether a question can be asked: all that its type needs is there, nothing that a learner would read is empty, and something is right. A question that is
 * not complete is kept as it is; the school would have a person grade it.
 */
export const isComplete = (question: {
  readonly kind: string
  readonly prompt: string
  readonly content: unknown
  readonly key?: unknown
}): boolean => {
  if (!isQuestionKind(question.kind) || question.prompt.trim() === '') return false
  const type: QuestionType = questionTypes[question.kind]
  if (!type.content.safeParse(question.content).success || !type.key.safeParse(question.key).success) return false
  return !hasBlank(question.content) && !hasBlank(question.key, OPTIONAL)
}

const OPTIONAL: ReadonlySet<string> = new Set(['notes', 'hints', 'unit'])

/** An empty text or list anywhere within. */
const hasBlank = (value: unknown, except: ReadonlySet<string> = OPTIONAL): boolean => {
  if (typeof value === 'string') return value.trim() === ''
  if (typeof value !== 'object' || value === null) return false
  if (Array.isArray(value)) return value.length === 0 || value.some((part) => hasBlank(part, except))
  return Object.entries(value).some(([name, part]) => !except.has(name) && hasBlank(part, except))
}

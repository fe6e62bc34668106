import { z } from 'zod'
import { defineQuestionType } from '#questions/question-type.ts'

const criterion = z.object({
  id: z.string().min(1).max(40),
  title: z.string().min(1).max(200),
  /** Markdown: what earns how much. */
  markdown: z.string().max(2000).optional(),
  /** Most that this criterion can give; a person who grades by the rubric adds them up and scales to the question's points. */
  points: z.number().min(0).max(1000),
})

/**
 * A longer text, graded by a person: every answer is `pending`, an empty one earns nothing at once. The rubric is shown to learners; `notes`, for those who
 * grade, hide with the key. The bounds in words are told while writing and never refuse or cost anything: a person decides.
 */
export const essay = defineQuestionType({
  kind: 'essay',
  content: z.object({
    minWords: z.number().int().min(0).max(100_000).optional(),
    maxWords: z.number().int().min(1).max(100_000).optional(),
    rubric: z.array(criterion).min(1).max(20).optional(),
  }),
  key: z.object({ notes: z.string().max(20_000).optional() }),
  answer: z.object({ text: z.string().max(200_000) }),
  isAnswered: (answer) => answer.text.trim() !== '',
  grade: (_question, answer) => (answer.text.trim() === '' ? { fraction: 0 } : { fraction: 0, pending: true }),
})

import { z } from 'zod'
import { defineQuestionType } from '#questions/question-type.ts'

/** A statement that is true or false. */
export const trueFalse = defineQuestionType({
  kind: 'true-false',
  content: z.object({}),
  key: z.object({ isTrue: z.boolean() }),
  answer: z.object({ isTrue: z.boolean() }),
  isAnswered: () => true,
  grade: ({ key }, answer) => ({ fraction: key.isTrue === answer.isTrue ? 1 : 0 }),
})

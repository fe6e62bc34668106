import { z } from 'zod'
import { defineQuestionType } from '#questions/question-type.ts'

const choice = z.object({ id: z.string().min(1).max(40), markdown: z.string().max(2000) })

/** One of several choices is right. */
export const singleChoice = defineQuestionType({
  kind: 'single-choice',
  content: z.object({ choices: z.array(choice).min(2).max(30) }),
  key: z.object({ choiceId: z.string(), hints: z.record(z.string(), z.string().max(2000)).optional() }),
  answer: z.object({ choiceId: z.string().max(40) }),
  isAnswered: (answer) => answer.choiceId !== '',
  grade: ({ key }, answer) => {
    const isRight = answer.choiceId === key.choiceId
    return { fraction: isRight ? 1 : 0, parts: { [answer.choiceId]: isRight } }
  },
})

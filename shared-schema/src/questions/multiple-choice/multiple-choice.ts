import { z } from 'zod'
import { defineQuestionType } from '#questions/question-type.ts'

const choice = z.object({ id: z.string().min(1).max(40), markdown: z.string().max(2000) })

/**
 * Any number of choices is right. Partial credit: right ones chosen less wrong ones chosen, over all that are right, and never below
 * nothing; so choosing everything earns no more than guessing.
 */
export const multipleChoice = defineQuestionType({
  kind: 'multiple-choice',
  content: z.object({ choices: z.array(choice).min(2).max(30) }),
  key: z.object({ choiceIds: z.array(z.string().max(40)).min(1).max(30) }),
  answer: z.object({ choiceIds: z.array(z.string().max(40)).max(30) }),
  isAnswered: (answer) => answer.choiceIds.length > 0,
  grade: ({ key }, answer) => {
    const right = new Set(key.choiceIds)
    const chosen = [...new Set(answer.choiceIds)]
    const hits = chosen.filter((id) => right.has(id)).length
    return {
      fraction: Math.max(0, (hits - (chosen.length - hits)) / right.size),
      parts: Object.fromEntries(chosen.map((id) => [id, right.has(id)])),
    }
  },
})

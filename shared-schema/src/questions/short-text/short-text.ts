import { z } from 'zod'
import { defineQuestionType } from '#questions/question-type.ts'

/** A word or a few, compared with those accepted: Unicode forms and runs of white space don't matter, case only where the key says so. */
export const shortText = defineQuestionType({
  kind: 'short-text',
  content: z.object({}),
  key: z.object({
    accepted: z.array(z.string().min(1).max(500)).min(1).max(50),
    isCaseSensitive: z.boolean().optional(),
  }),
  answer: z.object({ text: z.string().max(2000) }),
  isAnswered: (answer) => answer.text.trim() !== '',
  grade: ({ key }, answer) => {
    const plain = (text: string): string => {
      const tidy = text.normalize('NFKC').trim().replace(/\s+/gu, ' ')
      return key.isCaseSensitive === true ? tidy : tidy.toLowerCase()
    }
    const given = plain(answer.text)
    return { fraction: given !== '' && key.accepted.some((accepted) => plain(accepted) === given) ? 1 : 0 }
  },
})

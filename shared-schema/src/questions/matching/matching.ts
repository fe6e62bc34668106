import { z } from 'zod'
import { defineQuestionType } from '#questions/question-type.ts'

const part = z.object({ id: z.string().min(1).max(40), markdown: z.string().max(2000) })
/** Match by item. */
const pairs = z.record(z.string().max(40), z.string().max(40))

/**
 * To each item belongs one match. A match may belong to several items, or to none (a distractor). Partial credit: items with their right match, over all
 * items; a wrong match earns nothing and costs nothing, for leaving an item open is no wiser than trying.
 *
 * The stored order of `matches` is on the learner's device: it must not follow that of `items` (see `concealOrder`).
 */
export const matching = defineQuestionType({
  kind: 'matching',
  content: z.object({ items: z.array(part).min(1).max(30), matches: z.array(part).min(2).max(60) }),
  key: z.object({ pairs }),
  answer: z.object({ pairs }),
  isAnswered: (answer) => Object.values(answer.pairs).some((match) => match !== ''),
  grade: ({ content, key }, answer) => {
    const matchOf = (of: Readonly<Record<string, string>>, item: string): string | undefined =>
      Object.hasOwn(of, item) && of[item] !== '' ? of[item] : undefined
    const answered = content.items.flatMap(({ id }) => {
      const given = matchOf(answer.pairs, id)
      return given === undefined ? [] : [[id, given === matchOf(key.pairs, id)] as const]
    })
    return {
      fraction: answered.filter(([, isRight]) => isRight).length / content.items.length,
      parts: Object.fromEntries(answered),
    }
  },
})

import { z } from 'zod'
import { isWithin, parseNumber } from '#questions/numeric/numeric.ts'
import { defineQuestionType } from '#questions/question-type.ts'
import { shortText } from '#questions/short-text/short-text.ts'
import { gapIdsIn } from './gapped-text.ts'

const id = z
  .string()
  .regex(/^[A-Za-z0-9_-]+$/)
  .max(40)
const gap = z.discriminatedUnion('kind', [
  z.object({ id, kind: z.literal('typed') }),
  z.object({
    id,
    kind: z.literal('chosen'),
    options: z
      .array(z.object({ id: z.string().min(1).max(40), markdown: z.string().max(500) }))
      .min(2)
      .max(60),
  }),
])
const rightGap = z.union([
  /** Typed: words, compared as in a short text. */
  z.object({ accepted: z.array(z.string().min(1).max(500)).min(1).max(50), isCaseSensitive: z.boolean().optional() }),
  /** Typed: a number, right within a tolerance (0 where absent). */
  z.object({ value: z.number(), tolerance: z.number().min(0).optional() }),
  /** Chosen. */
  z.object({ optionId: z.string().max(40) }),
])

export type RightGap = z.infer<typeof rightGap>

/**
 * A text with gaps, each filled by typing or by choosing from a list. `text` is Markdown in which `[[<gap id>]]` is a gap; every gap stands in it once.
 * Partial credit: gaps filled rightly, over all gaps. The answer holds the text as typed, or the id of the option.
 */
export const gaps = defineQuestionType({
  kind: 'gaps',
  content: z
    .object({ text: z.string().min(1).max(20_000), gaps: z.array(gap).min(1).max(50) })
    .refine(({ text, gaps }) => {
      const shown = gapIdsIn(text, gaps)
      return shown.length === gaps.length && new Set(shown).size === gaps.length
    }, 'every gap stands in the text once'),
  key: z.object({ gaps: z.record(z.string().max(40), rightGap) }),
  answer: z.object({ gaps: z.record(z.string().max(40), z.string().max(2000)) }),
  isAnswered: (answer) => Object.values(answer.gaps).some((given) => given.trim() !== ''),
  grade: ({ content, key }, answer) => {
    const filled = content.gaps.flatMap(({ id }) => {
      const given = Object.hasOwn(answer.gaps, id) ? (answer.gaps[id] as string) : ''
      if (given.trim() === '') return []
      const right = Object.hasOwn(key.gaps, id) ? key.gaps[id] : undefined
      return [[id, right !== undefined && isRight(right, given)] as const]
    })
    return {
      fraction: filled.filter(([, isRight]) => isRight).length / content.gaps.length,
      parts: Object.fromEntries(filled),
    }
  },
})

const isRight = (right: RightGap, given: string): boolean => {
  if ('optionId' in right) return right.optionId === given
  if ('accepted' in right) return shortText.grade({ content: {}, key: right }, { text: given }).fraction === 1
  const value = parseNumber(given)
  return value !== undefined && isWithin(value, right.value, right.tolerance)
}

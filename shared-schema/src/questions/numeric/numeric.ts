import { z } from 'zod'
import { defineQuestionType } from '#questions/question-type.ts'

/** A number, right within a tolerance. The answer is the text as typed, so that nothing of it is lost; it is read when graded. */
export const numeric = defineQuestionType({
  kind: 'numeric',
  content: z.object({ unit: z.string().max(40).optional() }),
  key: z.object({
    value: z.number(),
    /** Largest accepted difference; 0 where absent. */
    tolerance: z.number().min(0).optional(),
  }),
  answer: z.object({ text: z.string().max(200) }),
  isAnswered: (answer) => answer.text.trim() !== '',
  grade: ({ content, key }, answer) => {
    const value = parseNumber(answer.text, content.unit)
    return { fraction: value !== undefined && isWithin(value, key.value, key.tolerance) ? 1 : 0 }
  },
})

/** Whether a number differs from the right one by no more than the tolerance. */
export const isWithin = (value: number, right: number, tolerance = 0): boolean => {
  // A difference of a last binary digit is the computer's, not the learner's.
  const slack = Math.abs(right) * Number.EPSILON * 4
  return Math.abs(value - right) <= tolerance + slack
}

/** Reads `3.5`, `3,5`, `−3.5`, `3.5e2`, and each with the unit behind it; undefined for anything else. */
export const parseNumber = (text: string, unit?: string): number | undefined => {
  let tidy = text.normalize('NFKC').trim().replace('\u2212', '-')
  // In the same form as the text: `m/s²` is `m/s2` there.
  const ending = (unit ?? '').normalize('NFKC').trim()
  if (ending !== '' && tidy.endsWith(ending)) tidy = tidy.slice(0, -ending.length)
  tidy = tidy.replace(/\s/gu, '').replace(',', '.')
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(tidy) ? Number(tidy) : undefined
}

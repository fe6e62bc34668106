import type { Question } from '@edutrack/shared-schema/collections/questions'

/** Questions that have every word somewhere in their name, prompt or tags, the latest changed first. Empty filters let all through. */
export const findQuestions = (
  bank: readonly Question[],
  { text, kind, tag }: { readonly text: string; readonly kind: string; readonly tag: string },
): readonly Question[] => {
  const words = fold(text).split(/\s+/).filter(Boolean)
  return bank
    .filter((question) => {
      if ((kind !== '' && question.kind !== kind) || (tag !== '' && !question.tags.includes(tag))) return false
      const within = fold([question.title, question.prompt, ...question.tags].join(' '))
      return words.every((word) => within.includes(word))
    })
    .toSorted((a, b) => b.updatedAt - a.updatedAt)
}

/** Without case and accents. */
const fold = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()

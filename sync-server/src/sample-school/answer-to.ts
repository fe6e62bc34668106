import type { z } from 'zod'
import type { QuestionSource } from './course-format.ts'
import { gapsOf, matchingOf, orderingOf } from './placed-parts.ts'

type Json = z.core.util.JSONType

/**
 * An answer as a learner's device would send it: the right one, or a wrong one. `slip` says which: letters of choices, or what is written; else it is one that
 * earns nothing.
 */
export const answerTo = (
  question: QuestionSource,
  { isRight, slip }: { readonly isRight: boolean; readonly slip?: string | undefined },
): Json => {
  switch (question.kind) {
    case 'single-choice':
      return {
        choiceId: isRight ? question.right : (slip ?? otherChoice(question.choices, [question.right])),
      }
    case 'multiple-choice':
      return {
        choiceIds: isRight ? question.right : [...(slip ?? otherChoice(question.choices, question.right))],
      }
    case 'true-false':
      return { isTrue: isRight ? question.right : !question.right }
    case 'short-text':
      return { text: isRight ? (question.accepted[0] as string) : (slip ?? 'I am not sure') }
    case 'numeric':
      return {
        text: isRight ? String(question.right) : (slip ?? String(question.right + 10 * (question.tolerance ?? 0) + 1)),
      }
    case 'matching': {
      const { content, key } = matchingOf(question)
      const pairs = key['pairs'] as Record<string, string>
      const matches = (content['matches'] as { readonly id: string }[]).map(({ id }) => id)
      const wrong = (right: string): string => matches.find((id) => id !== right) ?? ''
      return {
        pairs: Object.fromEntries(Object.entries(pairs).map(([item, right]) => [item, isRight ? right : wrong(right)])),
      }
    }
    case 'ordering': {
      const order = orderingOf(question).key['order'] as string[]
      return { order: isRight ? order : order.toReversed() }
    }
    case 'gaps': {
      const right = gapsOf(question).key['gaps'] as Record<string, { accepted?: string[]; optionId?: string }>
      return {
        gaps: Object.fromEntries(
          Object.entries(right).map(([id, { accepted, optionId }]) => [
            id,
            isRight ? (optionId ?? (accepted?.[0] as string)) : 'I am not sure',
          ]),
        ),
      }
    }
  }
}

const otherChoice = (choices: Readonly<Record<string, string>>, right: readonly string[]): string => {
  const other = Object.keys(choices).find((letter) => !right.includes(letter))
  if (other === undefined) throw new Error('Every choice of this question is right')
  return other
}

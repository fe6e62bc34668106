import { multipleChoice } from '@edutrack/shared-schema/questions/multiple-choice/multiple-choice'
import {
  FEEDBACK_MOVED,
  multipleChoiceOf,
  singleChoiceOf,
  trueFalseOf,
  type WeightedAnswer,
} from '#model/build-question.ts'
import { createLosses, type Losses } from '#losses.ts'
import type { TypedQuestion } from '#model/typed-question.ts'
import { UnusableItem } from '#problems.ts'
import { compareScores, responsesOf, RULE_UNKNOWN, type Scoring } from './scoring.ts'

export interface ScoredChoice {
  readonly variable: string
  readonly isMultiple: boolean
  readonly choices: readonly { readonly id: string; readonly markdown: string; readonly hint: string }[]
  /** Identifiers that the source calls right. */
  readonly declared: readonly string[]
  readonly scoring: Scoring
}

export type Built = TypedQuestion & {
  readonly notes?: readonly string[]
  /** What the right answer earns in the source. */ readonly full: number
}

export const choiceQuestion = (source: ScoredChoice, losses: Losses): Built =>
  source.isMultiple ? manyOf(source, losses) : oneOf(source, losses)

const oneOf = ({ variable, choices, declared, scoring }: ScoredChoice, losses: Losses): Built => {
  const scores = choices.map(({ id }) => scoring.score(responsesOf([variable, [id]])))
  const isKnown = scores.every((score) => score !== undefined) && scores.some((score) => (score ?? 0) > 0)
  if (!isKnown && declared.length === 0) throw new UnusableItem('It does not say which answer is right.')
  if (!isKnown && scores.includes(undefined)) losses.add(RULE_UNKNOWN)
  const full = isKnown ? Math.max(...scores.map((score) => score ?? 0)) : 1
  const answers = choices.map(({ id, markdown, hint }, index): WeightedAnswer => ({
    id,
    text: markdown,
    fraction: isKnown ? (scores[index] ?? 0) / full : Number(declared.includes(id)),
    feedback: hint,
  }))
  const truth = truthOf(answers)
  if (truth !== undefined) return { ...trueFalseOf(truth), full }
  return { ...singleChoiceOf(answers, losses), full }
}

/** “True” and “False”, and nothing said to either: a statement that is true or false. */
const truthOf = (answers: readonly WeightedAnswer[]): boolean | undefined => {
  if (answers.length !== 2 || answers.some(({ feedback }) => feedback !== '')) return undefined
  const yes = answers.find(({ text }) => /^(true|wahr|richtig|vrai|verdadero)$/i.test(text))
  const no = answers.find(({ text }) => /^(false|falsch|faux|falso)$/i.test(text))
  if (yes === undefined || no === undefined || yes === no) return undefined
  return yes.fraction > no.fraction
}

const manyOf = ({ variable, choices, declared, scoring }: ScoredChoice, losses: Losses): Built => {
  const scoreOf = (ids: readonly string[]): number | undefined => scoring.score(responsesOf([variable, ids]))
  const all = choices.map(({ id }) => id)
  const single = all.filter((id) => (scoreOf([id]) ?? 0) > 0)
  const right = [...candidates(all, declared, single, scoreOf)]
  if (right.length === 0) throw new UnusableItem('It does not say which answers are right.')
  const full = scoreOf(right) ?? 1
  const answers = choices.map(({ id, markdown, hint }): WeightedAnswer => ({
    id,
    text: markdown,
    fraction: right.includes(id) ? 1 / right.length : -1 / right.length,
    feedback: hint,
  }))
  const built = multipleChoiceOf(answers, createLosses())
  if (built.notes !== undefined && built.notes.length > 0) losses.add(FEEDBACK_MOVED)
  // Names in the key are those of the content: letters, where the source's are too long.
  const ours = new Map(choices.map(({ id }, index) => [id, built.content.choices[index]?.id ?? id]))
  const probes = [
    ...all.map((id) => [id]),
    ...right.map((id) => right.filter((other) => other !== id)),
    ...all.filter((id) => !right.includes(id)).map((id) => [...right, id]),
    right,
  ].map((ids) => ({
    responses: responsesOf([variable, ids]),
    ours: multipleChoice.grade(built, { choiceIds: ids.map((id) => ours.get(id) ?? id) }).fraction,
  }))
  compareScores(scoring, full > 0 ? full : 1, probes, losses)
  return { ...built, full: full > 0 ? full : 1 }
}

/** What earns most: what the source calls right, or all choices that earn something by themselves. */
const candidates = (
  all: readonly string[],
  declared: readonly string[],
  single: readonly string[],
  scoreOf: (ids: readonly string[]) => number | undefined,
): readonly string[] => {
  const named = all.filter((id) => declared.includes(id))
  if (single.length === 0) return named
  if (named.length === 0) return single
  return (scoreOf(single) ?? 0) > (scoreOf(named) ?? 0) ? single : named
}

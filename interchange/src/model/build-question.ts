import { concealOrder } from '@edutrack/shared-schema/questions/conceal-order'
import type { Losses } from '#losses.ts'
import { UnusableItem } from '#problems.ts'
import { letterId } from './ids.ts'
import type { TypedQuestion } from './typed-question.ts'

/** An answer as most formats know it: what it earns (1 is all, negative takes away) and what is said to who gave it. */
export interface WeightedAnswer {
  /** The source's own name of a choice, where it has one that can stay. */
  readonly id?: string
  /** Markdown; plain text where it is typed. */
  readonly text: string
  readonly fraction: number
  readonly feedback: string
}

type Built<Kind extends TypedQuestion['kind']> = Extract<TypedQuestion, { readonly kind: Kind }> & {
  /** Feedback that has no other place, for the explanation. */
  readonly notes?: readonly string[]
}

export const FEEDBACK_MOVED = 'Feedback for single answers is now part of the explanation.'
const WEIGHTS_LOST =
  'The weights of the answers are not kept: here each right choice earns the same, and each wrong one takes as much away.'
const nothingRight = (): UnusableItem => new UnusableItem('No answer is marked as right.')
const percent = (fraction: number): string => `${String(Math.round(fraction * 1000) / 10)} %`
const isNear = (a: number, b: number): boolean => Math.abs(a - b) < 0.02

/** One right choice. Feedback for a choice is its hint. */
export const singleChoiceOf = (answers: readonly WeightedAnswer[], losses: Losses): Built<'single-choice'> => {
  const best = bestOf(answers)
  const right = answers.findIndex(({ fraction }) => fraction === best)
  for (const [index, { text, fraction }] of answers.entries()) {
    if (index === right) continue
    if (fraction > 0)
      losses.add(`The answer “${shortened(text)}” earned ${percent(fraction)}; here only one choice is right.`)
    if (fraction < 0) losses.add('Wrong answers took points away; here they earn nothing.')
  }
  const ids = idsOf(answers)
  const hints = Object.fromEntries(
    answers.flatMap(({ feedback }, index) => (feedback === '' ? [] : [[ids[index], feedback.slice(0, 2000)]])),
  )
  return {
    kind: 'single-choice',
    content: { choices: answers.map(({ text }, index) => ({ id: ids[index] as string, markdown: text })) },
    key: { choiceId: ids[right] as string, ...(Object.keys(hints).length === 0 ? {} : { hints }) },
  }
}

/** Any number of right choices, graded as our type grades them. */
export const multipleChoiceOf = (answers: readonly WeightedAnswer[], losses: Losses): Built<'multiple-choice'> => {
  bestOf(answers)
  const right = answers.filter(({ fraction }) => fraction > 0)
  const share = 1 / right.length
  const isOurs = answers.every(({ fraction }) => isNear(fraction, fraction > 0 ? share : -share))
  if (!isOurs) losses.add(WEIGHTS_LOST)
  const ids = idsOf(answers)
  return {
    kind: 'multiple-choice',
    content: { choices: answers.map(({ text }, index) => ({ id: ids[index] as string, markdown: text })) },
    key: { choiceIds: answers.flatMap(({ fraction }, index) => (fraction > 0 ? [ids[index] as string] : [])) },
    notes: feedbackNotes(answers, losses),
  }
}

export const trueFalseOf = (isTrue: boolean): Built<'true-false'> => ({
  kind: 'true-false',
  content: {},
  key: { isTrue },
})

/** Typed words. `*` stands for any text in them, as Moodle has it, and `\*` for a star. */
export const shortTextOf = (
  answers: readonly WeightedAnswer[],
  isCaseSensitive: boolean,
  losses: Losses,
): Built<'short-text'> => ({
  kind: 'short-text',
  content: {},
  key: { accepted: acceptedOf(answers, losses), ...(isCaseSensitive ? { isCaseSensitive } : {}) },
  notes: feedbackNotes(
    answers.filter(({ text }) => text.trim() !== '*'),
    losses,
  ),
})

/** The texts that earn all. */
export const acceptedOf = (answers: readonly WeightedAnswer[], losses: Losses): string[] => {
  const best = bestOf(answers)
  const accepted: string[] = []
  for (const { text, fraction, feedback } of answers) {
    const tidy = text.replace(/\s+/g, ' ').trim()
    if (tidy === '*' && fraction <= 0) {
      if (feedback !== '') losses.add('Feedback for all other answers is not kept.')
    } else if (fraction < best) {
      if (fraction > 0)
        losses.add(`The answer “${shortened(tidy)}” earned ${percent(fraction)}; here it earns nothing.`)
    } else if (/(?<!\\)\*/.test(tidy))
      losses.add(`The answer “${shortened(tidy)}” stood for any text at its star and is left out.`)
    else if (tidy !== '') accepted.push(tidy.replaceAll('\\*', '*'))
  }
  if (accepted.length === 0)
    throw new UnusableItem('Its right answers have stars that stand for any text, which is not known here.')
  return [...new Set(accepted)]
}

export interface NumericAnswer extends WeightedAnswer {
  /** Undefined where the text is no number. */
  readonly value: number | undefined
  readonly tolerance: number
}

export const numericOf = (
  answers: readonly NumericAnswer[],
  unit: string | undefined,
  losses: Losses,
): Built<'numeric'> => {
  const numbers = answers.filter(({ value }) => value !== undefined && Number.isFinite(value))
  const best = bestOf(numbers)
  const right = numbers.find(({ fraction }) => fraction === best)
  if (right?.value === undefined) throw nothingRight()
  for (const { text, fraction } of numbers.filter((answer) => answer !== right && answer.fraction > 0))
    losses.add(`The answer ${shortened(text)} earned ${percent(fraction)}; here one number is right.`)
  return {
    kind: 'numeric',
    content: unit === undefined || unit.trim() === '' ? {} : { unit: unit.trim().slice(0, 40) },
    key: { value: right.value, ...(right.tolerance === 0 ? {} : { tolerance: Math.abs(right.tolerance) }) },
    notes: feedbackNotes(answers, losses),
  }
}

export interface Pair {
  /** Markdown; empty for a match that belongs to nothing. */
  readonly item: string
  readonly match: string
}

/** Items with their matches, which are put into an order that tells nothing. */
export const matchingOf = (pairs: readonly Pair[]): Built<'matching'> => {
  const texts = [...new Set(pairs.map(({ match }) => match).filter((match) => match !== ''))]
  const matches = concealOrder(texts.map((markdown) => ({ markdown }))).map(({ markdown }, index) => ({
    id: String(index + 1),
    markdown,
  }))
  const idOf = new Map(matches.map(({ id, markdown }) => [markdown, id]))
  const items = pairs
    .filter(({ item }) => item !== '')
    .map(({ item, match }, index) => ({ id: letterId(index), markdown: item, match: idOf.get(match) }))
  if (items.some(({ match }) => match === undefined))
    throw new UnusableItem('One of its items has nothing that matches it.')
  return {
    kind: 'matching',
    content: { items: items.map(({ id, markdown }) => ({ id, markdown })), matches },
    key: { pairs: Object.fromEntries(items.map(({ id, match }) => [id, match as string])) },
  }
}

/** Items from first to last, which are put into an order that tells nothing. */
export const orderingOf = (texts: readonly string[]): Built<'ordering'> => {
  const items = concealOrder(texts.map((markdown, place) => ({ markdown, place }))).map((item, index) => ({
    ...item,
    id: letterId(index),
  }))
  return {
    kind: 'ordering',
    content: { items: items.map(({ id, markdown }) => ({ id, markdown })) },
    key: { order: items.toSorted((a, b) => a.place - b.place).map(({ id }) => id) },
  }
}

/** General feedback first, then what was said to single answers. */
export const explanationOf = (general: string, notes: readonly string[] = []): string =>
  [general.trim(), ...new Set(notes.map((note) => note.trim()))].filter((part) => part !== '').join('\n\n')

/** The source's names, where all are short and each is another; letters otherwise. */
const idsOf = (answers: readonly WeightedAnswer[]): readonly string[] => {
  const own = answers.flatMap(({ id }) => (id === undefined || id === '' || id.length > 40 ? [] : [id]))
  return new Set(own).size === answers.length ? own : answers.map((_, index) => letterId(index))
}

const bestOf = (answers: readonly WeightedAnswer[]): number => {
  const best = answers.reduce((most, { fraction }) => Math.max(most, fraction), 0)
  if (best <= 0) throw nothingRight()
  return best
}

const feedbackNotes = (answers: readonly WeightedAnswer[], losses: Losses): readonly string[] => {
  const notes = answers.filter(({ feedback }) => feedback !== '').map(({ text, feedback }) => `${text}: ${feedback}`)
  if (notes.length > 0) losses.add(FEEDBACK_MOVED)
  return notes
}

const shortened = (text: string): string => (text.length <= 40 ? text : `${text.slice(0, 39)}…`)

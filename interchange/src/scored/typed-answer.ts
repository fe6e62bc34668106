import type { Losses } from '#losses.ts'
import { UnusableItem } from '#problems.ts'
import { RULE_UNKNOWN } from './scoring.ts'

export interface TypedAnswer {
  /** What an answer earns, all else being right; undefined where the rule is not known. */
  readonly scoreOf: (text: string) => number | undefined
  /** Texts that the source names as answers: those that it calls right, and others that it gives points for. */
  readonly declared: readonly string[]
  readonly others: readonly string[]
  readonly isNumber: boolean
}

export type TypedKey =
  | { readonly accepted: string[]; readonly isCaseSensitive?: boolean; readonly full: number }
  | { readonly value: number; readonly tolerance?: number; readonly full: number }

/** What is right of a typed answer, found by trying the source's own answers, other spellings of them, and numbers beside them. */
export const typedKey = (answer: TypedAnswer, losses: Losses): TypedKey =>
  answer.isNumber ? numberKey(answer, losses) : textKey(answer, losses)

const textKey = ({ scoreOf, declared, others }: TypedAnswer, losses: Losses): TypedKey => {
  const texts = [...new Set([...declared, ...others])].filter((text) => text.trim() !== '')
  const scores = texts.map((text) => ({ text, score: scoreOf(text) }))
  const full = scores.reduce((most, { score }) => Math.max(most, score ?? 0), 0)
  if (full <= 0) {
    const given = declared.filter((text) => text.trim() !== '')
    if (given.length === 0) throw new UnusableItem('It does not say which answer is right.')
    if (scores.some(({ score }) => score === undefined)) losses.add(RULE_UNKNOWN)
    return { accepted: given, full: 1 }
  }
  const accepted = scores.filter(({ score }) => score === full).map(({ text }) => text)
  for (const { text, score } of scores)
    if (score !== undefined && score > 0 && score < full)
      losses.add(`The answer “${text.slice(0, 40)}” earned a part; here it earns nothing.`)
  const isCaseSensitive = accepted.every((text) => {
    const other = otherCase(text)
    return other === text || (scoreOf(other) ?? full) < full
  })
  const first = accepted[0] as string
  if ((scoreOf(`x${first}x`) ?? 0) === full)
    losses.add('Answers that held the right words among others were right too; here they are not.')
  const isLettered = accepted.some((text) => otherCase(text) !== text)
  return { accepted, ...(isCaseSensitive && isLettered ? { isCaseSensitive } : {}), full }
}

const otherCase = (text: string): string => (text.toLowerCase() === text ? text.toUpperCase() : text.toLowerCase())

const numberKey = ({ scoreOf, declared, others }: TypedAnswer, losses: Losses): TypedKey => {
  const named = numbers(declared)
  const known = numbers([...declared, ...others]).toSorted((a, b) => a - b)
  const between = known.slice(1).map((value, index) => (value + (known[index] as number)) / 2)
  const tried = [...named, ...known, ...between].map((value) => ({ value, score: scoreOf(String(value)) }))
  const full = tried.reduce((most, { score }) => Math.max(most, score ?? 0), 0)
  const found = tried.find(({ score }) => full > 0 && score === full)
  if (found === undefined) {
    const [value] = named
    if (value === undefined) throw new UnusableItem('It does not say which number is right.')
    if (tried.some(({ score }) => score === undefined)) losses.add(RULE_UNKNOWN)
    return { value, full: 1 }
  }
  const { value } = found
  const isRight = (other: number): boolean => scoreOf(String(other)) === full
  const up = reach(value, 1, isRight)
  const down = reach(value, -1, isRight)
  if (up === Infinity || down === Infinity)
    losses.add('Any number above or below a bound was right; here one number is.')
  const [above, below] = [Number.isFinite(up) ? up : 0, Number.isFinite(down) ? down : 0]
  const middle = Math.abs(above - below) <= 1e-9 * Math.max(1, above, below) ? value : value + (above - below) / 2
  const tolerance = tidy((above + below) / 2)
  return { value: tidy(middle), ...(tolerance === 0 ? {} : { tolerance }), full }
}

const numbers = (texts: readonly string[]): readonly number[] =>
  [...new Set(texts.map((text) => Number(text.trim().replace(',', '.'))))].filter((value) => Number.isFinite(value))

const MOST_STEPS = 80

/** How far from a right number others are right too, in one direction; `Infinity` where there seems to be no end. */
const reach = (value: number, direction: 1 | -1, isRight: (other: number) => boolean): number => {
  const scale = Math.max(Math.abs(value), 1)
  let wrong = scale * 1e-9
  let right = 0
  while (isRight(value + direction * wrong)) {
    right = wrong
    wrong *= 2
    if (wrong > scale * 1e9) return Infinity
  }
  for (let step = 0; step < MOST_STEPS && wrong - right > scale * 1e-13; step += 1) {
    const middle = (wrong + right) / 2
    if (isRight(value + direction * middle)) right = middle
    else wrong = middle
  }
  return right <= scale * 2e-9 ? 0 : simplest(right, wrong, scale * 1e-12)
}

/** The number with the fewest digits between two, which are off by `slack` at most: the bound that somebody wrote. */
const simplest = (low: number, high: number, slack: number): number => {
  for (let digits = 1; digits <= 15; digits += 1) {
    const value = Number(((low + high) / 2).toPrecision(digits))
    if (value >= low - slack && value <= high + slack) return value
  }
  return low
}

/** Without what halving has left behind the last digit that anybody wrote. */
const tidy = (value: number): number => Number(value.toPrecision(12))

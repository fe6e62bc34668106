import { parseNumber } from '@edutrack/shared-schema/questions/numeric/numeric'
import type { FormattedText, TextFormat } from '#html/formatted-text.ts'
import { UnusableItem } from '#problems.ts'
import { hideEscapes, showEscapes } from './gift-escapes.ts'

/** A text with its format, which is `moodle` unless it says another. */
export type GiftText = FormattedText

export interface GiftAnswer {
  readonly text: GiftText
  /** 1 for all; undefined where it follows from the sign alone. */
  readonly weight: number | undefined
  readonly isRight: boolean
  readonly feedback: GiftText
}

export type GiftAnswers =
  | { readonly type: 'essay' }
  | { readonly type: 'description' }
  | { readonly type: 'true-false'; readonly isTrue: boolean; readonly ifWrong: GiftText; readonly ifRight: GiftText }
  | {
      readonly type: 'numeric'
      readonly answers: readonly (GiftAnswer & { readonly value: number | undefined; readonly tolerance: number })[]
    }
  | { readonly type: 'choice'; readonly isSingle: boolean; readonly answers: readonly GiftAnswer[] }
  | { readonly type: 'matching'; readonly pairs: readonly { readonly item: GiftText; readonly match: GiftText }[] }
  | { readonly type: 'short-text'; readonly answers: readonly GiftAnswer[] }

export interface GiftQuestion {
  readonly title: string
  readonly before: GiftText
  /** Behind the answers: then they fill a gap. */
  readonly after: GiftText
  readonly answers: GiftAnswers
  readonly explanation: GiftText
}

/** Reads one question. Throws `UnusableItem` with what is wrong with it. */
export const parseGift = (block: string): GiftQuestion => {
  const hidden = hideEscapes(block).trim()
  const titled = /^::(.*?)::\s*/s.exec(hidden)
  const title = titled === null ? '' : showEscapes(titled[1] ?? '').trim()
  const body = titled === null ? hidden : hidden.slice(titled[0].length)
  const open = body.indexOf('{')
  const close = open < 0 ? -1 : matchingBrace(body, open)
  if (open < 0) {
    if (body.includes('}')) throw new UnusableItem('a closing brace has no opening one before it')
    const before = textOf(body, 'moodle')
    return {
      title,
      before,
      after: none(before.format),
      answers: { type: 'description' },
      explanation: none(before.format),
    }
  }
  if (close < 0) throw new UnusableItem('the brace that ends its answers is missing')
  const before = textOf(body.slice(0, open), 'moodle')
  const { format } = before
  const inside = body.slice(open + 1, close)
  const general = inside.indexOf('####')
  const explanation = general < 0 ? none(format) : textOf(inside.slice(general + 4), format)
  return {
    title,
    before,
    after: textOf(body.slice(close + 1), format),
    answers: answersOf((general < 0 ? inside : inside.slice(0, general)).trim(), format),
    explanation,
  }
}

const none = (format: TextFormat): GiftText => ({ text: '', format })

/** The brace that closes one; braces within, as in formulas that nobody escaped, are passed over. Without any that fits, the first. */
const matchingBrace = (text: string, open: number): number => {
  let depth = 0
  for (let at = open; at < text.length; at += 1) {
    if (text[at] === '{') depth += 1
    else if (text[at] === '}') {
      depth -= 1
      if (depth === 0) return at
    }
  }
  return text.indexOf('}', open)
}

/** A text, with the format that it names at its beginning or else that of its surroundings. */
const textOf = (text: string, format: TextFormat): GiftText => {
  const named = /^\s*\[(html|markdown|plain|moodle)\]/i.exec(text)
  return named === null
    ? { text: showEscapes(text).trim(), format }
    : {
        text: showEscapes(text.slice(named[0].length)).trim(),
        format: (named[1] as string).toLowerCase() as TextFormat,
      }
}

const answersOf = (inside: string, format: TextFormat): GiftAnswers => {
  if (inside === '') return { type: 'essay' }
  if (inside.startsWith('#')) return numericAnswers(inside.slice(1), format)
  const truth = /^(true|false|t|f)\s*(#.*)?$/is.exec(inside)
  if (truth !== null) {
    const [, first = '', second = ''] = (truth[2] ?? '').split('#')
    return {
      type: 'true-false',
      isTrue: /^t/i.test(truth[1] as string),
      ifWrong: textOf(first, format),
      ifRight: textOf(second, format),
    }
  }
  const parts = partsOf(inside)
  if (parts.some(({ sign }) => sign === '~'))
    return {
      type: 'choice',
      // Without one answer that is right, several are right in part.
      isSingle: parts.some(({ sign }) => sign === '='),
      answers: parts.map((part) => answerOf(part, format)),
    }
  if (parts.every(({ text }) => text.includes('->')))
    return { type: 'matching', pairs: parts.map((part) => pairOf(part.text, format)) }
  return { type: 'short-text', answers: parts.map((part) => answerOf(part, format)) }
}

interface Part {
  readonly sign: '=' | '~'
  readonly text: string
}

const partsOf = (inside: string): readonly Part[] => {
  if (!/^[=~]/.test(inside)) throw new UnusableItem('its answers don’t begin with “=” or “~”')
  return [...inside.matchAll(/([=~])([^=~]*)/g)].map(([, sign, text = '']) => ({
    sign: sign as '=' | '~',
    text: text.trim(),
  }))
}

const answerOf = ({ sign, text }: Part, format: TextFormat): GiftAnswer => {
  const weighted = /^%(-?\d+(?:\.\d+)?)%/.exec(text)
  const rest = weighted === null ? text : text.slice(weighted[0].length)
  const cut = rest.indexOf('#')
  return {
    text: textOf(cut < 0 ? rest : rest.slice(0, cut), format),
    weight: weighted === null ? undefined : Number(weighted[1]) / 100,
    isRight: sign === '=',
    feedback: cut < 0 ? none(format) : textOf(rest.slice(cut + 1), format),
  }
}

const pairOf = (text: string, format: TextFormat) => {
  const arrow = text.indexOf('->')
  return { item: textOf(text.slice(0, arrow), format), match: textOf(text.slice(arrow + 2), format) }
}

/** `{#3:0.5}`, `{#1..5}`, or several with weights. */
const numericAnswers = (inside: string, format: TextFormat): GiftAnswers => {
  const trimmed = inside.trim()
  const signed = /^[=~]/.test(trimmed) ? trimmed : `=${trimmed}`
  const answers = partsOf(signed).map((part) => {
    const answer = answerOf(part, format)
    return { ...answer, ...rangeOf(answer.text.text) }
  })
  if (!answers.some(({ value }) => value !== undefined))
    throw new UnusableItem('its right answer is not a number that can be read')
  return { type: 'numeric', answers }
}

const rangeOf = (text: string): { readonly value: number | undefined; readonly tolerance: number } => {
  const [from, to] = text.split('..').map((part) => parseNumber(part))
  if (text.includes('..'))
    return from === undefined || to === undefined
      ? { value: undefined, tolerance: 0 }
      : { value: (from + to) / 2, tolerance: Math.abs(to - from) / 2 }
  const [value, tolerance] = text.split(':').map((part) => parseNumber(part))
  return { value, tolerance: tolerance ?? 0 }
}

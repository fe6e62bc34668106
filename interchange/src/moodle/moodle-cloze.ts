import { parseNumber } from '@edutrack/shared-schema/questions/numeric/numeric'
import { plainToMarkdown } from '#html/formatted-text.ts'
import { parseHtml } from '#html/parse-html.ts'
import { defaultLimits } from '#limits.ts'
import type { Losses } from '#losses.ts'
import { acceptedOf, FEEDBACK_MOVED, type WeightedAnswer } from '#model/build-question.ts'
import { letterId } from '#model/ids.ts'
import { UnusableItem } from '#problems.ts'
import { textOf } from '#xml/xml-node.ts'
import { gapsOf, htmlWithGaps, questionHtml, type Gap, type RightGap } from './moodle-gaps.ts'
import type { ReadMoodleType } from './moodle-scope.ts'

/** `{2:SHORTANSWER:=right#feedback~%50%half~wrong}` */
const GAP = /\{(\d{0,4}):\s*([A-Z_]{2,20})\s*:((?:\\[^]|[^\\{}]|\{[^\\{}]*\}){0,5000})\}/g

/** Where gaps are looked for; what is looked for from each brace is bounded too. */
const LONGEST = 200_000

const words = /^(SHORTANSWER|SA|MW)(_?C)?$/
const numbers = /^(NUMERICAL|NM)$/
const lists = /^(MULTICHOICE|MC)(_?[VH])?(_?S)?$/

/** A text with embedded answers (“cloze”): each becomes a gap, typed or chosen. */
export const clozeOf: ReadMoodleType = async (scope) => {
  const { losses } = scope
  const gaps: Gap[] = []
  const right: Record<string, RightGap> = {}
  const weights = new Set<number>()
  const notes: string[] = []
  const html = questionHtml(scope)
  if (html.length > LONGEST) throw new UnusableItem(`Its text is longer than ${String(LONGEST)} characters.`)
  const nodes = htmlWithGaps(html, GAP, ([, weight = '', type = '', inside = '']) => {
    const id = String(gaps.length + 1)
    const answers = clozeAnswers(inside)
    const found = gapOf(id, type, answers, losses)
    gaps.push(found.gap)
    right[id] = found.right
    weights.add(Number(weight === '' ? '1' : weight))
    notes.push(...answers.filter(({ feedback }) => feedback !== '').map(({ text, feedback }) => `${text}: ${feedback}`))
    return id
  })
  if (gaps.length === 0) throw new UnusableItem('There is no gap in its text that can be read.')
  if (weights.size > 1) losses.add('Gaps had different weights; here all count the same.')
  if (notes.length > 0) losses.add(FEEDBACK_MOVED)
  return { ...gapsOf(await scope.html(nodes), gaps, right), notes: notes.map((note) => plainToMarkdown(note)) }
}

const gapOf = (
  id: string,
  type: string,
  answers: readonly WeightedAnswer[],
  losses: Losses,
): { readonly gap: Gap; readonly right: RightGap } => {
  const typed: Gap = { id, kind: 'typed' }
  const caseMark = words.exec(type)
  if (caseMark !== null)
    return {
      gap: typed,
      right: { accepted: acceptedOf(answers, losses), ...(caseMark[2] === undefined ? {} : { isCaseSensitive: true }) },
    }
  const best = answers.reduce((most, { fraction }) => Math.max(most, fraction), 0)
  const rightAnswer = answers.find(({ fraction }) => fraction === best && best > 0)
  if (rightAnswer === undefined) throw new UnusableItem('One of its gaps has no answer that is marked as right.')
  if (answers.some((answer) => answer !== rightAnswer && answer.fraction > 0))
    losses.add('Answers that earned a part of a gap earn nothing here.')
  if (numbers.test(type)) {
    const [value, tolerance] = rightAnswer.text.split(':').map((part) => parseNumber(part))
    if (value === undefined)
      throw new UnusableItem('The right answer of one of its gaps is not a number that can be read.')
    return {
      gap: typed,
      right: { value, ...(tolerance === undefined || tolerance === 0 ? {} : { tolerance: Math.abs(tolerance) }) },
    }
  }
  if (!lists.test(type))
    throw new UnusableItem(
      /^(MULTIRESPONSE|MR)/.test(type)
        ? 'One of its gaps takes several answers at once, which a gap here can’t.'
        : `One of its gaps is of a kind (“${type}”) that is not known.`,
    )
  return {
    gap: {
      id,
      kind: 'chosen',
      options: answers.map(({ text }, index) => ({ id: letterId(index), markdown: plainToMarkdown(text, true) })),
    },
    right: { optionId: letterId(answers.indexOf(rightAnswer)) },
  }
}

/** Escaped characters keep their backslash until all is cut: `\~`, `\#`, `\}`, `\=`. */
const clozeAnswers = (inside: string): readonly WeightedAnswer[] =>
  splitUnescaped(inside, '~').map((part) => {
    const [head = '', ...rest] = splitUnescaped(part.trim(), '#')
    const weighted = /^\s*(?:=|%(-?\d+(?:\.\d+)?)%)/.exec(head)
    const fraction = weighted === null ? 0 : weighted[1] === undefined ? 1 : Number(weighted[1]) / 100
    return {
      text: plain(weighted === null ? head : head.slice(weighted[0].length)),
      fraction,
      feedback: plain(rest.join('#')),
    }
  })

const splitUnescaped = (text: string, separator: string): readonly string[] => {
  const parts = ['']
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] as string
    if (character === '\\' && at + 1 < text.length) {
      parts[parts.length - 1] += character + (text[at + 1] as string)
      at += 1
    } else if (character === '&' && /^&#\d{1,6};|^&[a-z]{2,8};/i.test(text.slice(at, at + 12))) {
      const entity = /^&[^;]*;/.exec(text.slice(at, at + 12))?.[0] ?? character
      parts[parts.length - 1] += entity
      at += entity.length - 1
    } else if (character === separator) parts.push('')
    else parts[parts.length - 1] += character
  }
  return parts
}

const plain = (html: string): string =>
  parseHtml(html, defaultLimits)
    .map(textOf)
    .join('')
    .replace(/\\([^A-Za-z0-9\s])/g, '$1')
    .replace(/\s+/g, ' ')
    .trim()

import type { Step } from '#controls.ts'
import type { Limits } from '#limits.ts'
import { formattedToMarkdown } from '#html/formatted-text.ts'
import type { PackageText } from '#html/package-text.ts'
import { createLosses, type Losses } from '#losses.ts'
import {
  acceptedOf,
  explanationOf,
  FEEDBACK_MOVED,
  matchingOf,
  multipleChoiceOf,
  numericOf,
  shortTextOf,
  singleChoiceOf,
  trueFalseOf,
  type WeightedAnswer,
} from '#model/build-question.ts'
import { checkQuestion, plainBeginning } from '#model/check-question.ts'
import type { PackageQuestion } from '#model/course-package.ts'
import { createIds } from '#model/ids.ts'
import type { ItemLog } from '#model/item-log.ts'
import type { TypedQuestion } from '#model/typed-question.ts'
import { UnreadablePackage, UnusableItem } from '#problems.ts'
import { parseGift, type GiftAnswer, type GiftQuestion, type GiftText } from './parse-gift.ts'
import { splitGift, type GiftBlock } from './split-gift.ts'

export interface ReadGiftDeps {
  readonly log: ItemLog
  readonly text: PackageText
  readonly step: Step
  readonly limits: Limits
}

/** Reads the questions of a GIFT text (Moodle’s “GIFT format”), each for itself: one with a fault costs no other. */
export const readGift = async (
  source: string,
  { log, text, step, limits }: ReadGiftDeps,
): Promise<readonly PackageQuestion[]> => {
  const blocks = splitGift(source)
  if (blocks.length > limits.items)
    throw new UnreadablePackage(`The file has more than ${String(limits.items)} questions; split it.`)
  const newId = createIds('q')
  const questions: PackageQuestion[] = []
  for (const [index, block] of blocks.entries()) {
    await step('reading questions', index, blocks.length)
    const id = newId(block.id)
    const question = await log.taking({ id, title: titleOf(block), type: 'question' }, async (losses) => {
      const taken = await readBlock(block, id, text, losses)
      return { taken, type: taken.kind, title: taken.title }
    })
    if (question !== undefined) questions.push(question)
  }
  return questions
}

/** Whether a text has at least one question that GIFT knows, rather than being any text. */
export const looksLikeGift = (source: string): boolean =>
  splitGift(source.slice(0, 200_000)).some(({ text }) => {
    try {
      const { answers, before, title } = parseGift(text)
      return answers.type !== 'description' && (before.text !== '' || title !== '')
    } catch (error) {
      if (error instanceof UnusableItem) return /^\s*::/.test(text)
      throw error
    }
  })

const titleOf = ({ text, line }: GiftBlock): string => {
  const title = /^\s*::(.{1,200}?)::/s.exec(text)?.[1]
  return title ?? (plainBeginning(text.replace(/\{.*/s, '')) || `Line ${String(line)}`)
}

const readBlock = async (block: GiftBlock, id: string, text: PackageText, losses: Losses): Promise<PackageQuestion> => {
  const question = parseGift(block.text)
  const toMarkdown: ToMarkdown = (part, isLine) => formattedToMarkdown(part, { text, losses, from: '' }, isLine)
  const after = await toMarkdown(question.after)
  const before = await toMarkdown(question.before)
  if (question.answers.type === 'description')
    throw new UnusableItem('It is a text without a question. Put it on a page of the course.')
  const explanation = await toMarkdown(question.explanation)
  const { answers } = question
  const isGap =
    after !== '' &&
    (answers.type === 'short-text' || answers.type === 'numeric' || (answers.type === 'choice' && answers.isSingle))
  const built = isGap
    ? await gapOf(question, before, after, toMarkdown, losses)
    : await builtOf(question, toMarkdown, losses)
  // Several choices don't fit into a gap: it is shown, and they stand below.
  const prompt = isGap ? '' : after === '' ? before : `${before} \\_\\_\\_\\_\\_ ${after}`
  return checkQuestion({
    ...built,
    id,
    title: question.title === '' ? plainBeginning(isGap ? `${before} … ${after}` : prompt) : question.title,
    prompt,
    explanation: explanationOf(explanation, built.notes),
    points: 1,
    tags: [...categoryTags(block.category), ...block.tags],
  })
}

type ToMarkdown = (text: GiftText, isLine?: boolean) => Promise<string>

const weightedOf = async (
  answers: readonly GiftAnswer[],
  toMarkdown: ToMarkdown,
  isTyped: boolean,
): Promise<readonly WeightedAnswer[]> => {
  const weighted: WeightedAnswer[] = []
  for (const answer of answers)
    weighted.push({
      text: isTyped ? typedText(answer.text) : await toMarkdown(answer.text, true),
      fraction: answer.weight ?? (answer.isRight ? 1 : 0),
      feedback: await toMarkdown(answer.feedback),
    })
  return weighted
}

/** What somebody is to type: without tags. */
const typedText = ({ text, format }: GiftText): string =>
  format === 'html' || format === 'moodle' ? text.replace(/<[^<>]*>/g, '') : text

type Built = TypedQuestion & { readonly notes?: readonly string[] }

const builtOf = async ({ answers, before }: GiftQuestion, toMarkdown: ToMarkdown, losses: Losses): Promise<Built> => {
  switch (answers.type) {
    case 'description':
    case 'essay':
      return { kind: 'essay', content: {}, key: {} }
    case 'true-false': {
      const notes = [await toMarkdown(answers.ifRight), await toMarkdown(answers.ifWrong)].filter((note) => note !== '')
      if (notes.length > 0) losses.add(FEEDBACK_MOVED)
      return { ...trueFalseOf(answers.isTrue), notes }
    }
    case 'numeric': {
      const weighted = await weightedOf(answers.answers, toMarkdown, true)
      const numbers = weighted.map((answer, index) => ({
        ...answer,
        value: answers.answers[index]?.value,
        tolerance: answers.answers[index]?.tolerance ?? 0,
      }))
      return numericOf(numbers, undefined, losses)
    }
    case 'choice': {
      const weighted = await weightedOf(answers.answers, toMarkdown, false)
      return answers.isSingle ? singleChoiceOf(weighted, losses) : multipleChoiceOf(weighted, losses)
    }
    case 'matching': {
      const pairs: { item: string; match: string }[] = []
      for (const { item, match } of answers.pairs)
        pairs.push({
          item: await toMarkdown(item, true),
          match: await toMarkdown({ ...match, format: before.format }, true),
        })
      return matchingOf(pairs)
    }
    case 'short-text':
      return shortTextOf(await weightedOf(answers.answers, toMarkdown, true), false, losses)
  }
}

/** Answers in the middle of a sentence fill the gap there. */
const gapOf = async (
  { answers }: GiftQuestion,
  before: string,
  after: string,
  toMarkdown: ToMarkdown,
  losses: Losses,
): Promise<Built> => {
  const text = `${before} [[1]]${/^[.,;:!?)]/.test(after) ? '' : ' '}${after}`.trim()
  switch (answers.type) {
    case 'choice': {
      const weighted = await weightedOf(answers.answers, toMarkdown, false)
      const { content, key } = singleChoiceOf(weighted, losses)
      const notes = weighted
        .filter(({ feedback }) => feedback !== '')
        .map(({ text, feedback }) => `${text}: ${feedback}`)
      if (notes.length > 0) losses.add(FEEDBACK_MOVED)
      return {
        kind: 'gaps',
        content: { text, gaps: [{ id: '1', kind: 'chosen', options: content.choices }] },
        key: { gaps: { 1: { optionId: key.choiceId } } },
        notes,
      }
    }
    case 'numeric': {
      const { key, notes = [] } = (await builtOf(
        { answers, before: { text: '', format: 'plain' } } as GiftQuestion,
        toMarkdown,
        losses,
      )) as Extract<Built, { kind: 'numeric' }>
      return { kind: 'gaps', content: { text, gaps: [{ id: '1', kind: 'typed' }] }, key: { gaps: { 1: key } }, notes }
    }
    case 'short-text': {
      const weighted = await weightedOf(answers.answers, toMarkdown, true)
      const { notes = [] } = shortTextOf(weighted, false, losses)
      return {
        kind: 'gaps',
        content: { text, gaps: [{ id: '1', kind: 'typed' }] },
        key: { gaps: { 1: { accepted: acceptedOf(weighted, createLosses()) } } },
        notes,
      }
    }
    default:
      throw new UnusableItem('Its answers don’t fit into a gap.')
  }
}

/** `$course$/top/Biology/Cells` is the tag “Biology / Cells”. */
export const categoryTags = (category: string): readonly string[] => {
  const parts = category
    .replaceAll('//', '\u0000')
    .split('/')
    .map((part) =>
      part
        .replaceAll('\u0000', '/')
        .replace(/<[^>]*>/g, '')
        .trim(),
    )
    .filter((part) => part !== '' && part !== 'top' && !/^\$[a-z0-9]+\$$/i.test(part))
  const tag = parts.join(' / ')
  return tag === '' ? [] : [tag.length <= 60 ? tag : (parts.at(-1) ?? tag).slice(0, 60)]
}

import { gappedText } from '@edutrack/shared-schema/questions/gaps/gapped-text'
import { strToU8 } from 'fflate'
import type { Step } from '#controls.ts'
import type { Losses } from '#losses.ts'
import type { CoursePackage, PackageQuestion } from '#model/course-package.ts'
import { createExportLog } from '#model/export-log.ts'
import { fileIdsIn, textsIn } from '#model/file-references.ts'
import type { ExportItem } from '#model/report.ts'
import { typedQuestion, type TypedQuestion } from '#model/typed-question.ts'
import { escapeGift } from './gift-escapes.ts'

/** The questions of a course as a GIFT text: texts as Markdown, ids and tags as Moodle notes them in comments. */
export const writeGift = async (
  course: CoursePackage,
  step: Step,
): Promise<{ readonly bytes: Uint8Array; readonly items: readonly ExportItem[] }> => {
  const log = createExportLog()
  const blocks: string[] = []
  for (const [index, question] of course.questions.entries()) {
    await step(`writing ${question.title}`, index, course.questions.length)
    const block = log.writing({ id: question.id, title: question.title, type: question.kind }, (losses) =>
      writeQuestion(question, losses),
    )
    if (block !== undefined) blocks.push(block)
  }
  for (const unit of course.modules.flatMap((module) => module.units))
    log.skip(
      { id: unit.id, title: unit.title, type: unit.kind },
      'GIFT holds questions only. Export the course as a Common Cartridge to keep it.',
    )
  for (const file of course.files)
    log.skip({ id: file.id, title: file.name, type: 'file' }, 'GIFT is a text and holds no files.')
  return { bytes: strToU8(`${blocks.join('\n\n')}\n`), items: log.items }
}

const writeQuestion = (question: PackageQuestion, losses: Losses): string | undefined => {
  const typed = typedQuestion(question)
  if (typed === undefined) {
    losses.add('It is not a whole question.')
    return undefined
  }
  const written = bodyOf(typed, question, losses)
  if (written === undefined) return undefined
  if (question.points !== 1) losses.add('Its points have no place in GIFT.')
  if (
    textsIn([question.prompt, question.content, question.key, question.explanation]).some(
      (text) => fileIdsIn(text).length > 0,
    )
  )
    losses.add('Its pictures and other files have no place in GIFT.')
  const notes = [`[id:${note(question.id)}]`, ...question.tags.map((tag) => `[tag:${note(tag)}]`)]
  if (question.tags.some((tag) => note(tag) !== tag)) losses.add('A tag has signs in it that GIFT can’t hold.')
  return `// ${notes.join(' ')}\n::${escapeGift(question.title)}::[markdown]${written}`
}

const note = (text: string): string => text.replace(/[[\]<>`\p{Cc}]/gu, ' ').trim()

const bodyOf = (
  typed: TypedQuestion,
  { prompt, explanation = '' }: PackageQuestion,
  losses: Losses,
): string | undefined => {
  const general = explanation.trim() === '' ? '' : `\n####${text(explanation)}`
  const braces = (answers: string): string => `${text(prompt)} {${answers}${general}\n}`
  switch (typed.kind) {
    case 'single-choice': {
      const { choiceId, hints = {} } = typed.key
      return braces(
        typed.content.choices
          .map(({ id, markdown }) => `\n${id === choiceId ? '=' : '~'}${answer(markdown)}${feedback(hints[id])}`)
          .join(''),
      )
    }
    case 'multiple-choice': {
      const right = new Set(typed.key.choiceIds)
      const share = 100 / right.size
      return braces(
        typed.content.choices
          .map(({ id, markdown }) => `\n~%${weight(right.has(id) ? share : -share)}%${answer(markdown)}`)
          .join(''),
      )
    }
    case 'true-false':
      return braces(typed.key.isTrue ? 'TRUE' : 'FALSE')
    case 'short-text':
      if (typed.key.isCaseSensitive === true) losses.add('That capital letters count has no place in GIFT.')
      if (typed.key.accepted.some((word) => word.includes('->'))) {
        losses.add('An accepted answer has an arrow in it, which GIFT takes for a pair. Export as QTI 3 to keep it.')
        return undefined
      }
      return braces(words(typed.key.accepted))
    case 'numeric':
      if (typed.content.unit !== undefined) losses.add('Its unit has no place in GIFT.')
      return braces(`#${number(typed.key)}`)
    case 'matching':
      return matching(typed, braces, losses)
    case 'essay':
      if (Object.keys(typed.content).length > 0 || typed.key.notes !== undefined)
        losses.add('Its rubric, its notes for marking and its bounds in words have no place in GIFT.')
      return braces('')
    case 'gaps':
      return gap(typed, prompt, general, losses)
    case 'ordering':
      losses.add('GIFT has no questions about an order. Export as QTI 3 to keep it.')
      return undefined
  }
}

/** A text on one line, ends of lines written as `\n`. */
const text = (markdown: string): string => escapeGift(markdown.trim())

/** An answer that begins like a weight or a format is told apart by one of each. */
const answer = (markdown: string): string => {
  const written = text(markdown)
  return /^(%|\[)/.test(written) ? `[markdown]${written}` : written
}

const feedback = (markdown: string | undefined): string =>
  markdown === undefined || markdown.trim() === '' ? '' : `#${text(markdown)}`

const weight = (percent: number): string => String(Number(percent.toFixed(5)))

/** A star is itself. */
const words = (accepted: readonly string[]): string =>
  accepted.map((word) => `\n=%100%${escapeGift(word.trim().replaceAll('*', '\\*'))}`).join('')

const number = ({
  value,
  tolerance = 0,
}: {
  readonly value: number
  readonly tolerance?: number | undefined
}): string => `${String(value)}:${String(tolerance)}`

type Of<Kind extends TypedQuestion['kind']> = Extract<TypedQuestion, { readonly kind: Kind }>

const matching = (
  { content, key }: Of<'matching'>,
  braces: (answers: string) => string,
  losses: Losses,
): string | undefined => {
  const texts = new Map(content.matches.map(({ id, markdown }) => [id, markdown.trim()]))
  const all = [...content.items, ...content.matches].map(({ markdown }) => markdown)
  const isEmpty = all.some((markdown) => markdown.trim() === '')
  const isTwice = new Set(texts.values()).size < texts.size
  const isOpen = content.items.some(({ id }) => texts.get(key.pairs[id] ?? '') === undefined)
  if (isEmpty || isTwice || isOpen || content.items.length < 2 || all.some((markdown) => markdown.includes('->'))) {
    losses.add(
      'It has fewer than two pairs, empty or equal parts, or an arrow in its text, which GIFT can’t hold. Export as QTI 3 to keep it.',
    )
    return undefined
  }
  const used = new Set(Object.values(key.pairs))
  const pairs = content.items.map(
    ({ id, markdown }) => `\n=${answer(markdown)} -> ${answer(texts.get(key.pairs[id] ?? '') ?? '')}`,
  )
  const rest = content.matches.filter(({ id }) => !used.has(id)).map(({ markdown }) => `\n= -> ${answer(markdown)}`)
  return braces([...pairs, ...rest].join(''))
}

/** One gap is an answer in the middle of a sentence; several have no place. */
const gap = ({ content, key }: Of<'gaps'>, prompt: string, general: string, losses: Losses): string | undefined => {
  const [before, hole, after] = gapParts(content)
  const [only] = content.gaps
  const right = only === undefined ? undefined : key.gaps[only.id]
  if (
    only === undefined ||
    content.gaps.length > 1 ||
    hole === undefined ||
    right === undefined ||
    after.trim() === ''
  ) {
    losses.add('GIFT holds one gap, in the middle of a sentence, and not several. Export as QTI 3 to keep it.')
    return undefined
  }
  if (prompt.trim() !== '') losses.add('What is asked above the text has become a part of the text.')
  const answers =
    only.kind === 'chosen'
      ? only.options
          .map(({ id, markdown }) => `\n${'optionId' in right && right.optionId === id ? '=' : '~'}${answer(markdown)}`)
          .join('')
      : 'value' in right
        ? `#${number(right)}`
        : words('accepted' in right ? right.accepted : [])
  if ('isCaseSensitive' in right && right.isCaseSensitive === true)
    losses.add('That capital letters count has no place in GIFT.')
  return `${text([prompt, before].filter((part) => part.trim() !== '').join('\n\n'))} {${answers}${general}\n} ${text(after)}`
}

const gapParts = ({ text: whole, gaps }: Of<'gaps'>['content']): readonly [string, string | undefined, string] => {
  const parts = gappedText(whole, gaps)
  const at = parts.findIndex((part) => 'gapId' in part)
  const join = (some: typeof parts): string => some.map((part) => ('markdown' in part ? part.markdown : '')).join('')
  const hole = parts[at]
  return [
    join(parts.slice(0, Math.max(0, at))),
    hole !== undefined && 'gapId' in hole ? hole.gapId : undefined,
    join(parts.slice(at + 1)),
  ]
}

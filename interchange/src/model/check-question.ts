import type { z } from 'zod'
import type { QuestionType } from '@edutrack/shared-schema/questions/question-type'
import { UnusableItem } from '#problems.ts'
import type { PackageQuestion } from './course-package.ts'
import { questionTypes } from '@edutrack/shared-schema/questions/registry'
import type { TypedQuestion } from './typed-question.ts'

/** A question as a reader found it, before anybody has looked whether it fits. */
export type QuestionDraft = TypedQuestion & {
  readonly id: string
  readonly title: string
  readonly prompt: string
  readonly explanation?: string
  readonly points: number
  readonly tags: readonly string[]
}

const LONGEST_PROMPT = 20_000
const LONGEST_TITLE = 200
const MOST_POINTS = 1000

/** The question, within the bounds that questions have. Throws `UnusableItem` with the reason for one that has no place here. */
export const checkQuestion = (draft: QuestionDraft): PackageQuestion => {
  const type: QuestionType = questionTypes[draft.kind]
  const prompt = draft.prompt.trim()
  if (prompt.length > LONGEST_PROMPT)
    throw new UnusableItem(`Its text is longer than ${String(LONGEST_PROMPT)} characters.`)
  const content = type.content.safeParse(draft.content)
  if (!content.success) throw new UnusableItem(inWords(content.error))
  const key = type.key.safeParse(draft.key)
  if (!key.success) throw new UnusableItem(inWords(key.error))
  const explanation = draft.explanation?.trim() ?? ''
  return {
    id: draft.id,
    kind: draft.kind,
    title: titleOf(draft, prompt),
    prompt,
    content: content.data as PackageQuestion['content'],
    key: key.data as PackageQuestion['key'],
    ...(explanation === '' ? {} : { explanation: explanation.slice(0, LONGEST_PROMPT) }),
    points: Number.isFinite(draft.points) ? Math.min(MOST_POINTS, Math.max(0, draft.points)) : 1,
    tags: [...new Set(draft.tags.map((tag) => tag.trim().slice(0, 60)).filter((tag) => tag !== ''))].slice(0, 30),
  }
}

const titleOf = ({ title, ...draft }: QuestionDraft, prompt: string): string => {
  const given = title.replace(/\s+/g, ' ').trim()
  const text = draft.kind === 'gaps' && prompt === '' ? draft.content.text.replace(/\[\[[\w-]+\]\]/g, '…') : prompt
  return (given === '' ? plainBeginning(text) : given).slice(0, LONGEST_TITLE)
}

/** The beginning of a Markdown text, as a name for it. */
export const plainBeginning = (markdown: string): string => {
  const plain = markdown
    .slice(0, 2000)
    .replace(/!\[((?:\\.|[^\]\\])*)\]\([^)]*\)/g, '')
    .replace(/\[((?:\\.|[^\]\\])*)\]\([^)]*\)/g, '$1')
    .replace(/<[^>]{0,200}>/g, ' ')
    .replace(/\\(?=[!-/:-@[-`{-~])/g, '')
    .replace(/[*`#>]+/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  return plain.length <= 60 ? plain : `${plain.slice(0, 59).trimEnd()}…`
}

const nouns: Readonly<Record<string, readonly [string, string]>> = {
  choices: ['choice', 'choices'],
  choiceIds: ['right choice', 'right choices'],
  items: ['item', 'items'],
  matches: ['answer to match', 'answers to match'],
  accepted: ['accepted answer', 'accepted answers'],
  gaps: ['gap', 'gaps'],
  options: ['option', 'options'],
  order: ['item', 'items'],
}

const inWords = ({ issues }: z.ZodError): string => {
  const [issue] = issues
  const names = issue?.path.filter((part): part is string => typeof part === 'string') ?? []
  const [one, many] = nouns[names.at(-1) ?? ''] ?? []
  if (issue?.code === 'too_big' && one !== undefined)
    return `It has more than ${String(issue.maximum)} ${String(many)}.`
  if (issue?.code === 'too_small' && one !== undefined)
    return Number(issue.minimum) === 1
      ? `It has no ${one}.`
      : `It has fewer than ${String(issue.minimum)} ${String(many)}.`
  if (issue?.code === 'too_big') return `A part of it is longer than ${String(issue.maximum)} characters.`
  if (issue?.code === 'custom') return 'Its gaps don’t fit its text.'
  return 'It is not a whole question: parts of it are missing or empty.'
}

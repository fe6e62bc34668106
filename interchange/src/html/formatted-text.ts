import type { Losses } from '#losses.ts'
import { UnusableItem } from '#problems.ts'
import { escapeLineStarts, escapeMarkdown } from './escape-markdown.ts'
import { SCRIPT_REMOVED } from './html-vocabulary.ts'
import type { PackageText } from './package-text.ts'
import { looksLikeHtml } from './parse-html.ts'
import { texInText, texToMarkdown } from './tex-in-text.ts'

/** How Moodle keeps texts. `moodle` is HTML, or plain text, whose line breaks count. */
export type TextFormat = 'html' | 'markdown' | 'plain' | 'moodle'

export interface FormattedText {
  readonly text: string
  readonly format: TextFormat
}

export interface FormattedTextDeps {
  readonly text: PackageText
  readonly losses: Losses
  /** The file, or the part of one, in which the text stands. */
  readonly from: string
}

/** Of a text that is not HTML. */
const LONGEST = 400_000

/** A text of any format as our Markdown; in one line for a choice. */
export const formattedToMarkdown = async (
  { text: source, format }: FormattedText,
  { text, losses, from }: FormattedTextDeps,
  isLine = false,
): Promise<string> => {
  if (source.trim() === '') return ''
  if (format !== 'html' && source.length > LONGEST)
    throw new UnusableItem(`Its text is longer than ${String(LONGEST)} characters.`)
  if (format === 'markdown') return markdownToMarkdown(source, { text, losses, from })
  if (format === 'plain' || (format === 'moodle' && !looksLikeHtml(source))) return plainToMarkdown(source, isLine)
  // Line breaks count in Moodle's own format, but not beside blocks.
  const html =
    format === 'moodle' && !/<(p|div|ul|ol|table|h\d|pre)\b/i.test(source) ? source.replaceAll('\n', '<br>') : source
  return isLine ? text.line(html, from, losses) : text.markdown(html, from, losses)
}

/** A text without tags: its line breaks stay, its formulas too. */
export const plainToMarkdown = (source: string, isLine = false): string =>
  source
    .trim()
    .split(/\n{2,}/)
    .map((paragraph) => {
      const lines = paragraph.split('\n').map((line) =>
        texInText(line.trim())
          .map((part) => ('tex' in part ? texToMarkdown(part.tex, part.isDisplay) : escapeMarkdown(part.text)))
          .join(''),
      )
      return escapeLineStarts(lines.join(isLine ? '<br>' : '\\\n'))
    })
    .join(isLine ? '<br>' : '\n\n')

const LINK = /(!?)\[((?:\\.|[^\]\\]){0,500})\]\(\s*<?([^)\s>]+)>?((?:\s+"[^"]{0,500}")?)\s*\)/g

/** Markdown of another system: pictures of the package get their place here, scripts go, and a link that leads nowhere becomes its words. */
const markdownToMarkdown = async (markdown: string, { text, losses, from }: FormattedTextDeps): Promise<string> => {
  const clean = markdown.replace(/<script\b[^>]*>(?:(?!<\/script)[^])*(?:<\/script\s*>)?/gi, '')
  if (clean !== markdown) losses.add(SCRIPT_REMOVED)
  const parts: string[] = []
  let at = 0
  for (const link of clean.matchAll(LINK)) {
    const [whole, sign = '', words = '', address = '', title = ''] = link
    // What an address leads to is found as it is in HTML.
    const shown = await text.line([{ name: 'a', attributes: { href: address }, children: ['x'] }], from, losses)
    const target = /^\[x\]\(([^)]+)\)$/.exec(shown)?.[1]
    parts.push(clean.slice(at, link.index), target === undefined ? words : `${sign}[${words}](${target}${title})`)
    at = link.index + whole.length
  }
  return [...parts, clean.slice(at)].join('').trim()
}

import { INLINE_MARKDOWN } from '#html/html-vocabulary.ts'
import { plainToMarkdown } from '#html/formatted-text.ts'
import { parseHtml } from '#html/parse-html.ts'
import { defaultLimits } from '#limits.ts'
import { letterId } from '#model/ids.ts'
import type { TypedQuestion } from '#model/typed-question.ts'
import { UnusableItem } from '#problems.ts'
import { childNamed, childrenNamed, textAt, type XmlElement, type XmlNode } from '#xml/xml-node.ts'
import { gapMark } from '@edutrack/shared-schema/questions/gaps/gapped-text'
import type { MoodleBuilt, MoodleScope, ReadMoodleType } from './moodle-scope.ts'
import { moodleText } from './moodle-text.ts'

type GapsQuestion = Extract<TypedQuestion, { readonly kind: 'gaps' }>
export type Gap = GapsQuestion['content']['gaps'][number]
export type RightGap = GapsQuestion['key']['gaps'][string]

/** A private character around the number of a gap, which no text has. */
const EDGE = '\uf8ff'

/** Puts gaps into an HTML text where `pattern` finds them; `gapIdOf` says which, or that there is none. */
export const htmlWithGaps = (
  html: string,
  pattern: RegExp,
  gapIdOf: (match: RegExpExecArray) => string | undefined,
): readonly XmlNode[] => {
  const marked = html.replaceAll(EDGE, '').replace(pattern, (...found) => {
    const match = found.slice(
      0,
      found.findIndex((part) => typeof part === 'number'),
    ) as unknown as RegExpExecArray
    const id = gapIdOf(match)
    return id === undefined ? match[0] : EDGE + id + EDGE
  })
  return splitAtGaps(parseHtml(marked, defaultLimits))
}

const splitAtGaps = (nodes: readonly XmlNode[]): readonly XmlNode[] =>
  nodes.flatMap((node): readonly XmlNode[] => {
    if (typeof node !== 'string') return [{ ...node, children: splitAtGaps(node.children) }]
    return node.split(EDGE).flatMap((part, index): readonly XmlNode[] => {
      if (index % 2 === 1) return [{ name: INLINE_MARKDOWN, attributes: {}, children: [gapMark(part)] }]
      return part === '' ? [] : [part]
    })
  })

/** The text of a question as HTML, whatever its format. */
export const questionHtml = ({ source }: MoodleScope): string => {
  const { text, format } = moodleText(childNamed(source, 'questiontext'))
  return format === 'html' ? text : text.replaceAll('\n', '<br>')
}

/** Words are dragged or chosen into `[[1]]`, `[[2]]` …: the number is that of the right word among all, and its group says which others are offered. */
export const dragIntoTextOf =
  (name: 'dragbox' | 'selectoption'): ReadMoodleType =>
  async (scope) => {
    const { source, losses } = scope
    const words: { readonly markdown: string; readonly group: string }[] = []
    for (const word of childrenNamed(source, name))
      words.push({ markdown: await wordOf(word, scope), group: textAt(word, 'group') || '1' })
    const gaps: Gap[] = []
    const right: Record<string, RightGap> = {}
    const nodes = htmlWithGaps(questionHtml(scope), /\[\[(\d{1,3})\]\]/g, ([, number = '']) => {
      const word = words[Number(number) - 1]
      if (word === undefined) return undefined
      const offered = words.filter(({ group }) => group === word.group)
      const options = offered.map(({ markdown }, index) => ({ id: letterId(index), markdown }))
      const id = String(gaps.length + 1)
      gaps.push({ id, kind: 'chosen', options })
      right[id] = { optionId: letterId(offered.indexOf(word)) }
      return id
    })
    if (gaps.length === 0) throw new UnusableItem('There is no gap in its text.')
    if (gaps.some((gap) => gap.kind === 'chosen' && gap.options.length < 2))
      throw new UnusableItem('One of its gaps has only one word to choose from.')
    if (name === 'dragbox' && childrenNamed(source, name).some((word) => childNamed(word, 'infinite') === undefined))
      losses.add('Words are chosen from a list for each gap, not dragged; one can be chosen twice.')
    return gapsOf(await scope.html(nodes), gaps, right)
  }

const wordOf = async (word: XmlElement, scope: MoodleScope): Promise<string> => {
  const { text } = moodleText(word)
  return /<[a-z]/i.test(text) ? scope.line(word) : plainToMarkdown(text, true)
}

/** The plug-in “Gapfill”: the right words stand in the text between brackets, alternatives with `|` between them; the answers of no worth are offered too. */
export const gapFillOf: ReadMoodleType = async (scope) => {
  const { source, losses } = scope
  const [open = '[', close = ']'] = textAt(source, 'delimitchars') || '[]'
  const isTyped = /^gapfill$/i.test(textAt(source, 'answerdisplay'))
  const isCaseSensitive = textAt(source, 'casesensitive') === '1'
  const escape = (sign: string): string => `\\${sign}`
  const pattern = new RegExp(`${escape(open)}([^${escape(open)}${escape(close)}<>]{1,500})${escape(close)}`, 'g')
  const answers = childrenNamed(source, 'answer').map((answer) => textAt(answer, 'text'))
  const offered = [
    ...new Set(answers.map((answer) => answer.split('|')[0]?.trim() ?? '').filter((answer) => answer !== '')),
  ]
  const gaps: Gap[] = []
  const right: Record<string, RightGap> = {}
  const nodes = htmlWithGaps(questionHtml(scope), pattern, ([, inside = '']) => {
    const id = String(gaps.length + 1)
    const accepted = inside
      .split('|')
      .map((word) => word.trim())
      .filter((word) => word !== '')
    const place = offered.indexOf(accepted[0] ?? '')
    if (isTyped || offered.length < 2 || place < 0) {
      gaps.push({ id, kind: 'typed' })
      right[id] = { accepted, ...(isCaseSensitive ? { isCaseSensitive } : {}) }
    } else {
      gaps.push({
        id,
        kind: 'chosen',
        options: offered.map((word, index) => ({ id: letterId(index), markdown: plainToMarkdown(word, true) })),
      })
      right[id] = { optionId: letterId(place) }
    }
    return id
  })
  if (gaps.length === 0) throw new UnusableItem('There is no gap in its text.')
  if (/^dragdrop$/i.test(textAt(source, 'answerdisplay')))
    losses.add('Words are chosen from a list for each gap, not dragged; one can be chosen twice.')
  return gapsOf(await scope.html(nodes), gaps, right)
}

export const gapsOf = (text: string, gaps: readonly Gap[], right: Readonly<Record<string, RightGap>>): MoodleBuilt => ({
  kind: 'gaps',
  content: { text, gaps: [...gaps] },
  key: { gaps: { ...right } },
  prompt: '',
})

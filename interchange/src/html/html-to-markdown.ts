import { isElement, textOf, type XmlElement, type XmlNode } from '#xml/xml-node.ts'
import { escapeLineStarts } from './escape-markdown.ts'
import type { HtmlContext } from './html-context.ts'
import { inlineMarkdown } from './inline-markdown.ts'
import { oneLine } from './one-line.ts'
import { BLOCK_MARKDOWN, isBlock, isRemoved, noteLosses } from './html-vocabulary.ts'
import { tableToMarkdown } from './table-to-markdown.ts'

/**
 * HTML as Markdown of our dialect: formulas as `$…$`, media of the package as `![…](file:…)`, and what Markdown has no sign for (`<sub>`, `<details>`) as HTML in it,
 * which the reader of lessons knows. What can't stay is said in the context's losses.
 */
export const htmlToMarkdown = (nodes: readonly XmlNode[], context: HtmlContext): string =>
  blocksOf(nodes, context).join('\n\n')

/** The same in one line, for a choice: blocks follow each other with a line break, items of a list get a dot. */
export const htmlToLine = (nodes: readonly XmlNode[], context: HtmlContext): string =>
  escapeLineStarts(inlineMarkdown(oneLine(nodes), context, 'line'))

const blocksOf = (nodes: readonly XmlNode[], context: HtmlContext): readonly string[] => {
  const blocks: string[] = []
  let lastList: 'ul' | 'ol' | undefined
  let isOtherMark = false
  for (const part of flow(nodes)) {
    if (!('element' in part)) {
      for (const paragraph of paragraphs(part.inline)) {
        const text = escapeLineStarts(inlineMarkdown(paragraph, context, 'paragraph'))
        if (text === '') continue
        blocks.push(text)
        lastList = undefined
      }
      continue
    }
    const { element } = part
    if (element.name === 'ul' || element.name === 'ol') {
      // Two lists after each other stay two: the second has another sign.
      isOtherMark = lastList === element.name ? !isOtherMark : false
      const list = listToMarkdown(element, context, isOtherMark)
      if (list !== '') {
        blocks.push(list)
        lastList = element.name
      }
      continue
    }
    const added = blockToMarkdown(element, context, blocks.at(-1))
    if (added.length > 0) lastList = undefined
    blocks.push(...added)
  }
  return blocks
}

type FlowPart = { readonly inline: readonly XmlNode[] } | { readonly element: XmlElement }

/** Runs of text between blocks. */
const flow = (nodes: readonly XmlNode[]): readonly FlowPart[] => {
  const parts: FlowPart[] = []
  let inline: XmlNode[] = []
  const end = (): void => {
    if (inline.length > 0) parts.push({ inline })
    inline = []
  }
  for (const node of nodes) {
    if (!isElement(node) || !holdsBlock(node)) inline.push(node)
    else {
      end()
      parts.push({ element: node })
    }
  }
  end()
  return parts
}

/** A block, or something in a line that has one in it, as old pages do. */
const holdsBlock = (node: XmlElement): boolean => {
  const known = holding.get(node)
  if (known !== undefined) return known
  const holds =
    isBlock(node.name) ||
    (!isRemoved(node.name) && node.children.some((child) => isElement(child) && holdsBlock(child)))
  holding.set(node, holds)
  return holds
}
const holding = new WeakMap<XmlElement, boolean>()

/** Two line breaks after each other are how old pages end a paragraph. */
const paragraphs = (nodes: readonly XmlNode[]): readonly (readonly XmlNode[])[] => {
  const found: XmlNode[][] = [[]]
  let isAfterBreak = false
  for (const node of nodes) {
    const isBreak = isElement(node) && node.name === 'br'
    if (isBreak && isAfterBreak) found.push([])
    else (found.at(-1) as XmlNode[]).push(node)
    if (isElement(node) || node.trim() !== '') isAfterBreak = isBreak
  }
  return found
}

const blockToMarkdown = (node: XmlElement, context: HtmlContext, before: string | undefined): readonly string[] => {
  if (isRemoved(node.name)) {
    noteLosses(node, context)
    return []
  }
  noteLosses(node, context)
  const heading = /^h([1-6])$/.exec(node.name)
  if (heading !== null) {
    const text = inlineMarkdown(node.children, context, 'heading')
    return text === '' ? [] : [`${'#'.repeat(Number(heading[1]))} ${text.replace(/(#+)$/, '\\$1')}`]
  }
  switch (node.name) {
    case BLOCK_MARKDOWN:
      return [textOf(node)]
    case 'a':
      return [inlineMarkdown(oneLine([node]), context, 'line')]
    case 'hr':
      return ['___']
    case 'pre':
      return [fence(node)]
    case 'blockquote':
      return quote(blocksOf(node.children, context), before)
    case 'aside': {
      const callout = node.attributes['data-callout']?.toUpperCase()
      const blocks = blocksOf(node.children, context)
      return callout !== undefined && /^(TIP|NOTE|IMPORTANT|WARNING|CAUTION)$/.test(callout)
        ? quote([`[!${callout}]`, ...blocks], before).map((text) => text.replace(/^> (\[![A-Z]+\])\n>\n/, '> $1\n'))
        : blocks
    }
    case 'table':
      return tableToMarkdown(node, context, blocksOf)
    case 'details':
      return details(node, context)
    case 'dt': {
      const term = inlineMarkdown(node.children, context, 'heading')
      return term === '' ? [] : [`**${term}**`]
    }
    case 'li':
      // An item outside a list.
      return [listToMarkdown({ ...node, name: 'ul', children: [node] }, context, false)]
    case 'figure':
      return figure(node, context)
    default:
      return blocksOf(node.children, context)
  }
}

const quote = (blocks: readonly string[], before: string | undefined): readonly string[] => {
  if (blocks.length === 0) return []
  const quoted = blocks
    .join('\n\n')
    .split('\n')
    .map((line) => (line === '' ? '>' : `> ${line}`))
    .join('\n')
  // A comment between two quotes keeps them apart.
  return before?.startsWith('>') === true ? ['<!-- -->', quoted] : [quoted]
}

const fence = (node: XmlElement): string => {
  const text = preText(node).replace(/^\n/, '').replace(/\n+$/, '')
  const code = node.children.find((child): child is XmlElement => isElement(child) && child.name === 'code')
  const language = /(?:^|\s)(?:language|lang)-([\w+#-]+)/.exec(
    code?.attributes['class'] ?? node.attributes['class'] ?? '',
  )?.[1]
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
  const mark = '`'.repeat(longest + 1)
  return `${mark}${language ?? ''}\n${text}\n${mark}`
}

const preText = (node: XmlNode): string =>
  !isElement(node) ? node : node.name === 'br' ? '\n' : isRemoved(node.name) ? '' : node.children.map(preText).join('')

const details = (node: XmlElement, context: HtmlContext): readonly string[] => {
  const summary = node.children.find((child): child is XmlElement => isElement(child) && child.name === 'summary')
  const title = summary === undefined ? '' : inlineMarkdown(summary.children, context, 'heading')
  const body = blocksOf(
    node.children.filter((child) => child !== summary),
    context,
  )
  const open = 'open' in node.attributes ? ' open' : ''
  return [`<details${open}><summary>${title}</summary>`, ...body, '</details>']
}

/** A picture's caption is the title of the picture, where there is one picture and nothing else. */
const figure = (node: XmlElement, context: HtmlContext): readonly string[] => {
  const caption = node.children.find((child): child is XmlElement => isElement(child) && child.name === 'figcaption')
  const rest = blocksOf(
    node.children.filter((child) => child !== caption),
    context,
  )
  const title = caption === undefined ? '' : textOf(caption).replace(/\s+/g, ' ').trim()
  if (title === '') return rest
  const [only] = rest
  if (
    rest.length === 1 &&
    only !== undefined &&
    /^!\[(?:\\.|[^\]\\])*\]\([^)\s]+\)$/.test(only) &&
    !/["\\]/.test(title)
  )
    return [`${only.slice(0, -1)} "${title}")`]
  return [...rest, ...blocksOf(caption?.children ?? [], context)]
}

/**
 * A list. It is written without empty lines where each item is a line and perhaps a list under it; otherwise items are set apart, for other blocks would run into
 * the line before them.
 */
const listToMarkdown = (list: XmlElement, context: HtmlContext, isOtherMark: boolean): string => {
  noteLosses(list, context)
  const items = itemsOf(list)
  const written = items.map((item) => blocksOf(item, context))
  const isTight = items.every(
    (item, index) =>
      !item.some((child) => isElement(child) && child.name === 'p') &&
      (written[index] ?? []).slice(1).every((block) => /^([-*]|1[.)])( |$)/.test(block)),
  )
  const start = Number(list.attributes['start'] ?? 1)
  return written
    .map((blocks, index) => {
      const number = Number.isInteger(start) && start >= 0 && start < 1e6 ? start + index : index + 1
      const mark = list.name === 'ol' ? `${String(number)}${isOtherMark ? ')' : '.'}` : isOtherMark ? '*' : '-'
      const body = blocks.join(isTight ? '\n' : '\n\n')
      const indent = ' '.repeat(mark.length + 1)
      const lines = body.split('\n').map((line, at) => (at === 0 || line === '' ? line : indent + line))
      return body === '' ? mark : `${mark} ${lines.join('\n')}`
    })
    .join(isTight ? '\n' : '\n\n')
}

/** What each item holds; a list that stands in a list without an item belongs to the item before it. */
const itemsOf = (list: XmlElement): readonly (readonly XmlNode[])[] => {
  const items: XmlNode[][] = []
  for (const child of list.children) {
    if (!isElement(child)) {
      if (child.trim() !== '') items.push([child])
    } else if (child.name === 'li') items.push([...child.children])
    else if (isRemoved(child.name)) continue
    else if ((child.name === 'ul' || child.name === 'ol') && items.length > 0) (items.at(-1) as XmlNode[]).push(child)
    else items.push([child])
  }
  return items
}

import { isElement, textOf, type XmlElement, type XmlNode } from '#xml/xml-node.ts'
import { escapeHref, escapeMarkdown } from './escape-markdown.ts'
import { drawingOf, siteOf, type HtmlContext } from './html-context.ts'
import { INLINE_MARKDOWN, isRemoved, keptAsHtml, noteLosses, SCRIPT_REMOVED } from './html-vocabulary.ts'
import { mathmlToTex } from './mathml-to-tex.ts'
import { texInText, texToMarkdown } from './tex-in-text.ts'

/** What a line break is where the text goes: a new line; a space; a tag. */
export type Place = 'paragraph' | 'heading' | 'line' | 'cell'

/** Elements and text that run in a line, as Markdown; white space as HTML shows it. */
export const inlineMarkdown = (nodes: readonly XmlNode[], context: HtmlContext, place: Place): string =>
  tidyBreaks(joinPieces(piecesOf(nodes, { context, place })), place)

interface Scope {
  readonly context: HtmlContext
  readonly place: Place
  readonly isInLink?: boolean
  readonly isCode?: boolean
}

/** A part of a line, and whether white space stands around it. */
interface Piece {
  readonly markdown: string
  readonly spaceBefore: boolean
  readonly spaceAfter: boolean
  /** The same without signs that could run into those beside it. */
  readonly asHtml?: string
}

const BREAK = '\\\n'
const TAG_BREAK = '<br>'
const space: Piece = { markdown: '', spaceBefore: true, spaceAfter: true }
const plain = (markdown: string): Piece => ({ markdown, spaceBefore: false, spaceAfter: false })

const joinPieces = (pieces: readonly Piece[]): Piece => {
  const parts: string[] = []
  let last = ''
  let isSpaced = false
  let spaceBefore = false
  for (const piece of pieces) {
    if (piece.spaceBefore) isSpaced = true
    if (piece.markdown !== '') {
      if (last === '') spaceBefore = isSpaced
      const isBreak = piece.markdown === BREAK || piece.markdown === TAG_BREAK
      const gap = isSpaced && !isBreak && last !== '' && last !== BREAK && last !== TAG_BREAK ? ' ' : ''
      // A digit right after a formula would make a price of it.
      const wall = gap === '' && last.endsWith('$') && /^\d/.test(piece.markdown) ? '<!-- -->' : ''
      const next = gap === '' && last.endsWith('*') ? (piece.asHtml ?? piece.markdown) : piece.markdown
      parts.push(gap, wall, next)
      last = next
      isSpaced = false
    }
    if (piece.spaceAfter) isSpaced = true
  }
  return last === ''
    ? { markdown: '', spaceBefore: isSpaced, spaceAfter: isSpaced }
    : { markdown: parts.join(''), spaceBefore, spaceAfter: isSpaced }
}

/** No line breaks at either end. */
const tidyBreaks = ({ markdown }: Piece, place: Place): string => {
  const breaks = [BREAK, TAG_BREAK]
  let begin = 0
  let end = markdown.length
  for (let found: string | undefined; (found = breaks.find((each) => markdown.startsWith(each, begin))) !== undefined;)
    begin += found.length
  for (let found: string | undefined; (found = breaks.find((each) => markdown.endsWith(each, end))) !== undefined;)
    end -= found.length
  const trimmed = markdown.slice(begin, Math.max(begin, end)).trim()
  return place === 'heading' ? trimmed.replaceAll(BREAK, ' ') : trimmed
}

const piecesOf = (nodes: readonly XmlNode[], scope: Scope): readonly Piece[] =>
  nodes.flatMap((node) => (isElement(node) ? elementPieces(node, scope) : textPieces(node, scope)))

const textPieces = (text: string, scope: Scope): readonly Piece[] => {
  const isInTable = scope.place === 'cell'
  return texInText(text).flatMap((part) => {
    if ('tex' in part) return [plain(texToMarkdown(part.tex, part.isDisplay, isInTable))]
    const collapsed = part.text.replace(/[ \t\n\r\f\u200b\ufeff]+/g, ' ')
    const trimmed = collapsed.replace(/^ | $/g, '')
    if (trimmed === '') return collapsed === '' ? [] : [space]
    return [
      {
        markdown: escapeMarkdown(trimmed, isInTable),
        spaceBefore: collapsed.startsWith(' '),
        spaceAfter: collapsed.endsWith(' '),
      },
    ]
  })
}

const elementPieces = (node: XmlElement, scope: Scope): readonly Piece[] => {
  const { context, place } = scope
  noteLosses(node, context)
  const inside = (): Piece => joinPieces(piecesOf(node.children, scope))
  switch (node.name) {
    case INLINE_MARKDOWN:
      return [plain(textOf(node))]
    case 'br':
      return [plain(place === 'cell' || place === 'line' ? TAG_BREAK : BREAK)]
    case 'strong':
    case 'b':
      return [emphasis(inside(), '**', 'strong')]
    case 'em':
    case 'i':
      return [emphasis(inside(), '*', 'em')]
    case 's':
    case 'strike':
      return [tagged(inside(), 'del')]
    case 'code':
    case 'tt':
      return [code(textOf(node), place)]
    case 'a':
      return [link(node, scope)]
    case 'img':
      return [picture(node, scope)]
    case 'video':
    case 'audio':
      return [medium(node, scope)]
    case 'object':
    case 'embed':
    case 'iframe':
      return [embedded(node, scope)]
    case 'math': {
      const tex = mathmlToTex(node)
      const isDisplay = node.attributes['display'] === 'block'
      return tex === '' ? [] : [plain(texToMarkdown(tex, isDisplay, place === 'cell'))]
    }
    case 'svg':
      return [drawing(node, scope)]
    case 'script': {
      const type = node.attributes['type'] ?? ''
      return type.startsWith('math/tex')
        ? [plain(texToMarkdown(textOf(node), type.includes('display'), place === 'cell'))]
        : []
    }
    default:
      if (isRemoved(node.name) || /(^|\s)katex-html(\s|$)/.test(node.attributes['class'] ?? '')) return []
      return [keptAsHtml.has(node.name) ? tagged(inside(), node.name, node.attributes['title']) : inside()]
  }
}

/** Signs that Markdown would not take for emphasis beside punctuation are written as tags. */
const emphasis = (inside: Piece, sign: string, tag: string): Piece => {
  if (inside.markdown === '') return inside
  const asHtml = `<${tag}>${inside.markdown}</${tag}>`
  const isPlain = !/^[\p{P}\p{S}\s]|[\p{P}\p{S}\s]$/u.test(inside.markdown)
  return { ...inside, markdown: isPlain ? sign + inside.markdown + sign : asHtml, asHtml }
}

const tagged = (inside: Piece, tag: string, title?: string): Piece =>
  inside.markdown === ''
    ? inside
    : {
        ...inside,
        markdown: `<${tag}${title === undefined ? '' : ` title="${title.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replace(/\s+/g, ' ')}"`}>${inside.markdown}</${tag}>`,
      }

const code = (text: string, place: Place): Piece => {
  const tidy = text.replace(/\s+/g, ' ')
  if (tidy.trim() === '') return space
  const runs = [...tidy.matchAll(/`+/g)].map(([run]) => run.length)
  let length = 1
  while (runs.includes(length)) length += 1
  const mark = '`'.repeat(length)
  const pad = tidy.startsWith('`') || tidy.endsWith('`') || /^ .* $/.test(tidy) ? ' ' : ''
  return plain(mark + pad + (place === 'cell' ? tidy.replaceAll('|', '\\|') : tidy) + pad + mark)
}

const link = (node: XmlElement, scope: Scope): Piece => {
  const { context } = scope
  const inside = joinPieces(piecesOf(node.children, { ...scope, isInLink: true }))
  const address = node.attributes['href']?.trim() ?? ''
  if (address === '' || address.startsWith('#') || scope.isInLink === true) return inside
  if (/^(javascript|vbscript):/i.test(address.replace(/\s/g, ''))) {
    context.losses.add(SCRIPT_REMOVED)
    return inside
  }
  const target = context.resolve(address)
  if ('lost' in target) {
    context.losses.add(target.lost)
    return inside
  }
  const text = inside.markdown === '' ? escapeMarkdown(address, scope.place === 'cell') : inside.markdown
  return { ...inside, markdown: `[${text}](${escapeHref(target.href)}${titlePart(node.attributes['title'])})` }
}

const titlePart = (title: string | undefined): string => {
  const tidy = (title ?? '').replace(/\s+/g, ' ').trim()
  return tidy === '' || /["\\]/.test(tidy) ? '' : ` "${tidy}"`
}

const altText = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\[\]]/g, '\\$&')

/** Equations that Canvas, Moodle and others show as pictures carry their TeX. */
const texOfPicture = ({ attributes }: XmlElement): string | undefined => {
  const { alt = '' } = attributes
  const equation = attributes['data-equation-content']
  if (equation !== undefined && equation !== '') return equation
  return /\b(equation_image|texrender|mwe-math-fallback-image-\w+)\b/.test(attributes['class'] ?? '') && alt !== ''
    ? alt.replace(/^LaTeX:\s*/, '')
    : undefined
}

const picture = (node: XmlElement, scope: Scope): Piece => {
  const { context } = scope
  const tex = texOfPicture(node)
  if (tex !== undefined) return plain(texToMarkdown(tex, false, scope.place === 'cell'))
  const address = node.attributes['src'] ?? node.attributes['data'] ?? ''
  const alt = altText(node.attributes['alt'] ?? '')
  if (address === '') return plain(alt === '' ? '' : escapeMarkdown(node.attributes['alt'] ?? ''))
  const target = context.resolve(address)
  if ('lost' in target) {
    context.losses.add(target.lost)
    return plain(alt === '' ? '' : escapeMarkdown((node.attributes['alt'] ?? '').trim()))
  }
  if (target.isFile !== true)
    context.losses.add(
      `A picture on the web (${siteOf(target.href)}) has become a link: it would not be there without a network.`,
    )
  // A link around a picture that is a file is that picture.
  return plain(`![${alt}](${escapeHref(target.href)}${titlePart(node.attributes['title'])})`)
}

const medium = (node: XmlElement, scope: Scope): Piece => {
  const { context } = scope
  const sources = [node, ...node.children.filter((child): child is XmlElement => isElement(child))]
  const address = sources
    .filter(({ name }) => name !== 'track')
    .map(({ attributes }) => attributes['src'])
    .find((src) => src !== undefined && src !== '')
  if (sources.some(({ name }) => name === 'track'))
    context.losses.add('Captions of a video within a text are not shown with it; make it a video unit to have them.')
  return plain(address === undefined ? '' : embeddedFile(address, node, scope))
}

const embedded = (node: XmlElement, scope: Scope): Piece => {
  const inner = node.children.find((child): child is XmlElement => isElement(child) && child.name === 'embed')
  const address = [node.attributes['src'], node.attributes['data'], inner?.attributes['src']].find(
    (value) => value !== undefined && value.trim() !== '',
  )
  const shown = address === undefined ? '' : embeddedFile(address.trim(), node, scope)
  // What stands within is for those who can't see it.
  return shown === '' ? joinPieces(piecesOf(node.children, scope)) : plain(shown)
}

const embeddedFile = (address: string, node: XmlElement, { context }: Scope): string => {
  const target = context.resolve(address)
  if ('lost' in target) {
    context.losses.add(target.lost)
    return ''
  }
  const name = node.attributes['title'] ?? node.attributes['alt'] ?? node.attributes['aria-label'] ?? ''
  if (target.isFile === true) return `![${altText(name)}](${escapeHref(target.href)})`
  context.losses.add(`Something shown from the web (${siteOf(target.href)}) has become a link.`)
  return `[${escapeMarkdown(name.trim() === '' ? siteOf(target.href) : name.replace(/\s+/g, ' ').trim())}](${escapeHref(target.href)})`
}

/** A drawing within the text becomes a picture of the package. */
const drawing = (node: XmlElement, { context }: Scope): Piece => {
  const title = node.attributes['aria-label'] ?? node.children.filter(isElement).find(({ name }) => name === 'title')
  const alt = altText(typeof title === 'string' ? title : textOf(title))
  const href = context.keepDrawing?.(drawingOf(node))
  if (href !== undefined) return plain(`![${alt}](${escapeHref(href)})`)
  context.losses.add('A drawing within the text was removed.')
  return plain(alt)
}

import { Marked, type Tokens } from 'marked'
import { CALLOUT, FORMULA, formulaHooks, tame, tameTokenizer, unquote } from '@edutrack/shared-schema/markdown-dialect'
import { defaultLimits } from '#limits.ts'
import { isElement, type XmlNode } from '#xml/xml-node.ts'
import { escapeXml, nodesToXml } from '#xml/write-xml.ts'
import { parseHtml } from './parse-html.ts'

/** A file as an exported text names it. */
export interface ExportedFile {
  /** Its address in the package, seen from the text's own place. */
  readonly href: string
  readonly role: 'image' | 'video' | 'audio' | 'captions' | 'document'
}

export interface MarkdownToHtmlOptions {
  /** Undefined for a file that is not in the package. */
  readonly fileOf: (fileId: string) => ExportedFile | undefined
  /** The address of another unit, where there is one. */
  readonly unitHrefOf?: (unitId: string) => string | undefined
  readonly isInline?: boolean
}

/**
 * Our Markdown as well-formed XHTML for other systems: formulas as `\(…\)`, which MathJax finds there, callouts as `<aside data-callout>`, no scripts. Never throws:
 * what can't be read as Markdown comes out as its own text.
 */
export const markdownToHtml = (markdown: string, options: MarkdownToHtmlOptions): string => {
  try {
    const marked = createMarked(options)
    const source = tame(markdown)
    const html = options.isInline === true ? marked.parseInline(source) : marked.parse(source)
    const nodes = clean(parseHtml(html as string, { ...defaultLimits, htmlCharacters: Infinity }))
    return nodesToXml(nodes).trim()
  } catch {
    return `<pre>${escapeXml(markdown)}</pre>`
  }
}

const createMarked = (options: MarkdownToHtmlOptions): Marked =>
  new Marked({
    gfm: true,
    hooks: formulaHooks,
    tokenizer: tameTokenizer,
    renderer: {
      image: (image) => imageHtml(image, options),
      link({ href, title, tokens }) {
        const text = this.parser.parseInline(tokens)
        const address = addressOf(href, options)
        if (address === undefined) return text
        return `<a href="${escapeXml(address)}"${title ? ` title="${escapeXml(title)}"` : ''}>${text}</a>`
      },
      checkbox: ({ checked }) => (checked ? '☑ ' : '☐ '),
    },
    extensions: [
      {
        name: 'maths',
        level: 'inline',
        start: (source) => {
          const at = source.indexOf('$')
          return at < 0 ? undefined : at
        },
        tokenizer: (source) => {
          const found = FORMULA.exec(source)
          return found === null ? undefined : { type: 'maths', raw: found[0], display: found[1], inline: found[2] }
        },
        renderer: ({ display, inline }) =>
          display === undefined
            ? escapeXml(`\\(${String(inline).trim()}\\)`)
            : escapeXml(`\\[${String(display).trim()}\\]`),
      },
      {
        name: 'callout',
        level: 'block',
        start: (source) => {
          const at = /\n {0,3}>[ \t]?\[!/.exec(source)?.index
          return at === undefined ? undefined : at + 1
        },
        tokenizer(source) {
          const found = CALLOUT.exec(source)
          if (found === null) return undefined
          const [raw, kind = '', body = ''] = found
          return { type: 'callout', raw, kind: kind.toLowerCase(), tokens: this.lexer.blockTokens(unquote(body), []) }
        },
        renderer({ kind, tokens }) {
          return `<aside data-callout="${String(kind)}">${this.parser.parse(tokens ?? [])}</aside>\n`
        },
      },
    ],
  })

const addressOf = (href: string, options: MarkdownToHtmlOptions): string | undefined => {
  const file = /^file:(?:\/\/)?(.+)$/i.exec(href)?.[1]
  if (file !== undefined) return options.fileOf(decode(file))?.href
  const unit = /^unit:(.+)$/i.exec(href)?.[1]
  if (unit !== undefined) return options.unitHrefOf?.(decode(unit))
  return /^(https?:|mailto:|tel:|#|\/)/i.test(href) ? href : undefined
}

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const imageHtml = ({ href, text, title }: Tokens.Image, options: MarkdownToHtmlOptions): string => {
  const id = /^file:(?:\/\/)?(.+)$/i.exec(href)?.[1]
  const file = id === undefined ? undefined : options.fileOf(decode(id))
  const titled = title ? ` title="${escapeXml(title)}"` : ''
  if (id === undefined)
    return /^https?:/i.test(href) ? `<img src="${escapeXml(href)}" alt="${escapeXml(text)}"${titled}>` : escapeXml(text)
  if (file === undefined) return escapeXml(text)
  const src = escapeXml(file.href)
  switch (file.role) {
    case 'image':
      return `<img src="${src}" alt="${escapeXml(text)}"${titled}>`
    case 'video':
    case 'audio':
      return `<${file.role} controls="controls" src="${src}" title="${escapeXml(text)}"></${file.role}>`
    default:
      return `<a href="${src}">${escapeXml(text === '' ? file.href : text)}</a>`
  }
}

const dropped = new Set('script style iframe object embed form input button textarea select link meta base'.split(' '))

/** Nothing that runs, whatever HTML an author has put into the text. */
const clean = (nodes: readonly XmlNode[]): readonly XmlNode[] =>
  nodes.flatMap((node): readonly XmlNode[] => {
    if (!isElement(node)) return [node]
    if (dropped.has(node.name) || !/^[a-z][a-z0-9-]*$/.test(node.name)) return []
    const attributes = Object.fromEntries(
      Object.entries(node.attributes).filter(
        ([name, value]) =>
          /^[a-z][a-z0-9-]*$/.test(name) &&
          !/^(on|xmlns)/.test(name) &&
          !/^\s*(javascript|vbscript|data):/i.test(value.replace(/[\s\p{Cc}]/gu, '')),
      ),
    )
    return [{ name: node.name, attributes, children: clean(node.children) }]
  })

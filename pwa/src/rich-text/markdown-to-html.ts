import { Marked, type Tokens } from 'marked'
import { CALLOUT, FORMULA, formulaHooks, tame, tameTokenizer, unquote } from '@edutrack/shared-schema/markdown-dialect'

/**
 * Markdown to HTML that is not yet safe to show: sanitise.ts comes after it. What needs the app stands in it as data: `data-tex` (maths), `data-file` (a
 * medium of the course), `data-callout`. Never throws: what can't be read as Markdown comes back as its own text.
 */
export const markdownToHtml = (
  markdown: string,
  { isInline = false }: { readonly isInline?: boolean } = {},
): string => {
  try {
    const source = tame(markdown)
    return (isInline ? marked.parseInline(source) : marked.parse(source)) as string
  } catch {
    // Nested deeper than the stack: nobody writes that, but somebody may paste it.
    return `<pre>${escapeHtml(markdown)}</pre>`
  }
}

/** The `files` id that an address such as `file:abc` names. */
export const fileIdOf = (href: string): string | undefined => /^file:(?:\/\/)?(.+)$/i.exec(href)?.[1]

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const BLOCK_MATHS = /^ {0,3}\$\$((?:\\.|[^\\$])+)\$\$[ \t]*(?:\n+|$)/

interface MathsToken extends Tokens.Generic {
  readonly tex: string
  readonly isDisplay: boolean
}

/** Where a line begins that interrupts a paragraph. */
const startOfLine =
  (line: RegExp) =>
  (source: string): number | undefined => {
    const at = line.exec(source)?.index
    return at === undefined ? undefined : at + 1
  }

const mathsHtml = ({ tex, isDisplay }: MathsToken): string =>
  isDisplay
    ? `<span data-tex="${escapeHtml(tex)}" data-display="true"></span>`
    : `<span data-tex="${escapeHtml(tex)}"></span>`

const mediumHtml = (tag: 'div' | 'span', { href, text, title }: Tokens.Image): string => {
  const id = fileIdOf(href)
  if (id !== undefined)
    return `<${tag} data-file="${escapeHtml(id)}" data-alt="${escapeHtml(text)}"${
      title ? ` data-caption="${escapeHtml(title)}"` : ''
    }></${tag}>`
  // A picture from elsewhere would not be there offline, and would tell others who reads what: it is a link.
  return /^https?:/i.test(href)
    ? `<a href="${escapeHtml(href)}">${escapeHtml(text === '' ? href : text)}</a>`
    : escapeHtml(text)
}

const marked = new Marked({
  gfm: true,
  hooks: formulaHooks,
  tokenizer: tameTokenizer,
  renderer: {
    heading({ tokens, depth }) {
      // The page's title is the only first heading.
      const level = Math.min(6, Math.max(2, depth))
      return `<h${String(level)}>${this.parser.parseInline(tokens)}</h${String(level)}>\n`
    },
    paragraph({ tokens }) {
      const images = tokens.filter((token): token is Tokens.Image => token.type === 'image')
      const isOnlyMedia =
        images.length > 0 && tokens.every(({ type, raw }) => type === 'image' || type === 'br' || raw.trim() === '')
      return isOnlyMedia
        ? images
            .map((image) =>
              fileIdOf(image.href) === undefined ? `<p>${mediumHtml('span', image)}</p>` : mediumHtml('div', image),
            )
            .join('')
        : `<p>${this.parser.parseInline(tokens)}</p>\n`
    },
    image: (image) => mediumHtml('span', image),
    link({ href, title, tokens }) {
      const text = this.parser.parseInline(tokens)
      const id = fileIdOf(href)
      if (id !== undefined) return `<span data-file="${escapeHtml(id)}" data-link="true">${text}</span>`
      return `<a href="${escapeHtml(href)}"${title ? ` title="${escapeHtml(title)}"` : ''}>${text}</a>`
    },
    checkbox: ({ checked }) => (checked ? '☑ ' : '☐ '),
    table(token) {
      const row = (cells: readonly Tokens.TableCell[]): string =>
        `<tr>${cells
          .map(({ header, align, tokens }) => {
            const tag = header ? 'th' : 'td'
            const attributes = `${header ? ' scope="col"' : ''}${align === null ? '' : ` align="${align}"`}`
            return `<${tag}${attributes}>${this.parser.parseInline(tokens)}</${tag}>`
          })
          .join('')}</tr>`
      return `<div data-table="true"><table><thead>${row(token.header)}</thead><tbody>${token.rows.map(row).join('')}</tbody></table></div>\n`
    },
  },
  extensions: [
    {
      name: 'maths-block',
      level: 'block',
      start: startOfLine(/\n {0,3}\$\$/),
      tokenizer: (source) => {
        const found = BLOCK_MATHS.exec(source)
        return found === null
          ? undefined
          : { type: 'maths-block', raw: found[0], tex: (found[1] ?? '').trim(), isDisplay: true }
      },
      renderer: (token) => `<div>${mathsHtml(token as MathsToken)}</div>\n`,
    },
    {
      name: 'maths',
      level: 'inline',
      start: (source) => {
        const at = source.indexOf('$')
        return at < 0 ? undefined : at
      },
      tokenizer: (source) => {
        const found = FORMULA.exec(source)
        if (found === null) return undefined
        const [raw, display, inline = ''] = found
        return { type: 'maths', raw, tex: (display ?? inline).trim(), isDisplay: display !== undefined }
      },
      renderer: (token) => mathsHtml(token as MathsToken),
    },
    {
      name: 'callout',
      level: 'block',
      start: startOfLine(/\n {0,3}>[ \t]?\[!/),
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

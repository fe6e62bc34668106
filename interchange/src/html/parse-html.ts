import { Parser } from 'htmlparser2'
import type { Limits } from '#limits.ts'
import { UnusableItem } from '#problems.ts'
import type { XmlNode } from '#xml/xml-node.ts'

/** Tags that are never closed leave a tree deeper than any page is; old editors do that with `<font>`. */
const DEEPEST = 400

interface OpenElement {
  readonly name: string
  readonly attributes: Record<string, string>
  readonly children: XmlNode[]
}

/**
 * Reads HTML as browsers do, whatever is wrong with it. Comments, processing instructions and the document type are left out, scripts and styles are not: whoever
 * uses the tree says what becomes of them. Throws `UnusableItem` for a text too long or too deep; time is linear in the text's length.
 */
export const parseHtml = (html: string, limits: Limits): readonly XmlNode[] => {
  if (html.length > limits.htmlCharacters)
    throw new UnusableItem(`its text is longer than ${String(limits.htmlCharacters)} characters`)
  const root: OpenElement = { name: '', attributes: {}, children: [] }
  const open: OpenElement[] = [root]
  const top = (): OpenElement => open.at(-1) as OpenElement
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        // The library's own stack is searched for each closing tag: its depth must stay small.
        if (open.length > DEEPEST)
          throw new UnusableItem(`its text has more than ${String(DEEPEST)} elements in each other`)
        const opened: OpenElement = {
          name,
          attributes: Object.assign(Object.create(null), localNames(attributes)) as Record<string, string>,
          children: [],
        }
        top().children.push(opened)
        open.push(opened)
      },
      onclosetag: () => {
        if (open.length > 1) open.pop()
      },
      ontext: (text) => {
        const siblings = top().children
        const last = siblings.at(-1)
        if (typeof last === 'string') siblings[siblings.length - 1] = last + text
        else siblings.push(text)
      },
    },
    { decodeEntities: true, recognizeCDATA: true },
  )
  parser.write(html)
  parser.end()
  return root.children
}

/** `xlink:href` is `href`, `xml:lang` is `lang`. */
const localNames = (attributes: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name.slice(name.indexOf(':') + 1), value]))

/** Whether a text has HTML in it, rather than being plain. */
export const looksLikeHtml = (text: string): boolean =>
  /<\/?[a-z][a-z0-9]*(\s[^<>]*)?\/?>|&(#\d+|#x[0-9a-f]+|[a-z]+\d*);/i.test(text)

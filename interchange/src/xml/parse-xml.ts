import { SaxesParser } from 'saxes'
import type { Step } from '#controls.ts'
import { decodeEntity } from '#html/decode-entity.ts'
import type { Limits } from '#limits.ts'
import { UnusableItem } from '#problems.ts'
import type { XmlElement, XmlNode } from './xml-node.ts'

/** Characters that are read before the event loop may turn. */
const PIECE = 512 * 1024

/**
 * Reads an XML document into a tree. A document type is skipped: entities that it defines are neither fetched nor expanded and stay as `&name;`; those that HTML
 * knows are read, for they stand in many exports without being defined. Control characters that XML forbids are let through. Any other fault, or a document deeper or
 * larger than the limits, throws `UnusableItem` with its line.
 */
export const parseXml = async (text: string, limits: Limits, step: Step): Promise<XmlElement> => {
  const reader = createTreeReader(limits)
  for (let from = 0; from < text.length; from += PIECE) {
    await step('reading XML', from, text.length)
    reader.write(text.slice(from, from + PIECE))
  }
  return reader.close()
}

interface OpenElement {
  readonly name: string
  readonly attributes: Record<string, string>
  readonly children: XmlNode[]
}

const createTreeReader = (limits: Limits) => {
  const parser = new SaxesParser({ position: true, xmlns: false })
  const root: OpenElement = { name: '', attributes: {}, children: [] }
  const open: OpenElement[] = [root]
  let nodes = 0
  const fail = (what: string): never => {
    throw new UnusableItem(`its XML can’t be read: line ${String(parser.line)}: ${what}`)
  }
  const add = (node: XmlNode): void => {
    nodes += 1
    if (nodes > limits.nodes) fail(`it has more than ${String(limits.nodes)} elements`)
    ;(open.at(-1) as OpenElement).children.push(node)
  }
  const addText = (text: string): void => {
    if (text === '') return
    const siblings = (open.at(-1) as OpenElement).children
    const last = siblings.at(-1)
    if (typeof last === 'string') siblings[siblings.length - 1] = last + text
    else add(text)
  }
  // Looked up by name, without the library's having to know two thousand of them.
  Object.assign(parser, {
    ENTITIES: new Proxy(parser.ENTITIES, {
      get: (known, name) => (typeof name === 'string' ? (known[name] ?? decodeEntity(name)) : undefined),
    }),
  })
  parser.on('error', ({ message }) => {
    const what = message.replace(/^\d+:\d+: /, '')
    if (!/undefined entity|disallowed character/.test(what)) fail(what.slice(0, 200))
  })
  parser.on('opentag', ({ name, attributes }) => {
    if (open.length > limits.depth) fail(`more than ${String(limits.depth)} elements stand in each other`)
    const opened: OpenElement = { name: localName(name), attributes: localAttributes(attributes), children: [] }
    add(opened)
    open.push(opened)
  })
  parser.on('closetag', () => void open.pop())
  parser.on('text', addText)
  parser.on('cdata', addText)
  return {
    write: (text: string) => void parser.write(text),
    close: (): XmlElement => {
      parser.close()
      const top = root.children.find((child): child is XmlElement => typeof child !== 'string')
      return top ?? fail('there is no element')
    },
  }
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

const none: Record<string, string> = Object.freeze(Object.create(null) as Record<string, string>)

const localAttributes = (attributes: Readonly<Record<string, string>>): Record<string, string> => {
  if (Object.keys(attributes).length === 0) return none
  const local: Record<string, string> = Object.create(null) as Record<string, string>
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'xmlns' || name.startsWith('xmlns:')) continue
    // A plain attribute counts before one of another vocabulary with the same name.
    if (!name.includes(':') || !(localName(name) in local)) local[localName(name)] = value
  }
  return local
}

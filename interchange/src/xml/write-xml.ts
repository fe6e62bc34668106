import { isElement, type XmlNode } from './xml-node.ts'

export const escapeXml = (text: string): string => (NEEDS_ESCAPE.test(text) ? escaped(text) : text)

const escaped = (text: string): string =>
  withoutForbidden(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    // White space that a reader would otherwise make into plain spaces or line feeds.
    .replaceAll('\r', '&#13;')

/** Anything that is not plainly itself; most texts have none of it. */
// eslint-disable-next-line no-control-regex -- exactly these are meant
const NEEDS_ESCAPE = /[&<>"\r\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]/

/** Attributes for a tag, each with a space before it; those without a value are left out. */
export const attributes = (values: Readonly<Record<string, string | number | boolean | undefined>>): string =>
  Object.entries(values)
    .map(([name, value]) =>
      value === undefined
        ? ''
        : ` ${name}="${escapeXml(String(value)).replaceAll('\n', '&#10;').replaceAll('\t', '&#9;')}"`,
    )
    .join('')

/** A tree as well-formed XML; elements without content as `<br/>`. Namespaces are what the surroundings say. */
export const nodesToXml = (nodes: readonly XmlNode[]): string =>
  nodes
    .map((node) => {
      if (!isElement(node)) return escapeXml(node).replaceAll('&quot;', '"')
      const { name, children } = node
      const head = `<${name}${attributes(node.attributes)}`
      return children.length === 0 ? `${head}/>` : `${head}>${nodesToXml(children)}</${name}>`
    })
    .join('')

export const XML_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'

/** XML 1.0 has no place for these, not even escaped. */
const withoutForbidden = (text: string): string =>
  // eslint-disable-next-line no-control-regex -- exactly these are meant
  text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '').replace(LONE_SURROGATE, '\ufffd')
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

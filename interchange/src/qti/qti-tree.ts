import { isElement, type XmlElement, type XmlNode } from '#xml/xml-node.ts'

/**
 * QTI 3 as if it were QTI 2: `qti-choice-interaction response-identifier` becomes `choiceInteraction responseIdentifier`. So one reader knows all versions. Elements of
 * HTML, and those of QTI 2, stay as they are.
 */
export const asQti2 = (root: XmlElement): XmlElement => {
  const name = root.name.startsWith('qti-') ? camel(root.name.slice(4)) : root.name
  const isPlain = name === root.name || Object.keys(root.attributes).length === 0
  const attributes = isPlain ? root.attributes : camelAttributes(root.attributes)
  return {
    name,
    attributes,
    children: root.children.map((child: XmlNode) => (isElement(child) ? asQti2(child) : child)),
  }
}

export const isQti3 = (root: XmlElement): boolean => root.name.startsWith('qti-')

const camel = (name: string): string => name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())

const camelAttributes = (attributes: XmlElement['attributes']): XmlElement['attributes'] =>
  Object.assign(
    Object.create(null),
    Object.fromEntries(
      Object.entries(attributes).map(([name, value]) => [/^(data|aria)-/.test(name) ? name : camel(name), value]),
    ),
  ) as XmlElement['attributes']

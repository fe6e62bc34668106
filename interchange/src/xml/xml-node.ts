/**
 * An element of XML or HTML. Names are local (`imsmd:title` is `title`), for packages disagree about prefixes and even about namespaces; in HTML they are in
 * lower case.
 */
export interface XmlElement {
  readonly name: string
  /** Without a prototype, so that no name means anything else. */
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlNode[]
}
/** A string is text. */
export type XmlNode = XmlElement | string

export const element = (
  name: string,
  attributes: Readonly<Record<string, string>> = {},
  children: readonly XmlNode[] = [],
): XmlElement => ({ name, attributes: Object.assign(Object.create(null), attributes), children })

export const isElement = (node: XmlNode): node is XmlElement => typeof node !== 'string'

export const elementsOf = (parent: XmlElement): readonly XmlElement[] => parent.children.filter(isElement)

export const childrenNamed = (parent: XmlElement | undefined, name: string): readonly XmlElement[] =>
  parent === undefined ? [] : elementsOf(parent).filter((child) => child.name === name)

export const childNamed = (parent: XmlElement | undefined, name: string): XmlElement | undefined =>
  childrenNamed(parent, name)[0]

/** The child of a child …, first of each name. */
export const childAt = (parent: XmlElement | undefined, ...names: readonly string[]): XmlElement | undefined =>
  names.reduce<XmlElement | undefined>((found, name) => childNamed(found, name), parent)

/** All elements of a name below one, in the document's order; the element itself is not among them. */
export const descendantsNamed = (
  parent: XmlElement | undefined,
  ...names: readonly string[]
): readonly XmlElement[] => {
  if (parent === undefined) return []
  const found: XmlElement[] = []
  const visit = (at: XmlElement): void => {
    for (const child of elementsOf(at)) {
      if (names.includes(child.name)) found.push(child)
      visit(child)
    }
  }
  visit(parent)
  return found
}

/** All text within, as it stands. */
export const textOf = (node: XmlNode | undefined): string => {
  if (node === undefined) return ''
  if (!isElement(node)) return node
  return node.children.length === 1 && typeof node.children[0] === 'string'
    ? node.children[0]
    : node.children.map(textOf).join('')
}

/** The trimmed text of a child; empty where there is none. */
export const textAt = (parent: XmlElement | undefined, ...names: readonly string[]): string =>
  textOf(childAt(parent, ...names)).trim()

/** The same tree with what `change` makes of each element, outermost first; what it returns is not visited again. */
export const mapElements = (
  nodes: readonly XmlNode[],
  change: (at: XmlElement) => readonly XmlNode[] | undefined,
): readonly XmlNode[] =>
  nodes.flatMap((node): readonly XmlNode[] => {
    if (!isElement(node)) return [node]
    const changed = change(node)
    return changed ?? [{ ...node, children: mapElements(node.children, change) }]
  })

import { isElement, type XmlElement, type XmlNode } from '#xml/xml-node.ts'
import { isBlock } from './html-vocabulary.ts'

const lineBreak: XmlElement = { name: 'br', attributes: {}, children: [] }

/** Blocks as text in a line: one follows the other with a line break, and items of a list get a dot. */
export const oneLine = (nodes: readonly XmlNode[]): readonly XmlNode[] => {
  const line: XmlNode[] = []
  let isBegun = false
  let isBroken = false
  const add = (node: XmlNode): void => {
    if (node === lineBreak && (isBroken || !isBegun)) return
    line.push(node)
    if (!isElement(node) && node.trim() === '') return
    isBegun = true
    isBroken = node === lineBreak
  }
  const visit = (from: readonly XmlNode[]): void => {
    for (const node of from) {
      if (!isElement(node) || !isBlock(node.name)) {
        add(node)
        continue
      }
      add(lineBreak)
      if (node.name === 'pre') add({ ...node, name: 'code' })
      else {
        if (node.name === 'li') add('• ')
        visit(node.children)
      }
      add(lineBreak)
    }
  }
  visit(nodes)
  return line
}

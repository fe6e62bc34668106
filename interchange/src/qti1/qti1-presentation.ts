import { INLINE_MARKDOWN } from '#html/html-vocabulary.ts'
import { gapMark } from '@edutrack/shared-schema/questions/gaps/gapped-text'
import { descendantsNamed, elementsOf, isElement, mapElements, type XmlElement, type XmlNode } from '#xml/xml-node.ts'
import { materialNodes } from './qti1-material.ts'

const responseNames = ['response_lid', 'response_str', 'response_num', 'response_xy', 'response_grp']

export const responsesIn = (presentation: XmlElement): readonly XmlElement[] =>
  descendantsNamed(presentation, ...responseNames)

export const labelsOf = (response: XmlElement): readonly XmlElement[] =>
  descendantsNamed(response, 'response_label').filter(
    (label) => !/^response_str$/.test(response.name) || elementsOf(label).length > 0,
  )

export const labelNodes = (label: XmlElement): readonly XmlNode[] => materialNodes(label)

/** The text of a presentation, without what belongs to responses. Flows are paragraphs. */
export const promptNodes = (presentation: XmlElement): readonly XmlNode[] => flowNodes(presentation, () => [])

const flowNodes = (node: XmlElement, replace: (response: XmlElement) => readonly XmlNode[]): readonly XmlNode[] =>
  elementsOf(node).flatMap((child): readonly XmlNode[] => {
    if (responseNames.includes(child.name)) return replace(child)
    if (child.name === 'material' || child.name === 'flow_mat')
      return [
        {
          name: /block/i.test(child.attributes['class'] ?? '') ? 'div' : 'span',
          attributes: {},
          children: materialNodes(child),
        },
        ' ',
      ]
    return child.name === 'flow' ? flowNodes(child, replace) : []
  })

/** The text that stands in a response before what it offers: the item of a matching. */
export const ownMaterial = (response: XmlElement): readonly XmlNode[] =>
  elementsOf(response)
    .filter(({ name }) => name === 'material' || name === 'flow_mat')
    .flatMap(materialNodes)

/**
 * The text with gaps for the responses, where they are gaps: named in brackets in the text, or fields with text after them. `responses` are in the order of their gaps.
 */
export const bodyWithGaps = (
  presentation: XmlElement,
  responses: readonly XmlElement[],
): { readonly nodes: readonly XmlNode[]; readonly responses: readonly XmlElement[] } | undefined =>
  namedGaps(presentation, responses) ?? fieldGaps(presentation, responses)

const gap = (index: number): XmlElement => ({
  name: INLINE_MARKDOWN,
  attributes: {},
  children: [gapMark(String(index))],
})

const namedGaps = (presentation: XmlElement, responses: readonly XmlElement[]) => {
  const byName = new Map(
    responses.map((response) => [(response.attributes['ident'] ?? '').replace(/^response_/, ''), response]),
  )
  const found: XmlElement[] = []
  const put = (nodes: readonly XmlNode[]): readonly XmlNode[] =>
    nodes.flatMap((node): readonly XmlNode[] => {
      if (isElement(node)) return [{ ...node, children: put(node.children) }]
      return node.split(/(\[[^[\]]{1,100}\])/).map((part) => {
        const response = byName.get(part.slice(1, -1))
        if (!part.startsWith('[') || response === undefined || found.includes(response)) return part
        found.push(response)
        return gap(found.length)
      })
    })
  const nodes = put(promptNodes(presentation))
  return found.length > 0 && found.length === responses.length ? { nodes, responses: found } : undefined
}

/** Typed fields are gaps where there are several, or where the text goes on behind them. */
const fieldGaps = (presentation: XmlElement, responses: readonly XmlElement[]) => {
  if (!responses.every(({ name }) => name === 'response_str' || name === 'response_num')) return undefined
  let count = 0
  const nodes = flowNodes(presentation, () => {
    count += 1
    return [gap(count), ' ']
  })
  const last = nodes.findLastIndex((node) => isElement(node) && node.name === INLINE_MARKDOWN)
  const goesOn = nodes.slice(last + 1).some((node) => (isElement(node) ? node.children.length > 0 : node.trim() !== ''))
  return responses.length > 1 || goesOn ? { nodes: mapElements(nodes, () => undefined), responses } : undefined
}

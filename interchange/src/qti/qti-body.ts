import { INLINE_MARKDOWN } from '#html/html-vocabulary.ts'
import { gapMark } from '@edutrack/shared-schema/questions/gaps/gapped-text'
import {
  childrenNamed,
  descendantsNamed,
  elementsOf,
  isElement,
  mapElements,
  type XmlElement,
  type XmlNode,
} from '#xml/xml-node.ts'
import type { QtiScope } from './qti-scope.ts'

/** Elements of QTI in a body that say nothing to a learner before the answer. */
const silent = new Set([
  'feedbackInline',
  'feedbackBlock',
  'modalFeedback',
  'templateBlock',
  'templateInline',
  'printedVariable',
  'infoControl',
  'endAttemptInteraction',
  'stylesheet',
  'catalogInfo',
  'companionMaterialsInfo',
])

/** The text of the body, with the prompt of one interaction in its place and without the others. */
export const bodyText = async (interaction: XmlElement, scope: QtiScope): Promise<string> => {
  const nodes = bodyNodes(scope, (at) =>
    at === interaction ? [{ name: 'div', attributes: {}, children: promptOf(interaction) }] : [],
  )
  return scope.markdown(nodes)
}

/** The body as a text with gaps; `[[1]]` stands for the first inline interaction. */
export const gapsBody = async (scope: QtiScope): Promise<string> => {
  let count = 0
  return scope.markdown(
    bodyNodes(scope, (at) => {
      if (at.name === 'endAttemptInteraction') return []
      count += 1
      return [gapNode(String(count))]
    }),
  )
}

export const gapNode = (id: string): XmlElement => ({ name: INLINE_MARKDOWN, attributes: {}, children: [gapMark(id)] })

/** What is asked within an interaction. */
export const promptOf = (interaction: XmlElement): readonly XmlNode[] =>
  childrenNamed(interaction, 'prompt').flatMap((prompt) => withoutQti(prompt.children))

/** The body’s nodes, with something else for each interaction. */
export const bodyNodes = (
  { body, losses }: Pick<QtiScope, 'body' | 'losses'>,
  replace: (interaction: XmlElement) => readonly XmlNode[],
): readonly XmlNode[] =>
  mapElements(body.children, (at) => {
    if (at.name.endsWith('Interaction')) return replace(at)
    if (at.name === 'rubricBlock') {
      if (isForLearners(at)) return undefined
      if (descendantsNamed(body, 'extendedTextInteraction').length === 0)
        losses.add('Notes for those who mark it are kept with written answers only.')
      return []
    }
    if (at.name === 'printedVariable') losses.add('Values that a program writes into the text are left out.')
    return silent.has(at.name) ? [] : undefined
  })

/** HTML without what QTI puts into it. */
export const withoutQti = (nodes: readonly XmlNode[]): readonly XmlNode[] =>
  mapElements(nodes, (at) => (silent.has(at.name) ? [] : undefined))

export const isForLearners = ({ attributes }: XmlElement): boolean =>
  attributes['use'] !== 'scoring' && /(^|\s)(candidate|$)/.test(attributes['view'] ?? 'candidate')

/** Rubrics for those who mark. */
export const scorerRubrics = (body: XmlElement): readonly (readonly XmlNode[])[] => {
  const found: (readonly XmlNode[])[] = []
  const visit = (node: XmlElement): void => {
    for (const child of elementsOf(node)) {
      if (child.name === 'rubricBlock' && !isForLearners(child)) found.push(child.children)
      else visit(child)
    }
  }
  visit(body)
  return found
}

/** Whether something stands alone in its paragraph. */
export const isAlone = (body: XmlElement, interaction: XmlElement): 'alone' | 'last' | 'within' => {
  const path = pathTo(body, interaction)
  const parent =
    path?.findLast((node) => /^(p|div|li|td|th|blockquote|itemBody|contentBody|h[1-6])$/.test(node.name)) ?? body
  const isBlank = (nodes: readonly XmlNode[]): boolean => nodes.every((node) => !isElement(node) && node.trim() === '')
  const top = parent.children.findIndex(
    (child) => child === interaction || (isElement(child) && pathTo(child, interaction) !== undefined),
  )
  const [before, after] = [parent.children.slice(0, top), parent.children.slice(top + 1)]
  const afterText = after.map((node) => (isElement(node) ? 'x' : node)).join('')
  if (!/^[\s.?!:]*$/.test(afterText)) return 'within'
  return isBlank(before) ? 'alone' : 'last'
}

const pathTo = (from: XmlElement, wanted: XmlElement): readonly XmlElement[] | undefined => {
  for (const child of elementsOf(from)) {
    if (child === wanted) return [from]
    const path = pathTo(child, wanted)
    if (path !== undefined) return [from, ...path]
  }
  return undefined
}

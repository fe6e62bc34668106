import { sortFeedback, type SortedFeedback } from '#scored/sort-feedback.ts'
import type { Losses } from '#losses.ts'
import { responsesOf, type Scoring } from '#scored/scoring.ts'
import { childrenNamed, descendantsNamed, type XmlElement, type XmlNode } from '#xml/xml-node.ts'

export interface QtiFeedback extends SortedFeedback {
  /** Of a choice: feedback that stands in it. */
  within(choice: XmlElement): readonly XmlNode[]
}

export const createFeedback = (item: XmlElement, scoring: Scoring, losses: Losses): QtiFeedback => {
  const messages = [...childrenNamed(item, 'modalFeedback'), ...descendantsNamed(item, 'feedbackBlock')].map(
    (node) => ({
      id: node.attributes['identifier'] ?? '',
      nodes: contentOf(node),
    }),
  )
  return {
    ...sortFeedback(messages, choicesOf(item, scoring), losses),
    within: (choice) => descendantsNamed(choice, 'feedbackInline', 'feedbackBlock').flatMap((node) => node.children),
  }
}

const MOST_CHOICES = 60

/** The choices of the item's only single choice: others can't be told apart by what is shown. */
const choicesOf = (item: XmlElement, scoring: Scoring) => {
  const interactions = descendantsNamed(item, 'choiceInteraction')
  const [only] = interactions
  if (only === undefined || interactions.length > 1) return []
  const variable = only.attributes['responseIdentifier'] ?? 'RESPONSE'
  return childrenNamed(only, 'simpleChoice')
    .slice(0, MOST_CHOICES)
    .map(({ attributes }) => {
      const value = attributes['identifier'] ?? ''
      return { variable, value, shown: scoring.feedback(responsesOf([variable, [value]])) }
    })
}

const contentOf = (node: XmlElement): readonly XmlNode[] => {
  const [inner] = childrenNamed(node, 'contentBody')
  return inner === undefined ? node.children : inner.children
}

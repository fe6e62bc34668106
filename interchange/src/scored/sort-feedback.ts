import type { Losses } from '#losses.ts'
import { FEEDBACK_MOVED } from '#model/build-question.ts'
import type { XmlNode } from '#xml/xml-node.ts'

export interface SortedFeedback {
  /** For the explanation. */
  readonly general: readonly (readonly XmlNode[])[]
  /** What is shown for one choice alone. */
  forAnswer(variable: string, value: string): readonly XmlNode[]
}

/**
 * Tells apart what feedback is for, by which choices show it: one alone, and it belongs to that choice; all, or none, and it explains the question; some, and it has no
 * place here. Of a question without choices, all explains it.
 */
export const sortFeedback = (
  messages: readonly { readonly id: string; readonly nodes: readonly XmlNode[] }[],
  choices: readonly { readonly variable: string; readonly value: string; readonly shown: readonly string[] }[],
  losses: Losses,
): SortedFeedback => {
  const general: (readonly XmlNode[])[] = []
  const ofOne: { readonly variable: string; readonly value: string; readonly nodes: readonly XmlNode[] }[] = []
  for (const { id, nodes } of messages) {
    const by = choices.filter(({ shown }) => shown.includes(id))
    const [only] = by
    if (choices.length > 1 && by.length === 1 && only !== undefined) ofOne.push({ ...only, nodes })
    else if (by.length === 0 || by.length === choices.length) general.push(nodes)
    else losses.add('Words for right and wrong answers as a whole are not kept: here the app says which they are.')
  }
  if (choices.length === 0 && messages.length > 1) losses.add(FEEDBACK_MOVED)
  return {
    general,
    forAnswer: (variable, value) =>
      ofOne.filter((message) => message.variable === variable && message.value === value).flatMap(({ nodes }) => nodes),
  }
}

import { concealOrder } from '@edutrack/shared-schema/questions/conceal-order'
import type { matching } from '@edutrack/shared-schema/questions/matching/matching'
import type { EditorPropsOf } from '../question-editor.ts'

type Content = EditorPropsOf<typeof matching>['content']
type Key = EditorPropsOf<typeof matching>['answerKey']

/** A matching question as its author sees it: each item beside what belongs to it, and what belongs to none. */
export interface MatchingPairs {
  readonly pairs: readonly { readonly id: string; readonly item: string; readonly match: string }[]
  readonly others: readonly string[]
}

export const pairsOf = (content: Content, key: Key): MatchingPairs => {
  const used = new Set(content.items.map(({ id }) => key.pairs[id]))
  return {
    pairs: content.items.map(({ id, markdown }) => ({
      id,
      item: markdown,
      match: content.matches.find((match) => match.id === key.pairs[id])?.markdown ?? '',
    })),
    others: content.matches.filter(({ id }) => !used.has(id)).map(({ markdown }) => markdown),
  }
}

/** The same match beside two items is one match. A match keeps its id while its words stay, or while it is the only one of its item. Their order tells nothing. */
export const fromPairs = (
  { pairs, others }: MatchingPairs,
  before: { readonly content: Content; readonly key: Key },
  newId: () => string,
): { readonly content: Content; readonly key: Key } => {
  const idByText = new Map<string, string>()
  const taken = new Set<string>()
  const idOf = (text: string, wished: string | undefined): string => {
    const known = idByText.get(text)
    if (known !== undefined) return known
    const same = before.content.matches.find(({ markdown }) => markdown === text)?.id
    const id = [same, wished].find((each) => each !== undefined && each !== '' && !taken.has(each)) ?? newId()
    idByText.set(text, id)
    taken.add(id)
    return id
  }
  // Words that stay keep their ids before changed ones look for one.
  const texts = [...pairs.map(({ match }) => match), ...others]
  for (const text of texts) if (before.content.matches.some(({ markdown }) => markdown === text)) idOf(text, undefined)
  const keyPairs = Object.fromEntries(pairs.map(({ id, match }) => [id, idOf(match, before.key.pairs[id])]))
  for (const text of others) idOf(text, undefined)
  return {
    content: {
      items: pairs.map(({ id, item }) => ({ id, markdown: item })),
      matches: [...concealOrder([...idByText].map(([markdown, id]) => ({ id, markdown })))],
    },
    key: { pairs: keyPairs },
  }
}

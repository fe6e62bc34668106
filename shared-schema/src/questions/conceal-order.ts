import { stateHash } from '#canonical-json.ts'

/**
 * Items in an order that tells nothing of how they were given: that of their texts' hashes. A question that is stored as its author wrote it (steps in their
 * right order, matches beside their items) would show the key of a graded quiz to whoever looks into their device. Doing it twice changes nothing.
 */
export const concealOrder = <Item extends { readonly markdown: string }>(items: readonly Item[]): readonly Item[] =>
  items
    .map((item) => ({ item, hash: stateHash(item.markdown) }))
    .sort((a, b) => (a.hash < b.hash ? -1 : a.hash > b.hash ? 1 : 0))
    .map(({ item }) => item)

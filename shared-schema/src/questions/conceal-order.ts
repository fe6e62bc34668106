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

/** Types whose stored order would tell the key, and what stands in it. */
const ordered: Readonly<Record<string, string>> = { ordering: 'items', matching: 'matches' }

/** A question's content as it may lie on the device of a learner, whatever order its author's program has written. */
export const concealedContent = <Content extends Readonly<Record<string, unknown>>>(
  kind: string,
  content: Content,
): Content => {
  const field = Object.hasOwn(ordered, kind) ? (ordered[kind] as string) : undefined
  const items = field === undefined ? undefined : content[field]
  if (field === undefined || !Array.isArray(items) || !items.every(hasMarkdown)) return content
  return { ...content, [field]: concealOrder(items) }
}

const hasMarkdown = (item: unknown): item is { readonly markdown: string } =>
  typeof item === 'object' && item !== null && 'markdown' in item && typeof item.markdown === 'string'

import { diffArrays, diffWordsWithSpace } from 'diff'

export interface DifferencePart {
  readonly kind: 'same' | 'added' | 'removed'
  readonly text: string
}
/** Whole lines: as they were, or changed, then word by word. */
export type DifferenceBlock =
  | { readonly kind: 'same'; readonly lines: readonly string[] }
  | { readonly kind: 'changed'; readonly parts: readonly DifferencePart[] }

/** So different that nobody would follow it word by word, and a phone would be long at it: the one text is shown, then the other. */
const MOST_EDITS = 1500
/** Of the letters of the shorter text: with fewer in common it is another text, and word by word would be a muddle. */
const LEAST_IN_COMMON = 0.4

/** What has become of a text, line by line and within changed lines word by word. Removed and same parts together are the text before, added and same ones the text after. */
export const textDifference = (before: string, after: string): readonly DifferenceBlock[] => {
  if (before === after) return before === '' ? [] : [{ kind: 'same', lines: before.split('\n') }]
  const [removedAll, addedAll] = [before.split('\n'), after.split('\n')]
  const runs = diffArrays(removedAll, addedAll, { maxEditLength: MOST_EDITS })
  if (runs === undefined) return changed(removedAll, addedAll)
  const blocks: DifferenceBlock[] = []
  let removed: readonly string[] = []
  let added: readonly string[] = []
  const flush = (): void => {
    if (removed.length > 0 || added.length > 0) blocks.push(...changed(removed, added))
    ;[removed, added] = [[], []]
  }
  for (const run of runs)
    if (run.removed) removed = [...removed, ...run.value]
    else if (run.added) added = [...added, ...run.value]
    else {
      flush()
      blocks.push({ kind: 'same', lines: run.value })
    }
  flush()
  return blocks
}

const changed = (removed: readonly string[], added: readonly string[]): readonly DifferenceBlock[] => {
  const [before, after] = [removed.join('\n'), added.join('\n')]
  const oneAfterTheOther: readonly DifferenceBlock[] = [
    ...(removed.length === 0
      ? []
      : [{ kind: 'changed' as const, parts: [{ kind: 'removed' as const, text: before }] }]),
    ...(added.length === 0 ? [] : [{ kind: 'changed' as const, parts: [{ kind: 'added' as const, text: after }] }]),
  ]
  // An empty line is a line: word by word it would be nothing.
  if (before === '' || after === '') return oneAfterTheOther
  const words = diffWordsWithSpace(before, after, { maxEditLength: MOST_EDITS })
  if (words === undefined) return oneAfterTheOther
  const parts = words.map(({ value, added: isAdded, removed: isRemoved }): DifferencePart => ({
    kind: isAdded ? 'added' : isRemoved ? 'removed' : 'same',
    text: value,
  }))
  const common = lettersIn(parts.flatMap(({ kind, text }) => (kind === 'same' ? [text] : [])).join(''))
  const isAnother = common < LEAST_IN_COMMON * Math.min(lettersIn(before), lettersIn(after))
  return isAnother ? oneAfterTheOther : [{ kind: 'changed', parts }]
}

const lettersIn = (text: string): number => text.replaceAll(/[^\p{L}\p{N}]/gu, '').length

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

/** What has become of a text, line by line and within changed lines word by word. Removed and same parts together are the text before, added and same ones the text after. */
export const textDifference = (before: string, after: string): readonly DifferenceBlock[] => {
  if (before === after) return before === '' ? [] : [{ kind: 'same', lines: before.split('\n') }]
  const [removedAll, addedAll] = [before.split('\n'), after.split('\n')]
  const runs = diffArrays(removedAll, addedAll, { maxEditLength: MOST_EDITS })
  if (runs === undefined) return [changed(removedAll, addedAll)]
  const blocks: DifferenceBlock[] = []
  let removed: readonly string[] = []
  let added: readonly string[] = []
  const flush = (): void => {
    if (removed.length > 0 || added.length > 0) blocks.push(changed(removed, added))
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

const changed = (removed: readonly string[], added: readonly string[]): DifferenceBlock => {
  const [before, after] = [removed.join('\n'), added.join('\n')]
  const whole: readonly DifferencePart[] = [
    ...(removed.length === 0 ? [] : [{ kind: 'removed' as const, text: before }]),
    ...(added.length === 0 ? [] : [{ kind: 'added' as const, text: after }]),
  ]
  // An empty line is a line: word by word it would be nothing.
  if (whole.length < 2 || before === '' || after === '') return { kind: 'changed', parts: whole }
  const words = diffWordsWithSpace(before, after, { maxEditLength: MOST_EDITS })
  if (words === undefined) return { kind: 'changed', parts: whole }
  return {
    kind: 'changed',
    parts: words.map(({ value, added: isAdded, removed: isRemoved }) => ({
      kind: isAdded ? 'added' : isRemoved ? 'removed' : 'same',
      text: value,
    })),
  }
}

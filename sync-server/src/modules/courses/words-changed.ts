/**
 * How many words a text has more of than another, and how many fewer: told at a glance, in the time of one reading of both. What was only moved counts as
 * nothing. Scripts that don't part words by spaces are counted by the runs between spaces and marks.
 */
export const wordsChanged = (before: string, after: string): { readonly added: number; readonly removed: number } => {
  const counts = new Map<string, number>()
  for (const word of wordsOf(after)) counts.set(word, (counts.get(word) ?? 0) + 1)
  for (const word of wordsOf(before)) counts.set(word, (counts.get(word) ?? 0) - 1)
  let [added, removed] = [0, 0]
  for (const count of counts.values())
    if (count > 0) added += count
    else removed -= count
  return { added, removed }
}

export const countWords = (text: string): number => wordsOf(text).length

const wordsOf = (text: string): readonly string[] => text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []

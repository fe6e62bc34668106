import type { ListedWork, WorkList } from '#app/gradebook.ts'

/** What is to be graded after this: the same part of others first, since whoever has one answer in mind measures the next by it. */
export const nextWaiting = (
  { first }: WorkList,
  current: { readonly id: string; readonly unitId: string },
): ListedWork | undefined => {
  const at = first.findIndex(({ attemptId }) => attemptId === current.id)
  // From there on, then from the start: whoever skips comes round.
  const others = [...first.slice(at + 1), ...first.slice(0, Math.max(0, at))]
  return others.find(({ unitId }) => unitId === current.unitId) ?? others[0]
}

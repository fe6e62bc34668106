/** The same items, that at `from` now at `to`. */
export const moveItem = <Item>(items: readonly Item[], from: number, to: number): readonly Item[] => {
  const moved = items.toSpliced(from, 1)
  return moved.toSpliced(to, 0, ...items.slice(from, from + 1))
}

import type { GradeCell, GradeRow } from '#app/gradebook.ts'

/** By a column of grades, or by name; names are in order already. */
export interface GradeOrder {
  readonly by: 'name' | number
  readonly isDescending: boolean
}

export interface GradeFilter {
  /** Part of a name; empty: everybody. */
  readonly name: string
  /** `''`: those in no group; null: everybody. */
  readonly group: string | null
  /** Those with something that waits for a grade or a decision. */
  readonly needsYou: boolean
}

/** The rows that are wanted, in the order that is wanted. `rows` are by name. */
export const rowsShown = (rows: readonly GradeRow[], filter: GradeFilter, order: GradeOrder): readonly GradeRow[] => {
  const wanted = plain(filter.name.trim())
  const found = rows.filter(
    ({ name, group, cells }) =>
      (filter.group === null || group === filter.group) &&
      (wanted === '' || plain(name).includes(wanted)) &&
      (!filter.needsYou || cells.some((cell) => cell !== undefined && (cell.isPending || cell.needsDecision))),
  )
  if (order.by === 'name') return order.isDescending ? found.toReversed() : found
  const column = order.by
  const sign = order.isDescending ? -1 : 1
  return found
    .map((row) => ({ row, share: shareOf(row.cells[column]) }))
    .toSorted((a, b) => {
      // Whoever has no grade is last in either order.
      if (a.share === undefined || b.share === undefined)
        return Number(a.share === undefined) - Number(b.share === undefined)
      return (a.share - b.share) * sign
    })
    .map(({ row }) => row)
}

const shareOf = (cell: GradeCell | undefined): number | undefined =>
  cell?.earned === undefined ? undefined : cell.earned / Math.max(cell.points ?? 0, Number.MIN_VALUE)

/** Without case and accents. */
const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()

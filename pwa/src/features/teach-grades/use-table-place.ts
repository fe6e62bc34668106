import { useCallback, useState } from 'react'
import { useKeptForTab } from '#app/app-context.ts'
import type { ScrollPlace } from './grade-table.tsx'
import type { GradeFilter, GradeOrder } from './rows-shown.ts'

/** How somebody looks at a course's grades: whoever comes back from grading finds it so. */
export interface TablePlace {
  readonly filter: GradeFilter
  readonly order: GradeOrder
  readonly scroll: ScrollPlace
}

export const useTablePlace = (
  courseId: string,
): readonly [place: TablePlace, keep: (change: Partial<TablePlace>) => void] => {
  const kept = useKeptForTab()
  const key = `gradebook.${courseId}`
  const [place] = useState(() => readPlace(kept.read(key)))
  const keep = useCallback(
    (change: Partial<TablePlace>) => kept.write(key, JSON.stringify({ ...readPlace(kept.read(key)), ...change })),
    [kept, key],
  )
  return [place, keep]
}

const FIRST: TablePlace = {
  filter: { name: '', group: null, needsYou: false },
  order: { by: 'name', isDescending: false },
  scroll: { top: 0, left: 0 },
}

/** Of this build, or from the start: another build may have kept something else. */
export const readPlace = (text: string | null): TablePlace => {
  try {
    const { filter, order, scroll } = JSON.parse(text ?? '') as TablePlace
    const isWhole =
      typeof filter.name === 'string' &&
      (filter.group === null || typeof filter.group === 'string') &&
      typeof filter.needsYou === 'boolean' &&
      (order.by === 'name' || Number.isInteger(order.by)) &&
      typeof order.isDescending === 'boolean' &&
      Number.isFinite(scroll.top) &&
      Number.isFinite(scroll.left)
    return isWhole ? { filter, order, scroll } : FIRST
  } catch {
    return FIRST
  }
}

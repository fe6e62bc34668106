/** Entries of one size that are in view, and some around them: their indexes. */
export const rangeInView = (view: {
  /** How far it is scrolled; negative where it runs from right to left. */
  readonly offset: number
  readonly length: number
  readonly size: number
  readonly count: number
}): readonly number[] => {
  const { length, size, count } = view
  const first = Math.max(0, Math.floor(Math.abs(view.offset) / size) - AROUND)
  const end = Math.min(count, Math.ceil((Math.abs(view.offset) + length) / size) + AROUND)
  return Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index)
}

/** So that what is scrolled to is there already. */
const AROUND = 5

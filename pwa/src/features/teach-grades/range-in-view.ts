/** Entries of one size that are in view, and some around them. */
export interface RangeInView {
  readonly first: number
  readonly end: number
}

export const rangeInView = (view: {
  /** How far it is scrolled; negative where it runs from right to left. */
  readonly offset: number
  readonly length: number
  readonly size: number
  readonly count: number
  /** How many around what is in view are there already. */
  readonly around: number
}): RangeInView => {
  const { length, size, count, around } = view
  const offset = Math.abs(view.offset)
  const first = Math.min(count, Math.max(0, Math.floor(offset / size) - around))
  return { first, end: Math.max(first, Math.min(count, Math.ceil((offset + length) / size) + around)) }
}

/** The same as a list of indexes. */
export const indexesIn = ({ first, end }: RangeInView): readonly number[] =>
  Array.from({ length: end - first }, (_, at) => first + at)

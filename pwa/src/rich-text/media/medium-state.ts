/** `unknown`: for a moment, until it is known; then its place is kept free. */
export type MediumState = 'unknown' | 'show' | 'ask' | 'away' | 'missing'

/** Whether a medium is shown, asked for first (it would cost), or only told of. Undefined: not known yet. */
export const mediumState = (known: {
  readonly isListed: boolean
  readonly isStored: boolean | undefined
  readonly isWanted: boolean
  readonly isOnline: boolean
  /** The link costs, or the person saves data. */
  readonly isCostly: boolean | undefined
}): MediumState => {
  if (!known.isListed) return 'missing'
  if (known.isStored === undefined) return 'unknown'
  if (known.isStored) return 'show'
  if (!known.isOnline) return 'away'
  if (known.isWanted) return 'show'
  if (known.isCostly === undefined) return 'unknown'
  return known.isCostly ? 'ask' : 'show'
}

import type { Progress } from '@edutrack/shared-schema/collections/progress'
import type { OwnPlace } from '#parts/own-places.ts'

export interface StartingPlace {
  readonly go: 'top' | 'own' | 'synced'
  /** Where another device went on meanwhile: offered, never jumped to. */
  readonly offer?: number
}

/**
 * Where to begin. `isReturn`: the app was started or loaded anew right here, so the place is to be the same to the line. Who opens a unit that they have
 * finished reads it from its start.
 */
export const startingPlace = (known: {
  readonly progress: Pick<Progress, 'place' | 'doneAt'> | undefined
  readonly own: OwnPlace | undefined
  readonly device: string
  readonly isReturn: boolean
  /** Places nearer than this are the same. */
  readonly tolerance: number
}): StartingPlace => {
  const { progress, isReturn, tolerance } = known
  const place = progress?.place
  const own = isOutdated(known) ? undefined : known.own
  if (isReturn && known.own !== undefined && own === undefined) return { go: 'synced' }
  if (own !== undefined && isReturn) return withOffer('own', known)
  if (progress?.doneAt !== undefined) return { go: 'top' }
  if (own !== undefined) return withOffer('own', known)
  if (place === undefined || place.position < tolerance) return { go: 'top' }
  return { go: 'synced' }
}

/** This device has been elsewhere since: browsers write what is kept beside the database only now and then, and a kill loses it. */
const isOutdated = ({ progress, own, device, tolerance }: Parameters<typeof startingPlace>[0]): boolean => {
  const place = progress?.place
  if (own === undefined || place === undefined || place.device !== device || place.at <= own.at) return false
  return Math.abs(place.position - own.position) > tolerance
}

const withOffer = (go: 'own', known: Parameters<typeof startingPlace>[0]): StartingPlace => {
  const offer = newerElsewhere({ ...known, since: known.own?.at ?? 0, here: known.own?.position ?? 0 })
  return offer === undefined ? { go } : { go, offer }
}

/** The place where another device went on after `since`, where it is another than `here`. */
export const newerElsewhere = ({
  progress,
  device,
  since,
  here,
  tolerance,
}: {
  readonly progress: Pick<Progress, 'place'> | undefined
  readonly device: string
  /** Device's clock. */
  readonly since: number
  readonly here: number
  readonly tolerance: number
}): number | undefined => {
  const place = progress?.place
  if (place === undefined || place.device === device || place.at <= since) return undefined
  return Math.abs(place.position - here) <= tolerance ? undefined : place.position
}

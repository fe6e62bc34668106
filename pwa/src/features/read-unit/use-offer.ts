import { useState } from 'react'
import type { Progress } from '@edutrack/shared-schema/collections/progress'
import { useClock } from '#app/app-context.ts'
import { newerElsewhere } from './starting-place.ts'

/** Another device has gone on: where, and the ways to take it or leave it. */
export interface Offer {
  readonly position: number
  readonly take: () => void
  readonly leave: () => void
}

export const useOffer = ({
  first,
  progress,
  device,
  here,
  tolerance,
  go,
}: {
  /** Known when the unit was opened. */
  readonly first: number | undefined
  readonly progress: Progress | undefined
  readonly device: string
  readonly here: () => number
  readonly tolerance: number
  readonly go: (position: number) => void
}): Offer | undefined => {
  const clock = useClock()
  const [openedAt] = useState(() => clock.now())
  const [offered, setOffered] = useState(first)
  const [heardAt, setHeardAt] = useState(openedAt)
  const place = progress?.place
  // Another device goes on while this one shows the unit.
  if (place !== undefined && place.device !== device && place.at > heardAt) {
    setHeardAt(place.at)
    const newer = newerElsewhere({ progress, device, since: heardAt, here: here(), tolerance })
    if (newer !== undefined) setOffered(newer)
  }
  if (offered === undefined) return undefined
  return {
    position: offered,
    take: () => {
      go(offered)
      setOffered(undefined)
    },
    leave: () => setOffered(undefined),
  }
}

import { useSyncExternalStore } from 'react'

/** Whether a media query fits now; for what CSS alone can't do, such as another order of the parts. */
export const useMedia = (query: string): boolean =>
  useSyncExternalStore(
    (changed) => {
      const media = matchMedia(query)
      media.addEventListener('change', changed)
      return () => media.removeEventListener('change', changed)
    },
    () => matchMedia(query).matches,
  )

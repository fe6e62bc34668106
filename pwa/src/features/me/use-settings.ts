import { useCallback, useState } from 'react'
import type { Settings } from '@edutrack/shared-schema/collections/people'
import { useLearning } from '#app/use-learning.tsx'

/**
 * The person's settings, and a way to change them at once: what is chosen shows from the tap on, while it is being written, and again as it
 * was should that fail.
 */
export const useSettings = (
  stored: Settings,
): { readonly settings: Settings; readonly save: (change: Partial<Settings>) => void } => {
  const learning = useLearning()
  const [wished, setWished] = useState<Partial<Settings>>({})
  const open = without(wished, (name) => stored[name] === wished[name])
  // What is stored now needs no wish any more, so that a change from another device shows.
  if (Object.keys(open).length !== Object.keys(wished).length) setWished(open)
  const save = useCallback(
    (change: Partial<Settings>) => {
      setWished((before) => ({ ...before, ...change }))
      learning.saveSettings(change).catch(() => setWished((before) => without(before, (name) => name in change)))
    },
    [learning],
  )
  return { settings: { ...stored, ...open }, save }
}

const without = (settings: Partial<Settings>, isLeftOut: (name: keyof Settings) => boolean): Partial<Settings> =>
  Object.fromEntries(Object.entries(settings).filter(([name]) => !isLeftOut(name as keyof Settings)))

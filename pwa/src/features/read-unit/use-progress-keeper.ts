import { useEffect, useState } from 'react'
import type { Progress } from '@edutrack/shared-schema/collections/progress'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import { useClock } from '#app/app-context.ts'
import { useLearning } from '#app/use-learning.tsx'
import { createProgressKeeper, type ProgressKeeper } from './progress-keeper.ts'

/** Keeps how far the person is in a unit; `before` is what was known when it was opened. */
export const useProgressKeeper = (unit: Unit, before: Progress | undefined): ProgressKeeper => {
  const learning = useLearning()
  const clock = useClock()
  const [keeper] = useState(() =>
    createProgressKeeper({
      clock,
      write: (noted) => learning.noteProgress({ unit, ...noted }),
      start: {
        position: before?.place.position ?? 0,
        furthest: before?.furthest ?? 0,
        isDone: before?.doneAt !== undefined,
      },
    }),
  )
  useEffect(() => () => keeper.stop(), [keeper])
  return keeper
}

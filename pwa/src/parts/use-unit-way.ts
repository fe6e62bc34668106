import { useMemo } from 'react'
import type { Course } from '@edutrack/shared-schema/collections/courses'
import type { Progress } from '@edutrack/shared-schema/collections/progress'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import { useLearning } from '#app/use-learning.tsx'
import { useObservable } from '#app/use-observable.ts'
import { unitsInOrder } from './course-outline.ts'

/** A unit's place among the others of its course. */
export interface UnitWay {
  /** In order. */
  readonly units: readonly Unit[]
  readonly progressByUnit: ReadonlyMap<string, Progress>
  /** From 0; -1 where the course doesn't name it. */
  readonly index: number
  readonly previous: Unit | undefined
  readonly next: Unit | undefined
}

/** Undefined until it is known. */
export const useUnitWay = (course: Course, unit: Unit): UnitWay | undefined => {
  const learning = useLearning()
  const units = useObservable(() => learning.units(course.id), [learning, course.id])
  const progress = useObservable(() => learning.progress(course.id), [learning, course.id])
  return useMemo(() => {
    if (units === undefined || progress === undefined) return undefined
    const ordered = unitsInOrder(course, units).filter(
      ({ status }) => status === 'published' || unit.status === 'draft',
    )
    const index = ordered.findIndex(({ id }) => id === unit.id)
    return {
      units: ordered,
      progressByUnit: new Map(progress.map((entry) => [entry.unitId, entry])),
      index,
      previous: ordered[index - 1],
      next: index < 0 ? undefined : ordered[index + 1],
    }
  }, [course, unit, units, progress])
}

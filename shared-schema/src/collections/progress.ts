import type { z } from 'zod'
import type { progressSchema } from '#schemas/progress.ts'
import { defineCollection } from './define-collection.ts'

export type Progress = z.infer<typeof progressSchema>

/** A total order on places, so that every device picks the same one: time, then device, then position. */
const isLater = (a: Progress['place'], b: Progress['place']): boolean =>
  a.at !== b.at ? a.at > b.at : a.device !== b.device ? a.device > b.device : a.position >= b.position

/** Commutative, associative, idempotent: the state of a person in a unit that two devices know of together. */
export const mergeProgress = (a: Progress, b: Progress): Progress => {
  const doneAt = a.doneAt === undefined ? b.doneAt : b.doneAt === undefined ? a.doneAt : Math.min(a.doneAt, b.doneAt)
  const secondsByDevice: Record<string, number> = { ...a.secondsByDevice }
  for (const [device, seconds] of Object.entries(b.secondsByDevice))
    secondsByDevice[device] = Math.max(secondsByDevice[device] ?? 0, seconds)
  return {
    id: a.id,
    personId: a.personId,
    courseId: a.courseId,
    unitId: a.unitId,
    openedAt: Math.min(a.openedAt, b.openedAt),
    ...(doneAt === undefined ? {} : { doneAt }),
    furthest: Math.max(a.furthest, b.furthest),
    place: isLater(a.place, b.place) ? a.place : b.place,
    secondsByDevice,
  }
}

/** How far a person is in a unit. The id is `progressIdOf(person, unit)`. Merges without conflict (S11) and never goes back. */
export const progress = defineCollection<'progress', Progress>({
  name: 'progress',
  version: 0,
  clientFields: ['personId', 'courseId', 'unitId', 'openedAt', 'doneAt', 'furthest', 'place', 'secondsByDevice'],
  indexes: ['courseId'],
  migrations: {},
  merge: mergeProgress,
  settle: mergeProgress,
})

import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import type { Course } from '@edutrack/shared-schema/collections/courses'
import type { Enrolment } from '@edutrack/shared-schema/collections/enrolments'
import type { Progress } from '@edutrack/shared-schema/collections/progress'
import type { Unit } from '@edutrack/shared-schema/collections/units'

/** A course's units in the order of its modules; those that no module names come last, so that nothing is hidden. */
export const unitsInOrder = (course: Pick<Course, 'modules'>, units: readonly Unit[]): readonly Unit[] => {
  const byId = new Map(units.map((unit) => [unit.id, unit]))
  const named = course.modules.flatMap(({ unitIds }) => unitIds)
  const known = new Set(named)
  return [
    ...named.map((id) => byId.get(id)).filter((unit) => unit !== undefined),
    ...units.filter(({ id }) => !known.has(id)),
  ]
}

/** 0–1: each unit counts the same; one that is begun counts for the part that was seen. */
export const courseProgress = (units: readonly Unit[], progress: readonly Progress[]): number => {
  if (units.length === 0) return 0
  const byUnit = new Map(progress.map((entry) => [entry.unitId, entry]))
  const sum = units.reduce((total, { id }) => total + unitProgress(byUnit.get(id)), 0)
  return sum / units.length
}

/** 0–1 */
export const unitProgress = (progress: Progress | undefined): number =>
  progress === undefined ? 0 : progress.doneAt === undefined ? Math.min(progress.furthest, 0.99) : 1

export const doneCount = (units: readonly Unit[], progress: readonly Progress[]): number => {
  const done = new Set(progress.filter(({ doneAt }) => doneAt !== undefined).map(({ unitId }) => unitId))
  return units.filter(({ id }) => done.has(id)).length
}

/**
 * Where to go on: the unit left last if it isn't done, else the next one after it that isn't, else the first that isn't; the first of all when
 * all are done. Undefined for a course without units.
 */
export const unitToContinue = (ordered: readonly Unit[], progress: readonly Progress[]): Unit | undefined => {
  const done = new Set(progress.filter(({ doneAt }) => doneAt !== undefined).map(({ unitId }) => unitId))
  const last = lastPlace(progress.filter(({ unitId }) => ordered.some(({ id }) => id === unitId)))
  const at = ordered.findIndex(({ id }) => id === last?.unitId)
  const isOpen = ({ id }: Unit): boolean => !done.has(id)
  return ordered.slice(Math.max(0, at)).find(isOpen) ?? ordered.find(isOpen) ?? ordered[0]
}

/** The place where a person was last, on whichever device. */
export const lastPlace = (progress: readonly Progress[]): Progress | undefined =>
  progress.reduce<Progress | undefined>(
    (latest, entry) => (latest === undefined || entry.place.at > latest.place.at ? entry : latest),
    undefined,
  )

/** When a unit's work is due for this learner; undefined where there is no date. */
export const dueAtOf = (unit: Unit, enrolment: Pick<Enrolment, 'dueAtByUnit'> | null | undefined): number | undefined =>
  enrolment?.dueAtByUnit?.[unit.id] ?? unit.quiz?.dueAt ?? unit.assignment?.dueAt

/** The attempt whose grade counts, by the quiz's rule; undefined while none is graded. `average` gives the mean, of the last attempt's points. */
export const countingGrade = (
  unit: Unit,
  attempts: readonly Attempt[],
): { readonly earned: number; readonly points: number } | undefined => {
  const graded = attempts
    .filter(({ grade, decision }) => grade !== undefined && !grade.pending && decision?.verdict !== 'rejected')
    .sort((a, b) => a.startedAt - b.startedAt)
    .flatMap(({ grade }) => (grade === undefined ? [] : [grade]))
  const [first] = graded
  const last = graded.at(-1)
  if (first === undefined || last === undefined) return undefined
  const share = ({ earned, points }: { readonly earned: number; readonly points: number }): number =>
    points === 0 ? 0 : earned / points
  switch (unit.quiz?.counts ?? 'last') {
    case 'first':
      return first
    case 'last':
      return last
    case 'best':
      return graded.reduce((best, grade) => (share(grade) > share(best) ? grade : best), first)
    case 'average':
      return {
        earned: (graded.reduce((sum, grade) => sum + share(grade), 0) / graded.length) * last.points,
        points: last.points,
      }
  }
}

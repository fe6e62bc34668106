import { combineLatest, map, of, switchMap, type Observable } from 'rxjs'
import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import type { Course } from '@edutrack/shared-schema/collections/courses'
import type { Enrolment } from '@edutrack/shared-schema/collections/enrolments'
import type { Progress } from '@edutrack/shared-schema/collections/progress'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import type { Learning } from '#app/services.ts'
import {
  courseProgress,
  doneCount,
  dueAtOf,
  lastPlace,
  unitProgress,
  unitsInOrder,
  unitToContinue,
} from '#parts/course-outline.ts'

/** What the first screen tells of. */
export interface Home {
  readonly goOn: { readonly course: Course; readonly unit: Unit; readonly share: number } | null
  /** Soonest first; also what is overdue and not handed in. */
  readonly due: readonly { readonly unit: Unit; readonly course: Course; readonly at: number }[]
  /** Last visited first. */
  readonly courses: readonly HomeCourse[]
  /** Latest first. */
  readonly grades: readonly { readonly attempt: Attempt; readonly unit: Unit; readonly course: Course }[]
}
export interface HomeCourse {
  readonly course: Course
  readonly enrolment: Enrolment
  readonly share: number
  readonly done: number
  readonly total: number
}

const DAY = 86_400_000
/** Deadlines further ahead than this are not pressing; ones further behind are settled with the instructor, not here. */
const AHEAD = 14 * DAY
const BEHIND = 14 * DAY
const MAX_GRADES = 3

export const readHome = (learning: Learning, now: number): Observable<Home> =>
  combineLatest([learning.myCourses(), learning.enrolments()]).pipe(
    switchMap(([courses, enrolments]) => {
      const entered = courses.flatMap((course) => {
        const enrolment = enrolments.find(({ courseId }) => courseId === course.id)
        return enrolment === undefined || enrolment.wish === 'left' ? [] : [{ course, enrolment }]
      })
      if (entered.length === 0) return of({ goOn: null, due: [], courses: [], grades: [] })
      return combineLatest([
        combineLatest(entered.map(({ course }) => learning.units(course.id))),
        learning.allProgress(),
        learning.allAttempts(),
      ]).pipe(
        map(([units, progress, attempts]) =>
          homeOf(
            entered.map((entry, index) => ({ ...entry, units: unitsInOrder(entry.course, units[index] ?? []) })),
            progress,
            attempts,
            now,
          ),
        ),
      )
    }),
  )

export const homeOf = (
  entered: readonly { readonly course: Course; readonly enrolment: Enrolment; readonly units: readonly Unit[] }[],
  progress: readonly Progress[],
  attempts: readonly Attempt[],
  now: number,
): Home => {
  const learnt = entered.filter(({ enrolment: { status } }) => status === 'active' || status === 'completed')
  const handedIn = new Set(attempts.filter(({ status }) => status === 'handed-in').map(({ unitId }) => unitId))
  const progressOf = (courseId: string): readonly Progress[] => progress.filter((entry) => entry.courseId === courseId)
  const lastVisit = (courseId: string): number => lastPlace(progressOf(courseId))?.place.at ?? 0

  const byVisit = learnt.toSorted((a, b) => lastVisit(b.course.id) - lastVisit(a.course.id))
  const open = byVisit.find(({ course, units }) => units.length > 0 && courseProgress(units, progressOf(course.id)) < 1)
  const unit = open === undefined ? undefined : unitToContinue(open.units, progressOf(open.course.id))
  return {
    goOn:
      open === undefined || unit === undefined
        ? null
        : { course: open.course, unit, share: unitProgress(progress.find(({ unitId }) => unitId === unit.id)) },
    due: learnt
      .flatMap(({ course, enrolment, units }) =>
        units.flatMap((candidate) => {
          const at = dueAtOf(candidate, enrolment)
          return at === undefined || handedIn.has(candidate.id) || at > now + AHEAD || at < now - BEHIND
            ? []
            : [{ unit: candidate, course, at }]
        }),
      )
      .sort((a, b) => a.at - b.at),
    courses: [...byVisit, ...entered.filter((entry) => !learnt.includes(entry))].map(
      ({ course, enrolment, units }) => ({
        course,
        enrolment,
        share: courseProgress(units, progressOf(course.id)),
        done: doneCount(units, progressOf(course.id)),
        total: units.length > 0 ? units.length : course.contents.units,
      }),
    ),
    grades: attempts
      .filter(({ grade }) => grade !== undefined && !grade.pending)
      .toSorted((a, b) => (b.grade?.gradedAt ?? 0) - (a.grade?.gradedAt ?? 0))
      .flatMap((attempt) => {
        const of = entered.find(({ course }) => course.id === attempt.courseId)
        const graded = of?.units.find(({ id }) => id === attempt.unitId)
        return of === undefined || graded === undefined ? [] : [{ attempt, unit: graded, course: of.course }]
      })
      .slice(0, MAX_GRADES),
  }
}

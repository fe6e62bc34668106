import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import type { Course } from '@edutrack/shared-schema/collections/courses'
import type { Progress } from '@edutrack/shared-schema/collections/progress'
import type { Unit } from '@edutrack/shared-schema/collections/units'

/** How far a learner is in a course, as its certificate sees it. */
export interface CourseStanding {
  /** Every published unit of the outline is done, and no grade or decision is waited for. */
  readonly isDone: boolean
  /** Of the points of all graded quizzes and assignments; 100 where nothing is graded. */
  readonly percent: number
}

/** What a hand-in can be marked with and still count: evidence about the device, no breach of a rule. */
const HARMLESS_MARKS: ReadonlySet<string> = new Set(['clock-off', 'other-device'])

/**
 * A page or film is done when its progress says so, work when it is handed in. Work that broke a rule counts once it was accepted: a certificate is not
 * won by trying beyond the limit.
 */
export const courseStanding = ({
  course,
  units,
  progress,
  attempts,
}: {
  readonly course: Pick<Course, 'modules'>
  readonly units: readonly Unit[]
  readonly progress: readonly Progress[]
  readonly attempts: readonly Attempt[]
}): CourseStanding => {
  const unitsById = new Map(units.map((unit) => [unit.id, unit]))
  const inOutline = [...new Set(course.modules.flatMap(({ unitIds }) => unitIds))].flatMap((id) => {
    const unit = unitsById.get(id)
    return unit?.status === 'published' ? [unit] : []
  })
  const doneIds = new Set(progress.flatMap(({ unitId, doneAt }) => (doneAt === undefined ? [] : [unitId])))
  let isDone = inOutline.length > 0
  let earned = 0
  let points = 0
  for (const unit of inOutline) {
    const isGraded = unit.kind === 'assignment' || unit.quiz?.mode === 'graded'
    const counting = attempts
      .filter((attempt) => attempt.unitId === unit.id && counts(attempt))
      .toSorted((a, b) => (a.handedInAt ?? 0) - (b.handedInAt ?? 0))
    if (!isGraded) {
      isDone &&= doneIds.has(unit.id) || counting.length > 0
      continue
    }
    isDone &&= counting.length > 0 && !counting.some(({ grade }) => grade?.pending !== false)
    const grade = gradeOf(counting, unit.quiz?.counts ?? 'last')
    earned += grade.earned
    points += grade.points
  }
  return { isDone, percent: points === 0 ? 100 : (earned / points) * 100 }
}

const counts = ({ status, marks = [], decision }: Attempt): boolean =>
  status === 'handed-in' &&
  decision?.verdict !== 'rejected' &&
  (decision?.verdict === 'accepted' || marks.every((mark) => HARMLESS_MARKS.has(mark)))

type Grade = Pick<NonNullable<Attempt['grade']>, 'earned' | 'points'>
const NOTHING: Grade = { earned: 0, points: 0 }

/** `inOrder`: by time of handing in. */
const gradeOf = (inOrder: readonly Attempt[], rule: NonNullable<Unit['quiz']>['counts']): Grade => {
  const grades = inOrder.map(({ grade }) => grade ?? NOTHING)
  const share = ({ earned, points }: Grade): number => (points === 0 ? 0 : earned / points)
  const best = grades.reduce((a, b) => (share(b) > share(a) ? b : a), grades[0] ?? NOTHING)
  if (rule === 'first') return grades[0] ?? NOTHING
  if (rule === 'last') return grades.at(-1) ?? NOTHING
  if (rule === 'best' || grades.length === 0) return best
  const mean = grades.reduce((sum, grade) => sum + share(grade), 0) / grades.length
  return { earned: mean * best.points, points: best.points }
}

import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import type { Course } from '@edutrack/shared-schema/collections/courses'
import type { Enrolment } from '@edutrack/shared-schema/collections/enrolments'
import type { QuizSettings, Unit } from '@edutrack/shared-schema/collections/units'

export interface Gradebook {
  /** Graded quizzes and assignments, in the order of the course. */
  readonly columns: readonly Unit[]
  /** Who is in the course, and who has handed in without being in it; by name. */
  readonly rows: readonly { readonly personId: string; readonly name: string; readonly isIn: boolean }[]
  cell(personId: string, unitId: string): GradeCell
}
export interface GradeCell {
  /** Undefined: nothing is handed in. */
  readonly earned?: number
  readonly points?: number
  readonly isPending: boolean
  /** It is unusual, and not decided yet. */
  readonly needsDecision: boolean
  /** The one that counts, or the latest. */
  readonly attemptId?: string
}

export const gradebookOf = ({
  course,
  units,
  attempts,
  enrolments,
}: {
  readonly course: Course
  readonly units: readonly Unit[]
  readonly attempts: readonly Attempt[]
  readonly enrolments: readonly Enrolment[]
}): Gradebook => {
  const unitsById = new Map(units.map((unit) => [unit.id, unit]))
  const columns = course.modules
    .flatMap(({ unitIds }) => unitIds)
    .flatMap((id) => unitsById.get(id) ?? [])
    .filter(({ kind, quiz }) => kind === 'assignment' || (kind === 'quiz' && quiz?.mode === 'graded'))
  const handedIn = new Map<string, Attempt[]>()
  const withWork = new Set<string>()
  for (const attempt of attempts) {
    if (attempt.status !== 'handed-in') continue
    const key = keyOf(attempt.personId, attempt.unitId)
    const known = handedIn.get(key)
    if (known === undefined) handedIn.set(key, [attempt])
    else known.push(attempt)
    withWork.add(attempt.personId)
  }
  const names = new Map(attempts.map(({ personId, personName = '' }) => [personId, personName]))
  const isIn = new Set<string>()
  for (const { personId, personName, status } of enrolments) {
    if (status === 'active' || status === 'completed') isIn.add(personId)
    if (personName !== undefined || !names.has(personId)) names.set(personId, personName ?? '')
  }
  const rows = [...names]
    .filter(([personId]) => isIn.has(personId) || withWork.has(personId))
    .map(([personId, name]) => ({ personId, name, isIn: isIn.has(personId) }))
    .toSorted((a, b) => a.name.localeCompare(b.name) || (a.personId < b.personId ? -1 : 1))
  const cells = new Map<string, GradeCell>()
  return {
    columns,
    rows,
    cell: (personId, unitId) => {
      const key = keyOf(personId, unitId)
      const known = cells.get(key) ?? cellOf(handedIn.get(key) ?? [], unitsById.get(unitId)?.quiz?.counts ?? 'last')
      cells.set(key, known)
      return known
    },
  }
}

/** An attempt that was not accepted doesn't count, unless it is all there is to look at. */
export const cellOf = (attempts: readonly Attempt[], counts: QuizSettings['counts']): GradeCell => {
  const inOrder = attempts.toSorted((a, b) => (a.handedInAt ?? 0) - (b.handedInAt ?? 0))
  const needsDecision = inOrder.some(isUndecided)
  const accepted = inOrder.filter(({ decision }) => decision?.verdict !== 'rejected')
  const graded = accepted.flatMap(({ id, grade }) => (grade === undefined ? [] : [{ id, ...grade }]))
  const latest = inOrder.at(-1)
  if (graded.length === 0)
    return { isPending: false, needsDecision, ...(latest === undefined ? {} : { attemptId: latest.id }) }
  const isPending = graded.some(({ pending }) => pending)
  const waiting = graded.find(({ pending }) => pending)
  const share = ({ earned, points }: { readonly earned: number; readonly points: number }): number =>
    points === 0 ? 0 : earned / points
  const [first] = graded
  const last = graded.at(-1)
  const best = graded.reduce((a, b) => (share(b) > share(a) ? b : a))
  const counted = counts === 'first' ? first : counts === 'last' ? last : best
  const points = counted?.points ?? 0
  const earned =
    counts === 'average'
      ? (graded.reduce((sum, grade) => sum + share(grade), 0) / graded.length) * points
      : (counted?.earned ?? 0)
  return { earned, points, isPending, needsDecision, attemptId: (waiting ?? counted ?? best).id }
}

export const isUndecided = ({ marks = [], decision, status }: Attempt): boolean =>
  status === 'handed-in' && marks.length > 0 && decision === undefined

export const isWaiting = ({ grade, status, decision }: Attempt): boolean =>
  status === 'handed-in' && grade?.pending === true && decision?.verdict !== 'rejected'

const keyOf = (personId: string, unitId: string): string => `${personId}\n${unitId}`

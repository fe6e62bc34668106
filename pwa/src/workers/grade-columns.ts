import type { Course } from '@edutrack/shared-schema/collections/courses'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import type { Gradebook } from '#app/gradebook.ts'
import type { GradeColumn } from './grade-index.ts'

/** Graded quizzes and assignments, in the order of the course. */
export const gradeColumnsOf = (
  { modules }: Pick<Course, 'modules'>,
  units: readonly Unit[],
): readonly (GradeColumn & Gradebook['columns'][number])[] => {
  const unitsById = new Map(units.map((unit) => [unit.id, unit]))
  return modules
    .flatMap(({ unitIds }) => unitIds)
    .flatMap((id) => unitsById.get(id) ?? [])
    .filter(({ kind, quiz }) => kind === 'assignment' || (kind === 'quiz' && quiz?.mode === 'graded'))
    .map(({ id, title, quiz }) => ({ unitId: id, title, counts: quiz?.counts ?? 'last' }))
}

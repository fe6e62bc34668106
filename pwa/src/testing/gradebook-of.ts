import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import type { Course } from '@edutrack/shared-schema/collections/courses'
import type { Enrolment } from '@edutrack/shared-schema/collections/enrolments'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import type { Gradebook } from '#app/gradebook.ts'
import { gradeColumnsOf } from '#workers/grade-columns.ts'
import { createGradeIndex } from '#workers/grade-index.ts'
import { emptySheet, withGradeNews } from '#workers/with-grade-news.ts'

/** The whole gradebook of a course at once. Documents of other courses must not be among these. */
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
  const columns = gradeColumnsOf(course, units)
  const index = createGradeIndex(columns)
  index.putEnrolments(enrolments)
  index.putAttempts(attempts)
  return { ...withGradeNews(emptySheet, index.takeNews()).book, columns, progress: 1 }
}

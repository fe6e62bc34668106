import type { Course } from '@edutrack/shared-schema/collections/courses'
import type { Question } from '@edutrack/shared-schema/collections/questions'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import { edit, type CommandContext } from './command-context.ts'

/** A whole course at once, as a package brings it. The course comes first: the school takes nothing of a course that it doesn't know. */
export const takeInCourse = async (
  context: CommandContext,
  {
    course,
    units,
    questions,
  }: {
    readonly course: Course
    readonly units: readonly Unit[]
    readonly questions: readonly Question[]
  },
): Promise<void> => {
  await edit(context, 'courses', course.id, () => course)
  for (const question of questions) await edit(context, 'questions', question.id, () => question)
  for (const unit of units) await edit(context, 'units', unit.id, () => unit)
}

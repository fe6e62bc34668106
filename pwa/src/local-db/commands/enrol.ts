import { enrolmentIdOf } from '@edutrack/shared-schema/id'
import { edit, type CommandContext } from './command-context.ts'

/** The wish to be in a course; the school decides when it hears of it (L3). */
export const enrol = async (context: CommandContext, courseId: string, invitation?: string): Promise<void> => {
  await wish(context, courseId, 'enrolled', invitation)
}

export const leaveCourse = async (context: CommandContext, courseId: string): Promise<void> => {
  await wish(context, courseId, 'left')
}

const wish = async (
  context: CommandContext,
  courseId: string,
  wanted: 'enrolled' | 'left',
  invitation?: string,
): Promise<void> => {
  const { personId, clock } = context
  const id = enrolmentIdOf(personId, courseId)
  await edit(context, 'enrolments', id, (current) => ({
    ...current,
    id,
    personId,
    courseId,
    wish: wanted,
    wishedAt: clock.now(),
    ...(invitation === undefined ? {} : { invitation }),
    // A new wish is undecided, whatever became of the one before; who is in stays in until the school hears of it.
    status:
      current !== undefined && (wanted === 'left' || current.status === 'active' || current.status === 'completed')
        ? current.status
        : 'requested',
  }))
}

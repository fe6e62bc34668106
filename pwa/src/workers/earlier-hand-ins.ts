import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import type { Question } from '@edutrack/shared-schema/collections/questions'

/** Hand-ins that answered an earlier version of a question than the present one. */
export const earlierHandIns = (
  attempts: readonly Attempt[],
  { id, version }: Pick<Question, 'id' | 'version'>,
): number =>
  attempts.filter(
    ({ status, asked }) =>
      status === 'handed-in' && asked.some((one) => one.questionId === id && one.version < version),
  ).length

import { progressIdOf } from '@edutrack/shared-schema/id'
import { edit, type CommandContext } from './command-context.ts'

/**
 * The only way to `handed-in`: from here on the attempt never changes (S12). What it assumes of the clock travels with it as evidence (S13). The unit counts
 * as done.
 */
export const handIn = async (
  context: CommandContext,
  input: { readonly attemptId: string; readonly secondsUsed: number; readonly clockOffset: number | undefined },
): Promise<void> => {
  const { personId, device } = context
  const now = context.clock.now()
  const attempt = await edit(context, 'attempts', input.attemptId, (current) =>
    current?.status === 'open'
      ? {
          ...current,
          status: 'handed-in' as const,
          handedInAt: now,
          secondsUsed: Math.max(current.secondsUsed, input.secondsUsed),
          ...(input.clockOffset === undefined ? {} : { clockOffset: input.clockOffset }),
        }
      : undefined,
  )
  if (attempt === undefined) return
  const { courseId, unitId } = attempt
  const id = progressIdOf(personId, unitId)
  await edit(context, 'progress', id, (current) => ({
    id,
    personId,
    courseId,
    unitId,
    openedAt: current?.openedAt ?? attempt.startedAt,
    doneAt: current?.doneAt ?? now,
    furthest: 1,
    place: current?.place ?? { position: 0, at: now, device },
    secondsByDevice: current?.secondsByDevice ?? {},
  }))
}

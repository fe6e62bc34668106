import { mergeProgress, type Progress } from '@edutrack/shared-schema/collections/progress'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import { progressIdOf } from '@edutrack/shared-schema/id'
import { edit, type CommandContext } from './command-context.ts'

/** How far the person is in a unit, merged with what is known: it never goes back (S11). */
export const noteProgress = async (
  context: CommandContext,
  input: {
    readonly unit: Unit
    readonly position: number
    readonly furthest: number
    readonly secondsMore: number
    readonly isDone: boolean
  },
): Promise<void> => {
  const { personId, device, clock } = context
  const { unit, position, furthest, secondsMore, isDone } = input
  const id = progressIdOf(personId, unit.id)
  const now = clock.now()
  await edit(context, 'progress', id, (current) => {
    const here: Progress = {
      id,
      personId,
      courseId: unit.courseId,
      unitId: unit.id,
      openedAt: now,
      ...(isDone ? { doneAt: now } : {}),
      furthest: Math.min(1, Math.max(0, furthest)),
      place: { position, at: now, device },
      secondsByDevice: { [device]: (current?.secondsByDevice[device] ?? 0) + Math.max(0, secondsMore) },
    }
    return current === undefined ? here : mergeProgress(current, here)
  })
}

import { progressIdOf } from '@edutrack/shared-schema/id'
import { channel, type CollectionRules } from '#sync/collection-rules.ts'

/** A learner's own; kept also for a course that they have left, so that coming back finds it. */
export const progressRules: CollectionRules<'progress'> = {
  collection: 'progress',
  write: async ({ store }, writer, incoming) => {
    if (incoming.personId !== writer.personId || incoming.id !== progressIdOf(incoming.personId, incoming.unitId))
      return { outcome: 'refuse', code: 'not-yours' }
    const unit = await store.document('units', incoming.unitId)
    if (unit === undefined) return { outcome: 'refuse', code: 'unit-not-found' }
    // The unit says which course it is of, and so who sees it.
    return { outcome: 'accept', document: { ...incoming, courseId: String(unit.content['courseId']) } }
  },
  foresee: (store, _writer, { unitId }) => [store.document('units', unitId)],
  channels: async (_deps, progress) => [channel.person(progress.personId), channel.staff(progress.courseId)],
}

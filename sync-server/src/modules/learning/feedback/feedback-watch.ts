import type { Unit } from '@edutrack/shared-schema/collections/units'
import { createLogWatch, type LogWatchDeps } from '#sync/log-watch.ts'
import { feedbackDueAt, releaseFeedbackJob } from './release-feedback.ts'

/** Follows the log for quizzes whose feedback waits for their closing, and writes a job for that time: whoever has set or moved it, and how. */
export const createFeedbackWatch = (deps: LogWatchDeps): Promise<{ close(): Promise<void> }> =>
  createLogWatch(deps, {
    table: 'feedback_watch',
    begins: 'at the start',
    jobsFor: async (entries, { now }) => {
      const ids = [
        ...new Set(entries.filter(({ collection, deleted }) => collection === 'units' && !deleted).map(({ id }) => id)),
      ]
      const stored = await deps.store.documents(ids.map((id) => ({ collection: 'units', id })))
      return stored.flatMap((one) => {
        const dueAt = one?.deleted === false ? feedbackDueAt(one.content as Unit) : undefined
        return one === undefined || dueAt === undefined ? [] : [releaseFeedbackJob(one.id, dueAt, now)]
      })
    },
  })

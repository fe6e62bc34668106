import type { NewJob } from '#ports/queue/queue.ts'
import { createLogWatch, type LogWatchDeps } from '#sync/log-watch.ts'
import { tellNotices } from './jobs/tell-notices.ts'
import { messagingTables } from './push-subscriptions.ts'

const NOTICES_PER_JOB = 200

/**
 * Follows the log for notices, whoever made them and why, and writes jobs that tell them by push and mail. A school that has had no such watch begins with what
 * comes next: nobody is told of last year.
 */
export const createNoticeWatch = async (deps: LogWatchDeps): Promise<{ close(): Promise<void> }> => {
  await deps.store.migrate(messagingTables)
  return createLogWatch(deps, {
    table: 'notice_watch',
    begins: 'with what comes next',
    jobsFor: async (entries, { upTo }) => {
      const notices = entries.filter(({ collection, deleted }) => collection === 'notices' && !deleted)
      const ids = [...new Set(notices.map(({ id }) => id))]
      const jobs: NewJob[] = []
      for (let start = 0; start < ids.length; start += NOTICES_PER_JOB)
        jobs.push(tellNotices(ids.slice(start, start + NOTICES_PER_JOB), upTo))
      return jobs
    },
  })
}

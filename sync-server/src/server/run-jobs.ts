import type { JobDeps, JobHandler } from '#modules/job-handler.ts'
import type { Log } from '#ports/log/log.ts'
import type { Queue } from '#ports/queue/queue.ts'
import type { ServerMetrics } from './server-metrics.ts'

/** Jobs of one kind that run at once, unless the kind says otherwise. */
const JOBS_AT_ONCE = 4

/** Takes jobs of every kind from the queue. Each run is a line of the log, with the id of the request that caused the job. */
export const runJobs = async (options: {
  readonly queue: Queue
  readonly jobs: readonly JobHandler[]
  readonly deps: JobDeps
  readonly log: Log
  readonly metrics: ServerMetrics
}): Promise<void> => {
  const { queue, jobs, deps, log, metrics } = options
  for (const { kind, payload, run, atOnce = JOBS_AT_ONCE } of jobs)
    await queue.work(
      kind,
      async (job) => {
        const startedAt = performance.now()
        let outcome: 'done' | 'failed' = 'failed'
        try {
          await run(deps, { ...job, payload: payload.parse(job.payload) })
          outcome = 'done'
        } finally {
          const ms = Math.round((performance.now() - startedAt) * 10) / 10
          metrics.jobRun(kind, outcome, ms / 1000)
          log.info({ job: job.id, kind, requestId: job.requestId, attempt: job.attempt, ms, outcome }, 'job')
        }
      },
      { concurrency: atOnce },
    )
}

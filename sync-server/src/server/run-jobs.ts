import type { JobDeps, JobHandler } from '#modules/job-handler.ts'
import { endsWithin } from '#ports/clock/time-limit.ts'
import type { Log } from '#ports/log/log.ts'
import type { Queue } from '#ports/queue/queue.ts'
import type { ServerMetrics } from './server-metrics.ts'

/** Jobs of one kind that run at once, unless the kind says otherwise. */
const JOBS_AT_ONCE = 4

/** So long a job may take, ms, unless its kind says otherwise: letters, a certificate and the like take seconds. */
const MOST_MS = 600_000

/**
 * Takes jobs of every kind from the queue. Each run is a line of the log, with the id of the request that caused the job. One that doesn't come to its end fails: else some that wait for what never answers
 * would hold up all others of their kind. What it still does beside its next try is done once, as each effect is (S15).
 */
export const runJobs = async (options: {
  readonly queue: Queue
  readonly jobs: readonly JobHandler[]
  readonly deps: JobDeps
  readonly log: Log
  readonly metrics: ServerMetrics
}): Promise<void> => {
  const { queue, jobs, deps, log, metrics } = options
  for (const { kind, payload, run, atOnce = JOBS_AT_ONCE, mostMs = MOST_MS, failedForMs } of jobs)
    await queue.work(
      kind,
      async (job) => {
        const startedAt = performance.now()
        let outcome: 'done' | 'failed' = 'failed'
        try {
          await endsWithin(
            deps.clock,
            mostMs,
            run(deps, { ...job, payload: payload.parse(job.payload) }),
            () => new JobTooLong(mostMs),
          )
          outcome = 'done'
        } finally {
          const ms = Math.round((performance.now() - startedAt) * 10) / 10
          metrics.jobRun(kind, outcome, ms / 1000)
          log.info({ job: job.id, kind, requestId: job.requestId, attempt: job.attempt, ms, outcome }, 'job')
        }
      },
      { concurrency: atOnce, ...(failedForMs === undefined ? {} : { failedForMs }) },
    )
}

/** A job has not come to its end in the time that its kind may take. */
class JobTooLong extends Error {
  override readonly name = 'JobTooLong'
  constructor(ms: number) {
    super(
      `It has not come to its end within ${String(Math.round(ms / 60_000))} minutes. Either something that it asks (database, files, mail, push service) takes requests and doesn't answer them: see that it is well. Or it has more to do than that: then it goes on with each try.`,
    )
  }
}

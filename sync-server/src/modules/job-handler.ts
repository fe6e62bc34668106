import type { z } from 'zod'
import type { Blobs } from '#ports/blobs/blobs.ts'
import type { Clock } from '#ports/clock/clock.ts'
import type { Mail } from '#ports/mail/mail.ts'
import type { Push } from '#ports/push/push.ts'
import type { Job, NewJob } from '#ports/queue/queue.ts'
import type { Store } from '#ports/store/store.ts'
import type { UnsubscribeTokens } from './messaging/index.ts'
import type { SyncEngine } from '#sync/sync-engine.ts'

export interface JobDeps {
  readonly store: Store
  readonly mail: Mail
  readonly push: Push
  readonly unsubscribeTokens: UnsubscribeTokens
  readonly blobs: Blobs
  readonly engine: Pick<SyncEngine, 'commitAsServer'>
  readonly clock: Clock
  /** The school's own address, without a slash at the end. */
  readonly baseUrl: string
}

/**
 * A job that looks once at all that falls into a span of time waits so long after its end, ms: a transaction that was begun within the span may be committed after it, and servers' clocks
 * differ a little. Its id is that of the span, so what it missed nobody would look at again.
 */
export const SETTLES_MS = 15_000

/** For effects that nothing but their job brings about: the database or the files may be away for a quarter of an hour. */
export const PATIENTLY: Pick<NewJob, 'attempts'> = { attempts: 10 }

/**
 * What is done for one kind of job, a file in `modules/<module>/jobs/`. It may run more than once for one job, whole or in part: each effect has an id that
 * follows from its cause (S15). Throwing has it tried again.
 */
export interface JobHandler {
  readonly kind: string
  /** How many of them a worker runs at once, where that is not what it does of all kinds: for what takes much memory. */
  readonly atOnce?: number
  /** So long one may take, ms, where that is longer than for all kinds: then it fails, and is tried again. */
  readonly mostMs?: number
  /** So long, ms, one that was given up is kept, where after that trying it again brings nothing about; for good unless told. */
  readonly failedForMs?: number
  /** What its payload must be: another fails before it is run, and ends among the failed, where an administrator sees it. */
  readonly payload: z.ZodType
  run(deps: JobDeps, job: Pick<Job, 'id' | 'payload'>): Promise<void>
}

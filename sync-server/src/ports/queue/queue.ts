/**
 * Work to be done once, later, by some worker. At least once: a job whose worker died is given to another, so effects carry
 * ids derived from their cause (S15).
 */
export interface Queue {
  /**
   * Keeps a job. One whose id is known, in whatever state, is not kept twice; the ids of those done are known for a week.
   * Resolves when it is durable; jobs that are added together are kept together.
   */
  add(job: NewJob): Promise<void>
  /**
   * Takes jobs of `kind`, those due first first, until the result is called (which waits for those running). A handler that throws is tried again, up to
   * `attempts`, with back-off that doubles. A job that was running when its worker died is run again, and given up with the third death.
   * `failedForMs`: so long one of this kind that was given up is kept, to the hour; for good unless told.
   */
  work(
    kind: string,
    handler: (job: Job) => Promise<void>,
    options?: { readonly concurrency?: number; readonly failedForMs?: number },
  ): Promise<() => Promise<void>>
  /** Given up and kept, newest first, with the last error. */
  failed(limit: number): Promise<readonly FailedJob[]>
  /** Puts a failed job back, with all its tries; false if it is not there. */
  retry(id: string): Promise<boolean>
  figures(): Promise<{ readonly waiting: number; readonly running: number; readonly failed: number }>
  ping(): Promise<void>
  /** Waits for what runs; where other processes can take it over, only for some seconds, and then hands it back to them. */
  close(): Promise<void>
}
/** The queue is out of reach: nothing was added or changed, as far as can be known; a repeated `add` is one job. */
export class QueueUnavailable extends Error {
  override readonly name = 'QueueUnavailable'
}
export interface NewJob {
  readonly id: string
  readonly kind: string
  /** JSON */
  readonly payload: unknown
  /** Of the request that caused it: the line of the log about the job carries it too. */
  readonly requestId?: string
  /** Tries in all; 3 unless told. */
  readonly attempts?: number
  /** Milliseconds before the second try; 2,000 unless told. */
  readonly backoffMs?: number
  /** Milliseconds before the first. */
  readonly delayMs?: number
}
export interface Job {
  readonly id: string
  readonly kind: string
  readonly payload: unknown
  readonly requestId?: string
  /** 1 on the first try. */
  readonly attempt: number
}
export interface FailedJob extends Job {
  readonly error: string
  /** Server's clock, ms. */
  readonly failedAt: number
}

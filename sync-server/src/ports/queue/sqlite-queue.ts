import { DatabaseSync } from 'node:sqlite'
import type { Clock } from '../clock/clock.ts'
import type { Log } from '../log/log.ts'
import type { FailedJob, Job, NewJob, Queue } from './queue.ts'

const DEFAULT_ATTEMPTS = 3
const DEFAULT_BACKOFF_MS = 2000
/** A job that ends its worker this often is the cause of it. */
const MOST_DEATHS = 3
const KNOWN_FOR_MS = 7 * 24 * 3600_000
const FORGET_EVERY_MS = 3600_000
/** Timers longer than this are set anew, so that a clock that was put right is noticed. */
const LONGEST_SLEEP_MS = 60_000

/**
 * The queue in a SQLite file that one process holds. Adding is on disk before it resolves (one fsync for all that are added together); taking and finishing
 * are not, which at worst runs a job again. What was running when the process died waits again at the next start.
 */
export const createSqliteQueue = ({
  path,
  clock,
  log,
}: {
  readonly path: string
  readonly clock: Clock
  readonly log: Log
}): Queue => {
  const adding = openDatabase(path, 'FULL')
  adding.exec(SCHEMA)
  addMissingColumn(adding)
  const marking = openDatabase(path, 'NORMAL')
  const statements = prepareStatements(adding, marking)
  statements.giveUpDeadly.run(clock.now(), MOST_DEATHS - 1)
  statements.returnRunning.run()
  const workers = new Set<Worker>()
  let isClosed = false
  let toAdd: { readonly job: NewJob; readonly resolve: () => void; readonly reject: (error: unknown) => void }[] = []

  const flushAdds = (): void => {
    const group = toAdd
    toAdd = []
    try {
      const now = clock.now()
      adding.exec('BEGIN IMMEDIATE')
      for (const { job } of group)
        statements.add.run(
          job.id,
          job.kind,
          JSON.stringify(job.payload),
          job.attempts ?? DEFAULT_ATTEMPTS,
          job.backoffMs ?? DEFAULT_BACKOFF_MS,
          now + (job.delayMs ?? 0),
          job.requestId ?? null,
        )
      adding.exec('COMMIT')
      for (const { resolve } of group) resolve()
    } catch (error) {
      if (adding.isTransaction) adding.exec('ROLLBACK')
      for (const { reject } of group) reject(error)
      return
    }
    const kinds = new Set(group.map(({ job }) => job.kind))
    for (const worker of workers) if (kinds.has(worker.kind)) wake(worker)
  }

  const wake = (worker: Worker): void => {
    if (worker.isStopped) return
    worker.cancelSleep()
    const room = worker.concurrency - worker.running.size
    if (room <= 0) return
    const taken = statements.take.all(worker.kind, clock.now(), room) as unknown as JobColumns[]
    for (const columns of taken) {
      const run = runJob(worker, columns)
        // It stays among the running, and is run again after the next start.
        .catch((error: unknown) => log.error({ error, job: columns.id }, 'the end of a job could not be noted'))
        .finally(() => {
          worker.running.delete(run)
          wake(worker)
        })
      worker.running.add(run)
    }
    if (taken.length === room) return
    const next = (statements.nextDue.get(worker.kind) as { due_at: number | null }).due_at
    if (next !== null)
      worker.cancelSleep = clock.after(Math.max(1, Math.min(next - clock.now(), LONGEST_SLEEP_MS)), () => wake(worker))
  }

  const runJob = async (worker: Worker, columns: JobColumns): Promise<void> => {
    try {
      await worker.handler(columnsToJob(columns))
      statements.finish.run(clock.now(), columns.id)
    } catch (error) {
      const failures = columns.failures + 1
      log.warn({ error, job: columns.id, kind: columns.kind, failures, of: columns.attempts }, 'a job failed')
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
      if (failures >= columns.attempts) statements.giveUp.run(failures, text, clock.now(), columns.id)
      else statements.tryAgain.run(failures, text, clock.now() + columns.backoff_ms * 2 ** (failures - 1), columns.id)
    }
  }

  const failedForMsByKind = new Map<string, number>()
  const forgetOld = (): void => {
    const now = clock.now()
    statements.forgetDone.run(now - KNOWN_FOR_MS)
    for (const [kind, failedForMs] of failedForMsByKind) statements.forgetFailed.run(kind, now - failedForMs)
  }
  forgetOld()
  const stopForgetting = clock.every(FORGET_EVERY_MS, forgetOld)

  const stopWorker = async (worker: Worker): Promise<void> => {
    worker.isStopped = true
    worker.cancelSleep()
    await Promise.allSettled(worker.running)
    workers.delete(worker)
  }

  return {
    add: (job) =>
      new Promise((resolve, reject) => {
        if (isClosed) throw new Error('The queue is closed')
        toAdd.push({ job, resolve, reject })
        if (toAdd.length === 1) queueMicrotask(flushAdds)
      }),
    work: async (kind, handler, { concurrency = 1, failedForMs } = {}) => {
      if (failedForMs !== undefined) failedForMsByKind.set(kind, failedForMs)
      forgetOld()
      const worker: Worker = {
        kind,
        handler,
        concurrency,
        running: new Set(),
        cancelSleep: () => {},
        isStopped: false,
      }
      workers.add(worker)
      wake(worker)
      return () => stopWorker(worker)
    },
    failed: async (limit) =>
      (statements.failed.all(limit) as unknown as (JobColumns & { error: string; ended_at: number })[]).map(
        (columns): FailedJob => ({
          ...columnsToJob(columns),
          attempt: columns.failures + columns.deaths,
          error: columns.error,
          failedAt: columns.ended_at,
        }),
      ),
    retry: async (id) => {
      const isThere = statements.retry.run(clock.now(), id).changes > 0
      if (isThere) for (const worker of workers) wake(worker)
      return isThere
    },
    figures: async () => {
      const figures = { waiting: 0, running: 0, failed: 0 }
      for (const { state, n } of statements.count.all() as { state: keyof typeof figures; n: number }[])
        figures[state] = n
      return figures
    },
    ping: async () => {
      statements.count.all()
    },
    close: async () => {
      if (isClosed) return
      isClosed = true
      stopForgetting()
      await Promise.all([...workers].map(stopWorker))
      adding.close()
      marking.close()
    },
  }
}

interface Worker {
  readonly kind: string
  readonly handler: (job: Job) => Promise<void>
  readonly concurrency: number
  readonly running: Set<Promise<void>>
  cancelSleep: () => void
  isStopped: boolean
}

interface JobColumns {
  readonly id: string
  readonly kind: string
  readonly payload: string
  readonly request_id: string | null
  readonly attempts: number
  readonly backoff_ms: number
  readonly failures: number
  readonly deaths: number
}

const columnsToJob = ({ id, kind, payload, request_id: requestId, failures, deaths }: JobColumns): Job => ({
  id,
  kind,
  payload: JSON.parse(payload) as unknown,
  ...(requestId === null ? {} : { requestId }),
  attempt: failures + deaths + 1,
})

/** `failures`: tries that threw. `deaths`: tries during which the process ended. */
const SCHEMA = `
CREATE TABLE IF NOT EXISTS jobs (
  id TEXT NOT NULL PRIMARY KEY, kind TEXT NOT NULL, payload TEXT NOT NULL, attempts INTEGER NOT NULL, backoff_ms INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'waiting', failures INTEGER NOT NULL DEFAULT 0, deaths INTEGER NOT NULL DEFAULT 0, due_at INTEGER NOT NULL,
  error TEXT, ended_at INTEGER, request_id TEXT
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS jobs_due ON jobs (kind, due_at) WHERE state = 'waiting';
CREATE INDEX IF NOT EXISTS jobs_ended ON jobs (state, ended_at);
`

/** Files of earlier versions have no request's id. */
const addMissingColumn = (database: DatabaseSync): void => {
  const columns = database.prepare('PRAGMA table_info(jobs)').all()
  if (!columns.some((column) => column['name'] === 'request_id'))
    database.exec('ALTER TABLE jobs ADD COLUMN request_id TEXT')
}

const openDatabase = (path: string, synchronous: 'FULL' | 'NORMAL'): DatabaseSync => {
  const database = new DatabaseSync(path)
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = ${synchronous}; PRAGMA busy_timeout = 5000;`)
  return database
}

const prepareStatements = (adding: DatabaseSync, marking: DatabaseSync) => ({
  add: adding.prepare(
    'INSERT OR IGNORE INTO jobs (id, kind, payload, attempts, backoff_ms, due_at, request_id) VALUES (?, ?, ?, ?, ?, ?, ?)',
  ),
  take: marking.prepare(
    `UPDATE jobs SET state = 'running' WHERE id IN
      (SELECT id FROM jobs WHERE state = 'waiting' AND kind = ? AND due_at <= ? ORDER BY due_at LIMIT ?) RETURNING *`,
  ),
  nextDue: marking.prepare(`SELECT min(due_at) AS due_at FROM jobs WHERE state = 'waiting' AND kind = ?`),
  finish: marking.prepare(`UPDATE jobs SET state = 'done', error = NULL, ended_at = ? WHERE id = ?`),
  tryAgain: marking.prepare(`UPDATE jobs SET state = 'waiting', failures = ?, error = ?, due_at = ? WHERE id = ?`),
  giveUp: marking.prepare(`UPDATE jobs SET state = 'failed', failures = ?, error = ?, ended_at = ? WHERE id = ?`),
  giveUpDeadly: marking.prepare(
    `UPDATE jobs SET state = 'failed', deaths = deaths + 1, error = 'The server ended each time while it ran this', ended_at = ?
      WHERE state = 'running' AND deaths >= ?`,
  ),
  returnRunning: marking.prepare(`UPDATE jobs SET state = 'waiting', deaths = deaths + 1 WHERE state = 'running'`),
  retry: marking.prepare(
    `UPDATE jobs SET state = 'waiting', failures = 0, deaths = 0, due_at = ? WHERE id = ? AND state = 'failed'`,
  ),
  failed: marking.prepare(`SELECT * FROM jobs WHERE state = 'failed' ORDER BY ended_at DESC, id LIMIT ?`),
  count: marking.prepare(`SELECT state, count(*) AS n FROM jobs WHERE state != 'done' GROUP BY state`),
  forgetDone: marking.prepare(`DELETE FROM jobs WHERE state = 'done' AND ended_at < ?`),
  forgetFailed: marking.prepare(`DELETE FROM jobs WHERE state = 'failed' AND kind = ? AND ended_at < ?`),
})

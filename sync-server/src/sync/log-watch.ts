import type { Bus } from '../ports/bus/bus.ts'
import type { Clock } from '../ports/clock/clock.ts'
import type { Log } from '../ports/log/log.ts'
import type { NewJob } from '../ports/queue/queue.ts'
import type { LogEntry, Store, TableRow } from '../ports/store/store.ts'
import type { Lease } from './lease.ts'
import { HINT, LOG_TOPIC } from './log-messages.ts'
import { writeJobs } from './outbox.ts'
import { passOnLog } from './passes.ts'

/** Between two passes: what a phone delivers after a week, or what many are told at once, is looked at together. */
const PAUSE_MS = 500
const POLL_MS = 5000
const COMMITS_PER_PASS = 200
const PLACE = 'place'

interface PlaceRow extends TableRow {
  /** Of the log: everything up to it has been looked at. */
  readonly number: number
}

export interface LogWatchDeps {
  readonly store: Store
  readonly bus: Bus
  readonly clock: Clock
  readonly log: Log
  /** Where processes share the store: whose turn it is to look. */
  readonly lease?: Pick<Lease, 'isOurs'>
}

export interface LogWatchOptions {
  /** Keeps the watch's place in the log. */
  readonly table: string
  /** Where a school begins that has had no such place: with all that it holds, or with what comes next. */
  readonly begins: 'at the start' | 'with what comes next'
  /** What follows from changes of the log; may be asked more than once for the same. `upTo`: the place after them. */
  readonly jobsFor: (
    entries: readonly LogEntry[],
    at: { readonly upTo: number; readonly now: number },
  ) => Promise<readonly NewJob[]>
}

/**
 * Follows the log, whoever writes it and in whatever way, and writes the jobs that follow from it. Its place in the log moves in the transaction that writes the jobs:
 * a kill anywhere loses none and doubles none, and several workers take turns by it (S15).
 */
export const createLogWatch = async (
  deps: LogWatchDeps,
  { table, begins, jobsFor }: LogWatchOptions,
): Promise<{ close(): Promise<void> }> => {
  const { store, bus, clock, log, lease } = deps
  await store.migrate([{ name: table, indexes: [] }])

  const pass = async (): Promise<boolean> => {
    if (lease !== undefined && !(await lease.isOurs())) return false
    const head = await store.head()
    const place = await store.row<PlaceRow>(table, PLACE)
    const after = place?.number ?? (begins === 'at the start' ? 0 : head)
    if (place !== undefined && after >= head) return false
    const commits = after >= head ? [] : await store.commits(after, head, COMMITS_PER_PASS)
    const upTo = commits.at(-1)?.last ?? head
    const entries = commits.flatMap((commit) => commit.entries).filter(({ number }) => number > after)
    const jobs = entries.length === 0 ? [] : await jobsFor(entries, { upTo, now: clock.now() })
    await store.transact(async (tx) => {
      // Another worker has looked at these.
      if ((await tx.row<PlaceRow>(table, PLACE))?.number !== place?.number) return
      await writeJobs(tx, jobs)
      await tx.putRow(table, { id: PLACE, number: upTo } satisfies PlaceRow)
    })
    // So that they are carried on at once.
    if (jobs.length > 0) void bus.publish(LOG_TOPIC, HINT)
    return upTo < head
  }

  return passOnLog({
    bus,
    clock,
    pauseMs: PAUSE_MS,
    pollMs: POLL_MS,
    pass,
    onError: (error) => log.error({ error, table }, 'the log could not be followed; it is tried again'),
  })
}

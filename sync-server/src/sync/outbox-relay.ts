import type { Bus } from '../ports/bus/bus.ts'
import type { Clock } from '../ports/clock/clock.ts'
import type { Log } from '../ports/log/log.ts'
import type { NewJob, Queue } from '../ports/queue/queue.ts'
import type { Store, TableRow } from '../ports/store/store.ts'
import type { Lease } from './lease.ts'
import { outboxTable } from './outbox.ts'
import { passOnLog } from './passes.ts'

/** Between two passes: under load, a pass then carries the jobs of many transactions. */
const PAUSE_MS = 200
const POLL_MS = 2000
const JOBS_PER_PASS = 500

/**
 * Carries jobs from the outbox, which is written in the transaction of their cause, to the queue (S15). A job leaves the outbox only when the queue has it
 * for good; carried twice, by a kill in between or by two servers at once, it is one job by its id.
 */
export const createOutboxRelay = async (deps: {
  readonly store: Store
  readonly queue: Pick<Queue, 'add'>
  readonly bus: Bus
  readonly clock: Clock
  readonly log: Log
  /** Where processes share the store: whose turn it is to carry. */
  readonly lease?: Lease
}) => {
  const { store, queue, bus, clock, log, lease } = deps

  const pass = async (): Promise<boolean> => {
    if (lease !== undefined && !(await lease.isOurs())) return false
    const rows = await store.rows<NewJob & TableRow>({
      table: outboxTable.name,
      index: 'id',
      equals: [],
      limit: JOBS_PER_PASS,
    })
    if (rows.length === 0) return false
    await Promise.all(rows.map((row) => queue.add(row)))
    await store.transact(async (tx) => {
      await Promise.all(rows.map(({ id }) => tx.deleteRow(outboxTable.name, id)))
    })
    return rows.length === JOBS_PER_PASS
  }

  const passes = await passOnLog({
    bus,
    clock,
    pauseMs: PAUSE_MS,
    pollMs: POLL_MS,
    pass,
    onError: (error) => log.error({ error }, 'jobs could not be carried to the queue; they wait in the outbox'),
  })
  return {
    close: async () => {
      await passes.close()
      await lease
        ?.release()
        .catch((error: unknown) => log.warn({ error }, 'a lease could not be given back; it runs out'))
    },
  }
}

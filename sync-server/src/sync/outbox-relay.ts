import type { Bus } from '../ports/bus/bus.ts'
import type { Clock } from '../ports/clock/clock.ts'
import type { Log } from '../ports/log/log.ts'
import type { NewJob, Queue } from '../ports/queue/queue.ts'
import type { Store, TableRow } from '../ports/store/store.ts'
import type { Lease } from './lease.ts'
import { LOG_TOPIC } from './log-messages.ts'
import { outboxTable } from './outbox.ts'

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
  let passing: Promise<void> | undefined
  let isAskedAgain = false
  let cancelPause: (() => void) | undefined
  let isClosed = false

  const pass = async (): Promise<void> => {
    if (lease !== undefined && !(await lease.isOurs())) return
    const rows = await store.rows<NewJob & TableRow>({
      table: outboxTable.name,
      index: 'id',
      equals: [],
      limit: JOBS_PER_PASS,
    })
    if (rows.length === 0) return
    await Promise.all(rows.map((row) => queue.add(row)))
    await store.transact(async (tx) => {
      await Promise.all(rows.map(({ id }) => tx.deleteRow(outboxTable.name, id)))
    })
    if (rows.length === JOBS_PER_PASS) isAskedAgain = true
  }

  const ask = (): void => {
    if (isClosed) return
    if (passing !== undefined || cancelPause !== undefined) {
      isAskedAgain = true
      return
    }
    isAskedAgain = false
    passing = pass()
      .catch((error: unknown) =>
        log.error({ error }, 'jobs could not be carried to the queue; they wait in the outbox'),
      )
      .finally(() => {
        passing = undefined
        if (isClosed) return
        cancelPause = clock.after(PAUSE_MS, () => {
          cancelPause = undefined
          if (isAskedAgain) ask()
        })
      })
  }

  const unsubscribe = await bus.subscribe(LOG_TOPIC, ask)
  const stopPolling = clock.every(POLL_MS, ask)
  ask()
  return {
    close: async () => {
      isClosed = true
      cancelPause?.()
      stopPolling()
      await unsubscribe()
      await passing
      await lease
        ?.release()
        .catch((error: unknown) => log.warn({ error }, 'a lease could not be given back; it runs out'))
    },
  }
}

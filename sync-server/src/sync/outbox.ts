import type { NewJob } from '../ports/queue/queue.ts'
import type { StoreTransaction, TableDefinition } from '../ports/store/store.ts'

/** Effects on their way to the queue (S15). */
export const outboxTable: TableDefinition = { name: 'outbox', indexes: [] }

/** Writes jobs in the transaction of their cause; the relay carries them to the queue. `requestId`: of the request that causes them. */
export const writeJobs = async (
  tx: Pick<StoreTransaction, 'putRow'>,
  jobs: readonly NewJob[],
  requestId?: string,
): Promise<void> => {
  for (const job of jobs)
    await tx.putRow(outboxTable.name, { ...job, ...(requestId === undefined ? {} : { requestId }) })
}

import type { Blobs } from '#ports/blobs/blobs.ts'
import type { Clock } from '#ports/clock/clock.ts'
import type { Log } from '#ports/log/log.ts'
import type { Store } from '#ports/store/store.ts'
import { passByClock } from '#sync/passes.ts'
import { UPLOAD_KEPT_MS } from '@edutrack/shared-schema/protocol/upload-limits'
import { piecesFolder } from './upload-pieces.ts'
import { uploadTables, type UploadRow } from './upload-rows.ts'

const PASS_MS = 3_600_000
const FIRST_PASS_MS = 90_000
const ROWS_PER_STEP = 100

/**
 * Forgets uploads that nobody has gone on with, and those that have been dealt with some days ago. The pieces go first: cut off, the next pass finds the row again. What waits for
 * its job stays, however long an administrator takes to put the job back. Any number of servers may do this.
 */
export const createUploadForgetting = async (deps: {
  readonly store: Store
  readonly blobs: Pick<Blobs, 'deleteUnder'>
  readonly clock: Clock
  readonly log: Log
}) => {
  const { store, blobs, clock, log } = deps
  await store.migrate(uploadTables)

  const pass = async (): Promise<void> => {
    const now = clock.now()
    for (;;) {
      const rows = await store.rows<UploadRow>({
        table: 'uploads',
        index: 'by_expiry',
        equals: [],
        upTo: now,
        limit: ROWS_PER_STEP,
      })
      for (const { id } of rows) {
        const isForgotten = await store.transact(async (tx) => {
          const row = await tx.row<UploadRow>('uploads', id)
          if (row === undefined || row.expiresAt > now) return false
          // From here on no byte is taken any more, so that nothing comes after the pieces are gone.
          const state = row.state === 'receiving' ? 'refused' : row.state
          const isWaiting = state === 'received'
          await tx.putRow('uploads', { ...row, state, ...(isWaiting ? { expiresAt: now + UPLOAD_KEPT_MS } : {}) })
          return !isWaiting
        })
        if (!isForgotten) continue
        await blobs.deleteUnder(piecesFolder(id))
        await store.transact((tx) => tx.deleteRow('uploads', id))
      }
      if (rows.length < ROWS_PER_STEP) return
    }
  }

  const { close } = passByClock({
    clock,
    firstMs: FIRST_PASS_MS,
    everyMs: PASS_MS,
    pass,
    onError: (error) => log.warn({ error }, 'old uploads could not be forgotten; tried again in an hour'),
  })
  return { pass, close }
}

import type { Bus } from '#ports/bus/bus.ts'
import type { Clock } from '#ports/clock/clock.ts'
import type { Log } from '#ports/log/log.ts'
import type { Store, TableRow } from '#ports/store/store.ts'
import { LOG_TOPIC } from '#sync/stream.ts'
import { tellNotices } from './jobs/tell-notices.ts'
import { messagingTables } from './push-subscriptions.ts'

/** Between two passes: what many are told at once is one job. */
const PAUSE_MS = 500
const POLL_MS = 5000
const COMMITS_PER_PASS = 200
const NOTICES_PER_JOB = 200
const TABLE = 'notice_watch'
const PLACE = 'place'

interface PlaceRow extends TableRow {
  /** Of the log: everything up to it has been looked at. */
  readonly number: number
}

/**
 * Follows the log for notices, whoever made them and why, and writes jobs that tell them by push and mail. Its place in the log moves in the transaction that
 * writes the jobs: a kill loses none and doubles none, and several workers take turns by it. A school that has had no such place begins with what comes next.
 */
export const createNoticeWatch = async (deps: {
  readonly store: Store
  readonly bus: Bus
  readonly clock: Clock
  readonly log: Log
}) => {
  const { store, bus, clock, log } = deps
  await store.migrate([...messagingTables, { name: TABLE, indexes: [] }])
  let passing: Promise<void> | undefined
  let isAskedAgain = false
  let cancelPause: (() => void) | undefined
  let isClosed = false

  const pass = async (): Promise<void> => {
    const head = await store.head()
    const place = await store.row<PlaceRow>(TABLE, PLACE)
    if (place !== undefined && place.number >= head) return
    const after = place?.number ?? head
    const commits = place === undefined ? [] : await store.commits(after, head, COMMITS_PER_PASS)
    const upTo = commits.at(-1)?.last ?? head
    const notices = commits
      .flatMap(({ entries }) => entries)
      .filter(({ number, collection, deleted }) => number > after && collection === 'notices' && !deleted)
    const ids = [...new Set(notices.map(({ id }) => id))]
    await store.transact(async (tx) => {
      // Another worker has looked at these.
      if ((await tx.row<PlaceRow>(TABLE, PLACE))?.number !== place?.number) return
      for (let start = 0; start < ids.length; start += NOTICES_PER_JOB)
        await tx.putRow('outbox', { ...tellNotices(ids.slice(start, start + NOTICES_PER_JOB), upTo) })
      await tx.putRow(TABLE, { id: PLACE, number: upTo } satisfies PlaceRow)
    })
    if (ids.length > 0) void bus.publish(LOG_TOPIC, '')
    if (upTo < head) isAskedAgain = true
  }

  const ask = (): void => {
    if (isClosed) return
    if (passing !== undefined || cancelPause !== undefined) {
      isAskedAgain = true
      return
    }
    isAskedAgain = false
    passing = pass()
      .catch((error: unknown) => log.error({ error }, 'the log could not be looked at for notices; it is tried again'))
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
    },
  }
}

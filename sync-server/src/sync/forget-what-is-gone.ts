import type { Clock } from '../ports/clock/clock.ts'
import type { Log } from '../ports/log/log.ts'
import type { Store } from '../ports/store/store.ts'
import { FLOOR_ID, floorTables, readFloor, type FloorRow } from './floor.ts'
import { passByClock } from './passes.ts'

const DAY_MS = 86_400_000
/** How long a device may be away before it has to read all anew, days. */
const KEPT_DAYS = 180
const PASS_MS = 6 * 3_600_000
const FIRST_PASS_MS = 60_000
const COMMITS_PER_STEP = 200

/**
 * Removes tombstones and traces that are older than `keptDays` (S18), so that a school doesn't keep for ever what is gone. First the floor is raised, which every pull reads
 * after its documents, and only then is anything removed: no device can read past a hole without being told. Any number of servers may do this, and be cut off anywhere.
 */
export const createForgetting = async (deps: {
  readonly store: Store
  readonly clock: Clock
  readonly log: Log
  readonly keptDays?: number
}) => {
  const { store, clock, log, keptDays = KEPT_DAYS } = deps
  await store.migrate(floorTables)

  const pass = async (): Promise<void> => {
    const day = dayOf(clock.now())
    if ((await store.row('log_days', day)) === undefined) {
      const head = await store.head()
      await store.transact((tx) => tx.putRow('log_days', { id: day, head }))
    }
    const old = await store.rows<{ readonly id: string; readonly head: number }>({
      table: 'log_days',
      index: 'id',
      equals: [],
      upTo: dayOf(clock.now() - keptDays * DAY_MS),
      order: 'descending',
      limit: 400,
    })
    const [newest, ...older] = old
    if (newest === undefined) return
    const before = await store.row<FloorRow>('log_floor', FLOOR_ID)
    const floor = Math.max(before?.number ?? 0, newest.head)
    let done = before?.forgottenUpTo ?? 0
    await store.transact(async (tx) => {
      await tx.putRow('log_floor', { id: FLOOR_ID, number: Math.max(floor, await readFloor(tx)), forgottenUpTo: done })
      for (const { id } of older) await tx.deleteRow('log_days', id)
    })
    let forgotten = 0
    while (done < floor) {
      const commits = await store.commits(done, floor, COMMITS_PER_STEP)
      const entries = commits
        .flatMap((commit) => commit.entries)
        .filter(({ number }) => number > done && number <= floor)
      const leaves = entries.filter(({ deleted, left }) => deleted || left.length > 0)
      if (leaves.length > 0) await store.forget(leaves)
      forgotten += leaves.length
      done = entries.at(-1)?.number ?? floor
      await store.transact(async (tx) =>
        tx.putRow('log_floor', { id: FLOOR_ID, number: Math.max(floor, await readFloor(tx)), forgottenUpTo: done }),
      )
    }
    if (forgotten > 0) log.info({ floor, forgotten }, 'what was gone for long is forgotten')
  }

  const { close } = passByClock({
    clock,
    firstMs: FIRST_PASS_MS,
    everyMs: PASS_MS,
    pass,
    onError: (error) => log.warn({ error }, 'what is gone could not be forgotten; tried again in hours'),
  })
  return { pass, close }
}

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10)

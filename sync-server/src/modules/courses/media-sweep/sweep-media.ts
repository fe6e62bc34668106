import type { Blobs, ListedBlob } from '#ports/blobs/blobs.ts'
import type { Clock } from '#ports/clock/clock.ts'
import type { Store, StoreReader } from '#ports/store/store.ts'
import { FLOOR_ID, type FloorRow } from '#sync/floor.ts'
import { spareMedium, type MediaRemovalRow, type SpareMediumRow } from './spare-media.ts'

const DAY_MS = 86_400_000
/**
 * So long nothing must have referred to a medium, ms. A file that was taken out of a course can be brought back by any device, also by one that has been away, for as long as the log tells
 * of it: half a year (S18); earlier versions of a text can be shown with it for as long. Once that is forgotten, nothing that anybody may still send can refer to its bytes. Some days are added for clocks.
 */
const SPARE_FOR_MS = 190 * DAY_MS
/** What has just been put belongs to a job that is about to make a file of it; what is wanted, to somebody who is about to refer to it. */
const LEFT_ALONE_MS = 2 * DAY_MS
const REMOVALS_KEPT_MS = 400 * DAY_MS
const MEDIA_PER_STEP = 50

export interface MediaSweep {
  /** Server's clock, ms. */
  readonly at: number
  readonly looked: Counted
  /** Nothing refers to them. */
  readonly spare: Counted
  /** Of those, what was removed; in a dry run, what would be. */
  readonly removed: Counted
}
export interface Counted {
  readonly files: number
  readonly bytes: number
}
/** The last sweep, and what all of them have removed. */
export interface MediaSweepRow extends MediaSweep {
  readonly id: typeof LAST
  readonly removedInAll: Counted
}
const LAST = 'last'

export const lastMediaSweep = (store: Pick<StoreReader, 'row'>): Promise<MediaSweepRow | undefined> =>
  store.row<MediaSweepRow & { readonly [field: string]: unknown }>('media_sweeps', LAST)

/**
 * Removes the bytes of media that no file of any course has referred to for half a year and more. Only `media/` is swept: certificates stay, uploads are forgotten by themselves. Cut off anywhere and run
 * again, by any server, it goes on. A dry run writes nothing.
 */
export const sweepMedia = async (
  {
    store,
    blobs,
    clock,
  }: { readonly store: Store; readonly blobs: Pick<Blobs, 'list' | 'delete'>; readonly clock: Pick<Clock, 'now'> },
  { isDryRun }: { readonly isDryRun: boolean },
): Promise<MediaSweep> => {
  const at = clock.now()
  const forgottenUpTo = (await store.row<FloorRow>('log_floor', FLOOR_ID))?.forgottenUpTo ?? 0
  const counts = { looked: createCount(), spare: createCount(), removed: createCount() }
  const isDue = ({ since, head }: SpareMediumRow): boolean => since + SPARE_FOR_MS <= at && head <= forgottenUpTo

  const look = async (blob: ListedBlob): Promise<void> => {
    const hash = blob.name.slice('media/'.length)
    if (!/^[0-9a-f]{64}$/.test(hash)) return
    counts.looked.add(blob.bytes)
    const row = await spareMedium(store, hash)
    if (await isReferredTo(store, hash)) {
      if (row !== undefined && !isDryRun) await putIf(store, row, undefined)
      return
    }
    if (blob.putAt + LEFT_ALONE_MS > at || row?.state === 'wanted' || row?.state === 'removing') return
    counts.spare.add(blob.bytes)
    if (row !== undefined && isDue(row)) {
      if (isDryRun || (await remove({ store, blobs }, row, at))) counts.removed.add(blob.bytes)
    } else if (row === undefined && !isDryRun) {
      // The head after the look: whatever took the last file away is no later in the log.
      const head = await store.head()
      await putIf(store, undefined, { id: hash, state: 'spare', since: at, head, bytes: blob.bytes })
    }
  }

  if (!isDryRun) await settleOldNotes({ store, blobs }, at)
  let step: ListedBlob[] = []
  for await (const blob of blobs.list('media')) {
    step.push(blob)
    if (step.length < MEDIA_PER_STEP) continue
    await Promise.all(step.map(look))
    step = []
  }
  await Promise.all(step.map(look))

  const sweep: MediaSweep = {
    at,
    looked: counts.looked.read(),
    spare: counts.spare.read(),
    removed: counts.removed.read(),
  }
  if (!isDryRun) await noteSweep(store, sweep)
  return sweep
}

const isReferredTo = async (store: StoreReader, hash: string): Promise<boolean> =>
  (await store.documentsBy({ lookup: 'files_by_hash', values: [hash], limit: 1 })).length > 0

/** Ends removals that were cut off, and forgets who wanted something long ago: had they come to refer to it, that is seen. */
const settleOldNotes = async (
  { store, blobs }: { readonly store: Store; readonly blobs: Pick<Blobs, 'delete'> },
  at: number,
): Promise<void> => {
  const rowsOf = (state: SpareMediumRow['state'], upTo: number) =>
    store.rows<SpareMediumRow>({ table: 'spare_media', index: 'by_state', equals: [state], upTo, limit: 10_000 })
  for (const row of await rowsOf('removing', at)) await finish({ store, blobs }, row, at)
  for (const row of await rowsOf('wanted', at - LEFT_ALONE_MS)) await putIf(store, row, undefined)
}

/** Resolves to whether the bytes are gone. */
const remove = async (
  deps: { readonly store: Store; readonly blobs: Pick<Blobs, 'delete'> },
  row: SpareMediumRow,
  at: number,
): Promise<boolean> => {
  const isBegun = await deps.store.transact(async (tx) => {
    const present = await spareMedium(tx, row.id)
    if (present?.state !== 'spare' || present.since !== row.since || (await isReferredTo(tx, row.id))) return false
    await tx.putRow('spare_media', { ...present, state: 'removing' })
    return true
  })
  if (isBegun) await finish(deps, row, at)
  return isBegun
}

const finish = async (
  { store, blobs }: { readonly store: Store; readonly blobs: Pick<Blobs, 'delete'> },
  { id: hash, bytes, since: spareSince }: SpareMediumRow,
  at: number,
): Promise<void> => {
  await blobs.delete(`media/${hash}`)
  await store.transact(async (tx) => {
    if ((await spareMedium(tx, hash))?.state !== 'removing') return
    await tx.deleteRow('spare_media', hash)
    const removal: MediaRemovalRow = { id: `${hash}-${String(spareSince)}`, hash, bytes, spareSince, removedAt: at }
    await tx.putRow('media_removals', removal)
  })
}

/** Writes the row, or deletes it, unless it has changed meanwhile. */
const putIf = (store: Store, before: SpareMediumRow | undefined, after: SpareMediumRow | undefined): Promise<void> =>
  store.transact(async (tx) => {
    const id = before?.id ?? after?.id ?? ''
    const present = await spareMedium(tx, id)
    if (present?.state !== before?.state || present?.since !== before?.since) return
    if (after === undefined) await tx.deleteRow('spare_media', id)
    else await tx.putRow('spare_media', after)
  })

const noteSweep = async (store: Store, sweep: MediaSweep): Promise<void> => {
  const old = await store.rows<MediaRemovalRow>({
    table: 'media_removals',
    index: 'by_time',
    equals: [],
    upTo: sweep.at - REMOVALS_KEPT_MS,
    limit: 1000,
  })
  await store.transact(async (tx) => {
    const before = (await lastMediaSweep(tx))?.removedInAll ?? { files: 0, bytes: 0 }
    const removedInAll = {
      files: before.files + sweep.removed.files,
      bytes: before.bytes + sweep.removed.bytes,
    }
    await tx.putRow('media_sweeps', { id: LAST, ...sweep, removedInAll })
    for (const { id } of old) await tx.deleteRow('media_removals', id)
  })
}

const createCount = () => {
  let files = 0
  let bytes = 0
  return {
    add: (more: number): void => {
      files += 1
      bytes += more
    },
    read: (): Counted => ({ files, bytes }),
  }
}

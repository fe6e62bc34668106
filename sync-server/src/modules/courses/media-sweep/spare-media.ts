import type { Store, StoreReader, StoreTransaction, TableDefinition, TableRow } from '#ports/store/store.ts'

/**
 * What is noted of a medium's bytes that no file of a course refers to, or might not. Whoever needs them again writes the row in the transaction in which they need them, and whoever removes them
 * reads and writes it in theirs: so the two can't miss each other, whichever servers they are.
 */
export interface SpareMediumRow extends TableRow {
  /** SHA-256, 64 hexadecimal digits. */
  readonly id: string
  /** `spare`: nothing refers to it; `wanted`: somebody is about to refer to it; `removing`: its bytes may be gone at any moment. */
  readonly state: 'spare' | 'wanted' | 'removing'
  /** Server's clock, ms: since when it is so. */
  readonly since: number
  /** The log's head when it was found spare: what was removed until then is no later in the log. */
  readonly head: number
  readonly bytes: number
}

/** What was removed, when, and since when nothing referred to it: kept for administrators. */
export interface MediaRemovalRow extends TableRow {
  readonly hash: string
  readonly bytes: number
  readonly spareSince: number
  readonly removedAt: number
}

export const spareMediaTables: readonly TableDefinition[] = [
  { name: 'spare_media', indexes: [{ name: 'by_state', fields: ['state', 'since'] }] },
  { name: 'media_removals', indexes: [{ name: 'by_time', fields: ['removedAt'] }] },
  { name: 'media_sweeps', indexes: [] },
]

/** What was removed, the latest first. */
export const mediaRemovals = (store: StoreReader, limit: number): Promise<readonly MediaRemovalRow[]> =>
  store.rows<MediaRemovalRow>({ table: 'media_removals', index: 'by_time', equals: [], order: 'descending', limit })

export const spareMedium = (store: StoreReader, hash: string): Promise<SpareMediumRow | undefined> =>
  store.row<SpareMediumRow>('spare_media', hash)

/** The row that says that a medium is about to be referred to; undefined while it is being removed. */
export const wantedMedium = async (
  store: StoreReader,
  hash: string,
  now: number,
): Promise<SpareMediumRow | undefined> =>
  (await spareMedium(store, hash))?.state === 'removing'
    ? undefined
    : { id: hash, state: 'wanted', since: now, head: 0, bytes: 0 }

/** To be called before bytes are put, or found to be there, that a file will refer to. Rejects with `MediumBeingRemoved`. */
export const wantMedium = (store: Store, hash: string, now: number): Promise<void> =>
  store.transact(async (tx: StoreTransaction) => {
    const row = await wantedMedium(tx, hash, now)
    if (row === undefined) throw new MediumBeingRemoved(hash)
    await tx.putRow('spare_media', row)
  })

/** Its bytes are just being removed by another server: in a moment they can be put again. */
export class MediumBeingRemoved extends Error {
  override readonly name = 'MediumBeingRemoved'
}

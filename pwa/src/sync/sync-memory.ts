import { map, type Observable } from 'rxjs'
import type { CollectionName } from '@edutrack/shared-schema/collections/registry'
import type { DeviceStore } from '#platform/device-store.ts'

/** How far sync of one person has come on this device. */
export interface SyncState {
  /** Where the next pull goes on; null: from the start. */
  readonly checkpoint: string | null
  /** The log's number up to which all is here; undefined until a first pull has been completed. */
  readonly reached?: number
  /** Device's clock when all was last here. */
  readonly lastSyncedAt?: number
  /** Server's clock minus device's as last measured, ms (S13). */
  readonly clockOffset?: number
  /** Device's clock when what is here was last compared with the school's (S20). */
  readonly comparedAt?: number
  /** Checkpoints of pages whose documents are being written; empty when they are all here. */
  readonly begun?: readonly string[]
  /** Collections that are read anew: what is not told again on the last page is gone (S18, S20). */
  readonly rebuilding?: readonly CollectionName[]
}

export interface SyncMemory {
  read(): Promise<SyncState>
  /** Durable when it resolves; fields that are not given stay. */
  write(change: Partial<SyncState>): Promise<void>
  readonly state$: Observable<SyncState>
}

const NOTHING: SyncState = { checkpoint: null }

export const createSyncMemory = (store: DeviceStore, personId: string): SyncMemory => {
  const key = `${personId}/sync`
  const read = async (): Promise<SyncState> => (await store.get<SyncState>(key)) ?? NOTHING
  return {
    read,
    write: async (change) => store.set(key, { ...(await read()), ...change }),
    state$: store.watch<SyncState>(key).pipe(map((state) => state ?? NOTHING)),
  }
}

import { getRxStorageMemory } from 'rxdb/plugins/storage-memory'
import type { RxStorage } from 'rxdb/plugins/core'
import type { SyncRequest } from '@edutrack/shared-schema/protocol/sync'
import type { CommandContext } from '@edutrack/pwa/local-db/commands/command-context'
import { openDatabase } from '@edutrack/pwa/local-db/open-database'
import { createMemoryDeviceStore, type DeviceStore } from '@edutrack/pwa/platform/device-store'
import { createLocalDocuments, type LocalDocuments } from '@edutrack/pwa/sync/local-documents'
import { createSyncEngine, type SyncEngine } from '@edutrack/pwa/sync/sync-engine'
import { createSyncMemory, type SyncMemory } from '@edutrack/pwa/sync/sync-memory'
import type { SyncOutcome } from '@edutrack/pwa/sync/transport/transport'

export interface SimulatedDevice extends CommandContext {
  readonly documents: LocalDocuments
  readonly memory: SyncMemory
  readonly engine: SyncEngine
  close(): Promise<void>
  /** Ends it and forgets what it held: RxDB's memory storage keeps a database under its name in this process. */
  remove(): Promise<void>
}

/**
 * The app's own database and sync on a device in this process. RxDB's open version allows 13 collections in a process, so one device is awake at a
 * time: the others are closed, as a phone in a pocket is.
 */
export const openSimulatedDevice = async (options: {
  readonly personId: string
  readonly device: string
  readonly now: () => number
  readonly send: (request: SyncRequest) => Promise<SyncOutcome>
  readonly storage?: RxStorage<unknown, unknown>
  readonly store?: DeviceStore
  readonly random?: () => number
  /** So that ids differ between one waking and the next. */
  readonly idPrefix?: string
}): Promise<SimulatedDevice> => {
  const { personId, device, now, send } = options
  const database = await openDatabase({
    personId: `${personId}@${device}`,
    storage: options.storage ?? (getRxStorageMemory() as never),
    isShared: false,
  })
  const clock = { now, after: () => () => undefined }
  let made = 0
  const ids = {
    create: () => {
      made += 1
      return `${options.idPrefix ?? device}-${String(made)}`
    },
    random: options.random ?? (() => 0.5),
  }
  const documents = createLocalDocuments(database)
  const memory = createSyncMemory(options.store ?? createMemoryDeviceStore(), personId)
  const engine = createSyncEngine({
    personId,
    device,
    documents,
    memory,
    transport: { send, openStream: () => ({ close: () => undefined }) },
    clock,
    onSending: () => undefined,
  })
  return {
    database,
    personId,
    device,
    clock,
    ids,
    documents,
    memory,
    engine,
    close: async () => {
      await database.close()
    },
    remove: async () => {
      await database.remove()
    },
  }
}

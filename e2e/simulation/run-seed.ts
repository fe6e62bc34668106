import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie'
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory'
import type { RxStorage } from 'rxdb/plugins/core'
import { createMemoryStore } from '@edutrack/sync-server/ports/store/memory-store'
import { createSqliteStore } from '@edutrack/sync-server/ports/store/sqlite-store'
import type { Plan } from './plan.ts'
import { runPlan, type RunFigures } from './run-plan.ts'

export const storeNames = ['memory', 'sqlite'] as const
export type StoreName = (typeof storeNames)[number]

/** Every so many plans run on IndexedDB (fake-indexeddb) instead of RxDB’s memory storage, which is five times as fast. Odd, so that it meets both stores where they alternate. */
const INDEXED_DB_EVERY = 9

/** Runs a plan on one of the server's stores; whatever it made on disk is gone after. */
export const runPlanOn = async (store: StoreName, plan: Plan): Promise<RunFigures> => {
  const makeStorage = plan.seed % INDEXED_DB_EVERY === 0 ? indexedDbStorages() : () => getRxStorageMemory() as never
  if (store === 'memory') return runPlan(plan, { makeStore: async () => createMemoryStore(), makeStorage })
  const folder = await mkdtemp(join(tmpdir(), 'edutrack-simulation-'))
  try {
    return await runPlan(plan, {
      makeStore: async () => createSqliteStore({ path: join(folder, 'school.db') }),
      makeStorage,
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** One disk for each device. */
const indexedDbStorages = () => {
  const disks = new Map<string, RxStorage<unknown, unknown>>()
  return (device: string): RxStorage<unknown, unknown> => {
    const known = disks.get(device)
    if (known !== undefined) return known
    const made = getRxStorageDexie({ indexedDB: new IDBFactory(), IDBKeyRange }) as never
    disks.set(device, made)
    return made
  }
}

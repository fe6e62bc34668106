import type { BulkWriteRow, RxStorage, RxStorageInstance } from 'rxdb/plugins/core'
import type { DeviceStore } from '@edutrack/pwa/platform/device-store'

/** The battery fell out: nothing after this reaches the disk. */
export class PowerOff extends Error {
  override readonly name = 'PowerOff'
}

/** How many writes a device makes before its power goes, and whether the last one still reaches the disk. */
export interface Power {
  /** Called by every write, before and after it reaches the disk; throws `PowerOff`. */
  beforeWrite(): void
  afterWrite(): void
  isOff(): boolean
}

export const createPower = (plan?: { readonly writes: number; readonly isLastKept: boolean }): Power => {
  let writes = 0
  let isOff = false
  const fail = (): never => {
    isOff = true
    throw new PowerOff('The device has no power')
  }
  return {
    isOff: () => isOff,
    beforeWrite: () => {
      if (isOff) fail()
      writes += 1
      if (plan !== undefined && writes > plan.writes && !plan.isLastKept) fail()
    },
    afterWrite: () => {
      if (plan !== undefined && writes > plan.writes) fail()
    },
  }
}

/** RxDB's storage on a device whose power may go between any two writes. */
export const createCrashableStorage = (
  storage: RxStorage<unknown, unknown>,
  power: Power,
): RxStorage<unknown, unknown> => ({
  name: storage.name,
  rxdbVersion: storage.rxdbVersion,
  createStorageInstance: async (params) => {
    const instance = await storage.createStorageInstance(params)
    // Opening a database writes to RxDB's own store: crashes there are RxDB's to survive.
    return params.collectionName.startsWith('_') ? instance : (crashable(instance as never, power) as never)
  },
})

const crashable = <Document>(
  instance: RxStorageInstance<Document, unknown, unknown>,
  power: Power,
): RxStorageInstance<Document, unknown, unknown> =>
  new Proxy(instance, {
    get: (target, property) => {
      if (property === 'bulkWrite')
        return async (rows: BulkWriteRow<Document>[], context: string) => {
          power.beforeWrite()
          const response = await target.bulkWrite(rows, context)
          power.afterWrite()
          return response
        }
      const value = Reflect.get(target, property, target) as unknown
      return typeof value === 'function' ? (value.bind(target) as unknown) : value
    },
  })

/** The device's store beside the database, on the same power. */
export const createCrashableStore = (store: DeviceStore, power: Power): DeviceStore => ({
  ...store,
  set: async (key, value) => {
    power.beforeWrite()
    await store.set(key, value)
    power.afterWrite()
  },
})

import { Dexie, liveQuery, type EntityTable } from 'dexie'
import { Observable } from 'rxjs'
import type { DeviceStore } from './device-store.ts'

interface Entry {
  key: string
  value: unknown
}

/** The device store in IndexedDB, one table. Dexie tells other tabs of writes. */
export const createDexieDeviceStore = (): DeviceStore => {
  const database = new Dexie('edutrack-device', { chromeTransactionDurability: 'strict' }) as Dexie & {
    entries: EntityTable<Entry, 'key'>
  }
  database.version(1).stores({ entries: 'key' })
  const { entries } = database
  const live = <T>(read: () => Promise<T>): Observable<T> =>
    new Observable((subscriber) => {
      const subscription = liveQuery(read).subscribe(subscriber)
      return () => subscription.unsubscribe()
    })
  return {
    get: async <T>(key: string) => (await entries.get(key))?.value as T | undefined,
    set: async (key, value) => void (await entries.put({ key, value })),
    update: async <T>(key: string, change: (value: T) => T) =>
      void (await entries
        .where('key')
        .equals(key)
        .modify((entry) => {
          const value = change(entry.value as T)
          // Dexie's word for leaving it as it is.
          if (value === entry.value) return false
          entry.value = value
          return true
        })),
    delete: (key) => entries.delete(key),
    deleteAll: async (prefix) => void (await entries.where('key').startsWith(prefix).delete()),
    watch: <T>(key: string) => live(async () => (await entries.get(key))?.value as T | undefined),
    watchAll: <T>(prefix: string) =>
      live(
        async () =>
          new Map((await entries.where('key').startsWith(prefix).toArray()).map(({ key, value }) => [key, value as T])),
      ),
  }
}

import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie'
import type { RxStorage } from 'rxdb/plugins/core'
import type { SyncState } from '@edutrack/pwa/sync/sync-memory'

/** A person's databases as some build left them on a phone, what is unsent included; so that later builds have something to bring up (S19). */
export interface RecordedDatabase {
  readonly protocol: number
  readonly personId: string
  readonly memory: SyncState
  /** `collection/id` of what is unsent. */
  readonly unsent: readonly string[]
  readonly databases: readonly RecordedIdb[]
}
interface RecordedIdb {
  readonly name: string
  readonly version: number
  readonly stores: readonly {
    readonly name: string
    readonly keyPath: string | string[] | null
    readonly autoIncrement: boolean
    readonly indexes: readonly {
      readonly name: string
      readonly keyPath: string | string[]
      readonly unique: boolean
      readonly multiEntry: boolean
    }[]
    readonly records: readonly { readonly key: IDBValidKey; readonly value: unknown }[]
  }[]
}

/** A disk of its own, with RxDB's storage on it. */
export const createDisk = (): { readonly factory: IDBFactory; readonly storage: RxStorage<unknown, unknown> } => {
  const factory = new IDBFactory()
  return { factory, storage: getRxStorageDexie({ indexedDB: factory, IDBKeyRange }) as never }
}

const settled = <Result>(request: IDBRequest<Result>): Promise<Result> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB failed')))
  })

export const recordDisk = async (factory: IDBFactory): Promise<readonly RecordedIdb[]> => {
  const recorded: RecordedIdb[] = []
  for (const { name = '', version = 1 } of await factory.databases()) {
    const database = await settled(factory.open(name))
    const stores = []
    for (const storeName of database.objectStoreNames) {
      const store = database.transaction(storeName).objectStore(storeName)
      const [keys, values] = [await settled(store.getAllKeys()), await settled(store.getAll())]
      stores.push({
        name: storeName,
        keyPath: store.keyPath,
        autoIncrement: store.autoIncrement,
        indexes: [...store.indexNames].map((indexName) => {
          const { keyPath, unique, multiEntry } = store.index(indexName)
          return { name: indexName, keyPath, unique, multiEntry }
        }),
        records: keys.map((key, index) => ({ key, value: values[index] as unknown })),
      })
    }
    database.close()
    recorded.push({ name, version, stores })
  }
  return recorded.toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

export const restoreDisk = async (factory: IDBFactory, databases: readonly RecordedIdb[]): Promise<void> => {
  for (const { name, version, stores } of databases) {
    const request = factory.open(name, version)
    request.addEventListener('upgradeneeded', () => {
      for (const { name: storeName, keyPath, autoIncrement, indexes } of stores) {
        const store = request.result.createObjectStore(storeName, { keyPath, autoIncrement })
        for (const { name: indexName, keyPath: path, unique, multiEntry } of indexes)
          store.createIndex(indexName, path, { unique, multiEntry })
      }
    })
    const database = await settled(request)
    for (const { name: storeName, keyPath, records } of stores) {
      const store = database.transaction(storeName, 'readwrite').objectStore(storeName)
      for (const { key, value } of records) await settled(keyPath === null ? store.put(value, key) : store.put(value))
    }
    database.close()
  }
}

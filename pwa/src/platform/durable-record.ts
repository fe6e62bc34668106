/** One value that outlives a dead battery: on disk once `write` resolves. */
export interface DurableRecord<Value> {
  read(): Promise<Value | undefined>
  write(value: Value): Promise<void>
}

const STORE = 'record'

/**
 * In an IndexedDB of its own, spoken to directly: it is read before the app knows whose database to open, when no library has been loaded yet. `localStorage` doesn't do:
 * Chromium writes it to disk seconds later.
 */
export const createIndexedDbRecord = <Value>(factory: IDBFactory, name: string): DurableRecord<Value> => {
  const open = (): Promise<IDBDatabase> => {
    const request = factory.open(name, 1)
    request.onupgradeneeded = () => request.result.createObjectStore(STORE)
    return settled(request)
  }
  const withDatabase = async <Result>(work: (database: IDBDatabase) => Promise<Result>): Promise<Result> => {
    const database = await open()
    try {
      return await work(database)
    } finally {
      database.close()
    }
  }
  return {
    read: () =>
      withDatabase((database) => settled(database.transaction(STORE).objectStore(STORE).get(STORE))) as Promise<
        Value | undefined
      >,
    write: (value) =>
      withDatabase(
        (database) =>
          new Promise<void>((resolve, reject) => {
            const transaction = database.transaction(STORE, 'readwrite', { durability: 'strict' })
            transaction.objectStore(STORE).put(value, STORE)
            transaction.oncomplete = () => resolve()
            transaction.onabort = () =>
              reject(new Error('What is to be kept could not be written.', { cause: transaction.error }))
          }),
      ),
  }
}

const settled = <Result>(request: IDBRequest<Result>): Promise<Result> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(new Error('What was kept could not be read.', { cause: request.error }))
  })

import type { Page } from 'playwright-core'

/** All that this origin keeps on the device, as texts: each database's stores, each cache's answers, and the two storages. Read past the app. */
export const storedTexts = (page: Page): Promise<readonly { readonly place: string; readonly text: string }[]> =>
  page.evaluate(async () => {
    const found: { place: string; text: string }[] = []
    const promised = <Value>(request: IDBRequest<Value>): Promise<Value> =>
      new Promise((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result))
        request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB failed')))
      })
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await promised(indexedDB.open(name))
      for (const store of database.objectStoreNames) {
        const values = await promised(database.transaction(store).objectStore(store).getAll())
        found.push({ place: `indexedDB ${name} ${store}`, text: JSON.stringify(values) })
      }
      database.close()
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      for (const request of await cache.keys()) {
        const answer = await cache.match(request)
        found.push({ place: `cache ${name} ${request.url}`, text: (await answer?.text()) ?? '' })
      }
    }
    for (const storage of [localStorage, sessionStorage])
      found.push({ place: 'storage', text: JSON.stringify({ ...storage }) })
    return found
  })

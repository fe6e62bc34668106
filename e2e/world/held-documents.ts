import type { Page } from 'playwright-core'
import { canonicalJson } from '@edutrack/shared-schema/canonical-json'

/** What sync and RxDB keep beside a document's content. */
const NOT_CONTENT = new Set(['unsentSince', 'assumed', 'serverNumber'])

/** All documents of a collection in a device's own database, as canonical JSON, sorted; read past the app. */
export const heldDocuments = async (page: Page, personId: string, collection: string): Promise<readonly string[]> => {
  const records = await page.evaluate(
    async ({ person, name }) => {
      const found = (await indexedDB.databases()).find(
        (database) =>
          database.name?.startsWith(`rxdb-dexie-edutrack-${person}--`) === true && database.name.endsWith(`--${name}`),
      )
      if (found?.name === undefined) return []
      const request = indexedDB.open(found.name)
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result))
        request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB failed')))
      })
      const all = database.transaction('docs').objectStore('docs').getAll()
      const values = await new Promise<unknown[]>((resolve, reject) => {
        all.addEventListener('success', () => resolve(all.result))
        all.addEventListener('error', () => reject(all.error ?? new Error('IndexedDB failed')))
      })
      database.close()
      return values as Record<string, unknown>[]
    },
    { person: personId, name: collection },
  )
  return records
    .filter((record) => record['_deleted'] !== '1' && record['_deleted'] !== true)
    .map((record) =>
      canonicalJson(
        Object.fromEntries(
          Object.entries(record).filter(([field]) => !field.startsWith('_') && !NOT_CONTENT.has(field)),
        ),
      ),
    )
    .toSorted()
}

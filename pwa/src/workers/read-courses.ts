import { collections } from '@edutrack/shared-schema/collections/registry'
import { databaseNameOf } from '#local-db/database-name.ts'
import type { IndexedCourse } from './catalogue-index.ts'

/** Documents of one read. */
const READ_CHUNK = 1000
/** RxDB's Dexie storage keeps a collection's documents in this table of a database of its own. */
const TABLE = 'docs'

/**
 * Reads the catalogue straight from IndexedDB, where RxDB has put it: in a worker, so that ten thousand courses cost the screen nothing, and without
 * a second RxDB, which would cost every phone 90 KB. Reads only; `catalogue.browser.test.ts` fails should RxDB's layout change.
 */
export const createCourseReader = (indexedDb: IDBFactory, personId: string) => {
  const name = `rxdb-dexie-${databaseNameOf(personId)}--${String(collections.courses.version)}--courses`
  const table = async (): Promise<{ readonly database: IDBDatabase; readonly docs: IDBObjectStore }> => {
    const request = indexedDb.open(name)
    // Without a version, a database that is not there would be made, empty: RxDB makes it before the worker is asked.
    const database = await resultOf(request)
    return { database, docs: database.transaction(TABLE, 'readonly').objectStore(TABLE) }
  }
  return {
    /** All, in chunks, in order of their ids. */
    readAll: async (take: (courses: readonly IndexedCourse[]) => Promise<void>): Promise<void> => {
      let after: string | undefined
      for (;;) {
        const { database, docs } = await table()
        const range = after === undefined ? null : IDBKeyRange.lowerBound(after, true)
        const courses = (await resultOf(docs.getAll(range, READ_CHUNK))) as IndexedCourse[]
        database.close()
        await take(courses)
        if (courses.length < READ_CHUNK) return
        after = courses.at(-1)?.id
      }
    },
    read: async (ids: readonly string[]): Promise<readonly IndexedCourse[]> => {
      const { database, docs } = await table()
      const found = await Promise.all(ids.map((id) => resultOf(docs.get(id)) as Promise<IndexedCourse | undefined>))
      database.close()
      return found.filter((course) => course !== undefined)
    },
  }
}

const resultOf = <Result>(request: IDBRequest<Result>): Promise<Result> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB did not answer')))
  })

import type { RxStorageInstance } from 'rxdb/plugins/core'
import { combineLatest, map, switchMap, type Observable } from 'rxjs'
import type { LocalDocument } from '../local-document.ts'
import type { LocalDatabase } from '../open-database.ts'
import { liveByIds } from './live.ts'

/**
 * Titles of units and courses by id, live. One that this person may no longer see, or that is gone, keeps the last title that it had on this device: their
 * work in it is still called by its name.
 */
export const titlesOf = (database: LocalDatabase, ids: readonly string[]): Observable<ReadonlyMap<string, string>> =>
  combineLatest([liveByIds(database, 'units', ids), liveByIds(database, 'courses', ids)]).pipe(
    map(([units, courses]) => [...courses, ...units].map(({ id, title }) => [id, title] as const)),
    switchMap(async (here) => {
      const known = new Map(here)
      const missing = ids.filter((id) => !known.has(id))
      return missing.length === 0 ? known : new Map([...(await lastTitlesOf(database, missing)), ...known])
    }),
  )

/** What is deleted on a device is kept there as it last was, out of sight of queries. */
const lastTitlesOf = async (
  database: LocalDatabase,
  ids: readonly string[],
): Promise<readonly (readonly [id: string, title: string])[]> => {
  const found = await Promise.all(
    [database.courses, database.units].map((collection) =>
      (collection.storageInstance as unknown as RxStorageInstance<LocalDocument, unknown, unknown>).findDocumentsById(
        [...ids],
        true,
      ),
    ),
  )
  return found.flat().flatMap(({ id, title }) => (typeof title === 'string' ? [[id, title] as const] : []))
}

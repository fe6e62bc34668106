import type { MangoQuerySelector, RxCollection } from 'rxdb/plugins/core'
import { distinctUntilChanged, map, of, type Observable } from 'rxjs'
import type { CollectionName } from '@edutrack/shared-schema/collections/registry'
import type { LocalDocumentOf } from '../local-document.ts'
import type { LocalDatabase } from '../open-database.ts'

/** Documents that meet a selector, told anew with each change; what is being deleted is left out. */
export const liveAll = <Name extends CollectionName>(
  database: LocalDatabase,
  name: Name,
  selector: MangoQuerySelector<LocalDocumentOf<Name>> = {},
): Observable<readonly LocalDocumentOf<Name>[]> =>
  collectionOf(database, name)
    .find({ selector })
    .$.pipe(
      map((documents) =>
        documents
          .map((document) => document.toMutableJSON() as LocalDocumentOf<Name>)
          .filter(({ isRemoved }) => isRemoved !== true),
      ),
    )

/** One document, or null where there is none. */
export const liveOne = <Name extends CollectionName>(
  database: LocalDatabase,
  name: Name,
  id: string,
): Observable<LocalDocumentOf<Name> | null> =>
  collectionOf(database, name)
    .findOne(id)
    .$.pipe(
      map((document) => (document === null ? null : (document.toMutableJSON() as LocalDocumentOf<Name>))),
      map((document) => (document?.isRemoved === true ? null : document)),
      distinctUntilChanged(),
    )

/** Those of the documents that are there, in the order of `ids`. */
export const liveByIds = <Name extends CollectionName>(
  database: LocalDatabase,
  name: Name,
  ids: readonly string[],
): Observable<readonly LocalDocumentOf<Name>[]> =>
  ids.length === 0
    ? of([])
    : collectionOf(database, name)
        .findByIds([...ids])
        .$.pipe(
          map((found) =>
            ids.flatMap((id) => (found.get(id)?.toMutableJSON() as LocalDocumentOf<Name> | undefined) ?? []),
          ),
        )

const collectionOf = <Name extends CollectionName>(database: LocalDatabase, name: Name) =>
  database[name] as unknown as RxCollection<LocalDocumentOf<Name>>

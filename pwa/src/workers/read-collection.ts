import { collections, type CollectionName } from '@edutrack/shared-schema/collections/registry'
import { databaseNameOf } from '#local-db/database-name.ts'

/** Documents of one read. */
const READ_CHUNK = 1000
/** RxDB's Dexie storage keeps a collection's documents in this table of a database of its own. */
const TABLE = 'docs'

/** As RxDB stores it: what is gone is marked by '1'. */
export type Stored<Document> = Document & { readonly _deleted?: boolean | string }

/**
 * Reads a collection straight from IndexedDB, where RxDB has put it: in a worker, so that many thousand documents cost the screen nothing, and without
 * a second RxDB, which would cost every phone 90 KB. Reads only; its test reads what RxDB has written, and fails should RxDB's layout change.
 */
export interface CollectionReader<Document> {
  /** The next documents by id after `after`, those that are gone too; fewer than a chunk at the end. */
  next(after: string | undefined): Promise<readonly Stored<Document>[]>
  /** The same of those whose indexed field has this value, without what is gone. */
  nextWhere(field: string, value: string, after: string | undefined): Promise<readonly Document[]>
  countWhere(field: string, value: string): Promise<number>
  read(ids: readonly string[]): Promise<readonly Stored<Document>[]>
}

export const createCollectionReader = <Document extends { readonly id: string }>(
  indexedDb: IDBFactory,
  personId: string,
  collection: CollectionName,
): CollectionReader<Document> => {
  const name = `rxdb-dexie-${databaseNameOf(personId)}--${String(collections[collection].version)}--${collection}`
  const reading = async <Result>(read: (docs: IDBObjectStore) => Promise<Result>): Promise<Result> => {
    // Without a version, a database that is not there would be made, empty: RxDB makes it before a worker is asked.
    const database = await resultOf(indexedDb.open(name))
    try {
      return await read(database.transaction(TABLE, 'readonly').objectStore(TABLE))
    } finally {
      database.close()
    }
  }
  return {
    next: (after) =>
      reading((docs) =>
        resultOf(docs.getAll(after === undefined ? null : IDBKeyRange.lowerBound(after, true), READ_CHUNK)),
      ),
    nextWhere: (field, value, after) =>
      reading((docs) => resultOf(docs.index(indexOf(field)).getAll(rangeOf(value, after), READ_CHUNK))),
    countWhere: (field, value) =>
      reading((docs) => resultOf(docs.index(indexOf(field)).count(rangeOf(value, undefined)))),
    read: (ids) =>
      reading(async (docs) => {
        const found = await Promise.all(ids.map((id) => resultOf<Stored<Document> | undefined>(docs.get(id))))
        return found.filter((document) => document !== undefined)
      }),
  }
}

/** Whole collections, or a part of one, chunk by chunk until a chunk is not full. */
export const readChunks = async <Document extends { readonly id: string }>(
  next: (after: string | undefined) => Promise<readonly Document[]>,
  take: (documents: readonly Document[]) => Promise<void> | void,
): Promise<void> => {
  for (let after: string | undefined; ;) {
    const documents = await next(after)
    await take(documents)
    if (documents.length < READ_CHUNK) return
    after = documents.at(-1)?.id
  }
}

/** What RxDB makes of an index that a collection's definition names. */
const indexOf = (field: string): string => `[_deleted+${field}+id]`

/** Lists come after all texts in IndexedDB's order. */
const rangeOf = (value: string, after: string | undefined): IDBKeyRange =>
  after === undefined
    ? IDBKeyRange.bound(['0', value], ['0', value, []])
    : IDBKeyRange.bound(['0', value, after], ['0', value, []], true)

const resultOf = <Result>(request: IDBRequest<Result>): Promise<Result> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB did not answer')))
  })

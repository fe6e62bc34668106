import { normalizeMangoQuery, prepareQuery, type RxCollection, type RxStorageInstance } from 'rxdb/plugins/core'
import type { LocalDocument } from './local-document.ts'

/**
 * All documents of a collection by id, some at a time, past RxDB's caches: an instructor's device may hold half a million. What is written meanwhile may be
 * seen or not.
 */
export const readInChunks = async (
  collection: RxCollection,
  size: number,
  visit: (documents: readonly LocalDocument[]) => Promise<void> | void,
): Promise<void> => {
  // Typed by collection where it is called; here any document will do.
  const storage = collection.storageInstance as unknown as RxStorageInstance<LocalDocument, unknown, unknown>
  const schema = storage.schema
  for (let after = ''; ;) {
    const query = normalizeMangoQuery<LocalDocument>(schema, {
      selector: { id: { $gt: after } },
      sort: [{ id: 'asc' }],
      limit: size,
    })
    const { documents } = await storage.query(
      prepareQuery(schema, { ...query, selector: { ...query.selector, _deleted: { $eq: false } } as never }),
    )
    await visit(
      documents.map(({ _deleted, _attachments, _meta, _rev, ...document }) => document as unknown as LocalDocument),
    )
    if (documents.length < size) return
    after = documents.at(-1)?.id ?? ''
  }
}

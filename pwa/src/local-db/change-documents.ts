import type { BulkWriteRow, RxCollection, RxDocumentData, RxStorageInstance } from 'rxdb/plugins/core'
import type { LocalDocument } from './local-document.ts'

type Stored = RxDocumentData<LocalDocument>

/** What to write in place of `current`: a document, `'delete'`, or nothing (undefined). Pure: it may be asked again. */
export type Change = (id: string, current: LocalDocument | undefined) => LocalDocument | 'delete' | undefined

/**
 * The one way in which documents are written on a device: read, change, compare-and-set on RxDB's revision, again where another tab, the service
 * worker or sync was faster. Durable when it resolves. Resolves to the documents written.
 */
export const changeDocuments = async (
  collection: RxCollection,
  ids: readonly string[],
  change: Change,
): Promise<readonly LocalDocument[]> => {
  // Typed by collection where it is called; here any document will do.
  const storage = collection.storageInstance as unknown as RxStorageInstance<LocalDocument, unknown, unknown>
  const written: LocalDocument[] = []
  let open: readonly string[] = [...new Set(ids)]
  while (open.length > 0) {
    const stored = new Map(
      ((await storage.findDocumentsById([...open], true)) as unknown as Stored[]).map((document) => [
        document.id,
        document,
      ]),
    )
    const rows = open.flatMap((id) => rowOf(id, stored.get(id), change))
    if (rows.length === 0) return written
    const { error } = await storage.bulkWrite(rows, 'edutrack-change')
    const failed = new Set(error.map(({ documentId }) => documentId))
    for (const problem of error)
      if (problem.status !== 409) throw new Error('A document was not stored', { cause: problem })
    for (const { document } of rows) if (!failed.has(document.id)) written.push(document)
    open = open.filter((id) => failed.has(id))
  }
  return written
}

const rowOf = (id: string, stored: Stored | undefined, change: Change): BulkWriteRow<LocalDocument>[] => {
  const current = stored === undefined || stored._deleted ? undefined : plain(stored)
  const next = change(id, current)
  if (next === undefined || next === current || (next === 'delete' && current === undefined)) return []
  const content = next === 'delete' ? { ...(current as LocalDocument), unsentSince: 0 } : next
  const document = {
    ...content,
    _deleted: next === 'delete',
    _attachments: {},
    _meta: { ...stored?._meta, lwt: 0 },
    _rev: '',
  } as Stored
  return [stored === undefined ? { document } : { previous: stored, document }]
}

/** Without RxDB's own fields. */
const plain = ({ _deleted, _attachments, _meta, _rev, ...document }: Stored): LocalDocument => document as LocalDocument

import {
  getAllCollectionDocuments,
  getChangedDocumentsSince,
  type InternalStoreCollectionDocType,
  type RxCollection,
  type RxDocumentData,
  type RxJsonSchema,
  type RxStorage,
} from 'rxdb/plugins/core'
import type { CollectionName } from '@edutrack/shared-schema/collections/registry'
import { changeDocuments } from './change-documents.ts'
import type { LocalDocument } from './local-document.ts'
import type { LocalDatabase } from './open-database.ts'

/** What a collection is, as far as its documents can be of an earlier build. */
export interface Migratable {
  readonly version: number
  readonly migrations: Readonly<Record<number, (old: Record<string, unknown>) => Record<string, unknown>>>
}
const DOCUMENTS_PER_STEP = 200

/**
 * Brings what an earlier build has left into collections of this one (S19): each version of a collection has a store of its own, which goes when all of it is over.
 * What is unsent of a document stays with it. Cut off anywhere it goes on at the next start: what is in the new store already, perhaps changed since, stays as it is. RxDB's own
 * plugin for this is larger than all of it, and would be in the service worker too.
 */
export const migrateCollections = async (
  database: LocalDatabase,
  storage: RxStorage<unknown, unknown>,
  definitions: Readonly<Record<CollectionName, Migratable>>,
): Promise<void> => {
  for (const record of await getAllCollectionDocuments(database.internalStore)) {
    const { name, schema } = record.data as { name: CollectionName; schema: RxJsonSchema<RxDocumentData<unknown>> }
    const definition = definitions[name] as Migratable | undefined
    if (definition === undefined || schema.version >= definition.version) continue
    const old = await storage.createStorageInstance<LocalDocument>({
      databaseInstanceToken: database.token,
      databaseName: database.name,
      collectionName: name,
      schema: schema as never,
      options: {},
      multiInstance: database.multiInstance,
      devMode: false,
    })
    try {
      const collection = database[name] as unknown as RxCollection
      for (let checkpoint: unknown, isLast = false; !isLast;) {
        const read = await getChangedDocumentsSince(old, DOCUMENTS_PER_STEP, checkpoint as never)
        const migrated = new Map(
          read.documents
            .filter(({ _deleted }) => !_deleted)
            .map(({ _deleted, _attachments, _meta, _rev, ...document }) => [
              document.id,
              migrateDocument(definition, document as unknown as LocalDocument, schema.version),
            ]),
        )
        await changeDocuments(collection, [...migrated.keys()], (id, current) => current ?? migrated.get(id))
        checkpoint = read.checkpoint
        isLast = read.documents.length < DOCUMENTS_PER_STEP
      }
      await old.remove()
    } catch (error) {
      await old.close()
      throw error
    }
    await forgetVersion(database, record)
  }
}

const migrateDocument = ({ version, migrations }: Migratable, old: LocalDocument, from: number): LocalDocument => {
  // The state that an edit was made from is of the old shape: without it the person settles what clashes.
  const { base: _base, ...withoutBase } = old
  let document: LocalDocument = withoutBase
  const { unsentSince, assumed, serverNumber, isRemoved, heldCode, theirs } = old
  for (let next = from + 1; next <= version; next += 1)
    document = { ...(migrations[next]?.({ ...document }) ?? document), id: old.id, unsentSince, assumed, serverNumber }
  return {
    ...document,
    ...(isRemoved === undefined ? {} : { isRemoved }),
    ...(heldCode === undefined ? {} : { heldCode }),
    ...(theirs === undefined ? {} : { theirs }),
  }
}

const forgetVersion = async (
  { internalStore }: LocalDatabase,
  record: RxDocumentData<InternalStoreCollectionDocType>,
): Promise<void> => {
  await internalStore.bulkWrite([{ previous: record, document: { ...record, _deleted: true } }], 'edutrack-migrated')
}

import type { Collection, CreateIndexesOptions, Document, IndexDescription } from 'mongodb'
import { MongoServerError } from 'mongodb'
import { indexNewLookups } from './mongo-lookups.ts'
import type { MongoCollections } from './mongo-records.ts'
import type { TableDefinition } from './store.ts'

/** Durable on a majority of the servers before it is acknowledged. */
const ACKNOWLEDGED = { writeConcern: { w: 'majority', j: true } } as const
const INDEX_IS_OTHERWISE = new Set([85, 86])
const COLLECTION_IS_THERE = 48

/**
 * Makes collections and indexes that are not there yet, each index named after the query that it serves; those that are there cost one request a
 * collection. Several servers may do it at once.
 */
export const migrateMongo = async (
  collections: MongoCollections,
  tables: readonly TableDefinition[],
): Promise<void> => {
  await ensureCollection(collections.documents, [
    { name: 'channel_entries', key: { channels: 1, number: 1 } },
    { name: 'documents_by_lookup', key: { lookups: 1, _id: 1 } },
  ])
  await ensureCollection(collections.traces, [{ name: 'channel_traces', key: { channel: 1, number: 1 } }])
  await ensureCollection(collections.commits, [])
  await ensureCollection(collections.log, [])
  await ensureCollection(collections.turns, [])
  await ensureCollection(collections.writers, [])
  await ensureCollection(collections.declared, [])
  for (const { name, indexes } of tables)
    await ensureCollection(
      collections.table(name),
      indexes.map((index) =>
        index.unique === true
          ? { name: index.name, key: { [`keys.${index.name}`]: 1 }, unique: true, sparse: true }
          : { name: index.name, key: { [`keys.${index.name}`]: 1, _id: 1 } },
      ),
    )
  try {
    await collections.log.updateOne(
      { _id: 'log' },
      { $setOnInsert: { head: 0, turn: 0 } },
      { upsert: true, ...ACKNOWLEDGED },
    )
    await collections.turns.updateOne(
      { _id: 'turns' },
      { $setOnInsert: { given: 0, done: 0 } },
      { upsert: true, ...ACKNOWLEDGED },
    )
  } catch (error) {
    // Another server was first.
    if (!(error instanceof MongoServerError && error.code === 11_000)) throw error
  }
  await indexNewLookups(collections)
}

const ensureCollection = async <Schema extends Document>(
  collection: Collection<Schema>,
  indexes: readonly (IndexDescription & { readonly name: string })[],
): Promise<void> => {
  try {
    await collection.db.createCollection(collection.collectionName)
  } catch (error) {
    if (!(error instanceof MongoServerError && error.code === COLLECTION_IS_THERE)) throw error
  }
  const options: CreateIndexesOptions = {}
  for (const index of indexes) {
    try {
      await collection.createIndexes([index], options)
    } catch (error) {
      // An earlier version of the product indexed something else under this name.
      if (!(error instanceof MongoServerError && INDEX_IS_OTHERWISE.has(Number(error.code)))) throw error
      await collection.dropIndex(index.name)
      await collection.createIndexes([index], options)
    }
  }
}

import type { AnyBulkWriteOperation } from 'mongodb'
import { lookupTextsOf, type DocumentRecord, type MongoCollections } from './mongo-records.ts'
import { documentLookups } from './store.ts'

/** Documents of one request. */
const BATCH = 500

/**
 * Makes lookups that were declared since a server last started, for the documents that are there. What is written meanwhile brings its own, so a document that has
 * changed since it was read is left as it is. Cut short, it is done again at the next start.
 */
export const indexNewLookups = async (collections: MongoCollections): Promise<void> => {
  const declared = Object.entries(documentLookups).map(([name, { collection, fields }]) => ({
    collection,
    text: `${name} ${fields.join()}`,
  }))
  const known = new Set((await collections.declared.findOne({ _id: 'lookups' }))?.texts)
  const fresh = declared.filter(({ text }) => !known.has(text))
  if (fresh.length === 0) return
  for (const collection of new Set(fresh.map((lookup) => lookup.collection))) await index(collections, collection)
  await collections.declared.updateOne(
    { _id: 'lookups' },
    { $set: { texts: declared.map(({ text }) => text) } },
    { upsert: true },
  )
}

const index = async ({ documents }: MongoCollections, collection: string): Promise<void> => {
  // Ids begin with `<collection>/`, and `0` is what follows `/`.
  const found = documents.find({ _id: { $gte: `${collection}/`, $lt: `${collection}0` }, deleted: false })
  let writes: AnyBulkWriteOperation<DocumentRecord>[] = []
  const flush = async (): Promise<void> => {
    if (writes.length > 0) await documents.bulkWrite(writes, { ordered: false })
    writes = []
  }
  for await (const { _id, number, lookups, content } of found) {
    const texts = lookupTextsOf(collection, JSON.parse(content) as Record<string, unknown>)
    if (texts.join('\n') !== lookups.join('\n'))
      writes.push({ updateOne: { filter: { _id, number }, update: { $set: { lookups: texts } } } })
    if (writes.length >= BATCH) await flush()
  }
  await flush()
}

import type { ClientSession } from 'mongodb'
import { documentKeyText, traceKeyText, type MongoCollections } from './mongo-records.ts'
import type { LogEntry } from './store.ts'

/** Removes what entries of the log have left behind. Each removal names the number under which it was left, so what has come since stays, whoever else writes. */
export const forgetEntries = async (
  { documents, traces }: MongoCollections,
  session: ClientSession,
  entries: readonly LogEntry[],
): Promise<void> => {
  const left = entries.flatMap((entry) =>
    entry.left.map((channel) => ({ _id: traceKeyText(channel, documentKeyText(entry)), number: entry.number })),
  )
  if (left.length > 0)
    await traces.bulkWrite(
      left.map((filter) => ({ deleteOne: { filter } })),
      { session, ordered: false },
    )
  const gone = entries
    .filter(({ deleted }) => deleted)
    .map((entry) => ({ _id: documentKeyText(entry), number: entry.number }))
  if (gone.length === 0) return
  const found = await documents.find({ _id: { $in: gone.map(({ _id }) => _id) } }, { session }).toArray()
  const numbers = new Map(gone.map(({ _id, number }) => [_id, number]))
  const tracesOfGone = found
    .filter(({ _id, number }) => numbers.get(_id) === number)
    .flatMap((record) => record.traces.map((channel) => traceKeyText(channel, record._id)))
  if (tracesOfGone.length > 0)
    await traces.bulkWrite(
      tracesOfGone.map((_id) => ({ deleteOne: { filter: { _id } } })),
      { session, ordered: false },
    )
  await documents.bulkWrite(
    gone.map((filter) => ({ deleteOne: { filter } })),
    { session, ordered: false },
  )
}

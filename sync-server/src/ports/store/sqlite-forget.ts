import { channelOf, type Connection } from './sqlite-documents.ts'
import { idHash } from './sqlite-schema.ts'
import type { LogEntry } from './store.ts'

/** Removes what an entry of the log has left behind, where nothing has come since. */
export const forgetEntry = (
  connection: Pick<Connection, 'statement' | 'known'>,
  { collection, id, number, channels, left, deleted }: LogEntry,
): void => {
  const { statement } = connection
  const row = statement('SELECT doc, number FROM documents WHERE id_hash = ? AND id = ? AND collection = ?').get(
    idHash(collection, id),
    id,
    collection,
  ) as { doc: number; number: number } | undefined
  if (row === undefined) return
  const { doc } = row
  const remove = statement('DELETE FROM channel_entries WHERE channel = ? AND number = ? AND doc = ?')
  for (const name of left) {
    const channel = channelOf(connection, name)
    if (channel === undefined) continue
    const { changes } = statement('DELETE FROM traces WHERE doc = ? AND channel = ? AND number = ?').run(
      doc,
      channel,
      number,
    )
    if (changes > 0) remove.run(channel, number, doc)
  }
  if (!deleted || row.number !== number) return
  for (const name of channels) remove.run(channelOf(connection, name) ?? 0, number, doc)
  const traces = statement('SELECT channel, number FROM traces WHERE doc = ?').all(doc) as {
    channel: number
    number: number
  }[]
  for (const trace of traces) remove.run(trace.channel, trace.number, doc)
  statement('DELETE FROM traces WHERE doc = ?').run(doc)
  statement('DELETE FROM documents WHERE doc = ?').run(doc)
}

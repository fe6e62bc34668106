import { channel, type CollectionRules } from '#sync/collection-rules.ts'

/** Private: nobody but their writer sees them. */
export const notesRules: CollectionRules<'notes'> = {
  collection: 'notes',
  write: async (_deps, writer, incoming, current) =>
    incoming.personId !== writer.personId || (current !== undefined && current.personId !== writer.personId)
      ? { outcome: 'refuse', code: 'not-yours' }
      : { outcome: 'accept', document: incoming },
  remove: async (_deps, writer, current) =>
    current.personId === writer.personId
      ? { outcome: 'accept', document: current }
      : { outcome: 'refuse', code: 'not-yours' },
  channels: async (_deps, note) => [channel.person(note.personId)],
}

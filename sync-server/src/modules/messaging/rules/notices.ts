import { channel, type CollectionRules } from '#sync/collection-rules.ts'

/** Made by the server; their reader marks them read. */
export const noticesRules: CollectionRules<'notices'> = {
  collection: 'notices',
  write: async (_deps, writer, incoming, current) => {
    if (current === undefined) return { outcome: 'refuse', code: 'read-only' }
    return current.personId === writer.personId
      ? { outcome: 'accept', document: incoming }
      : { outcome: 'refuse', code: 'not-yours' }
  },
  channels: async (_deps, notice) => [channel.person(notice.personId)],
}

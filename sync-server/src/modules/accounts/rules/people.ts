import { channel, type CollectionRules } from '#sync/collection-rules.ts'

/** People change their own name and settings; roles are the administration's. */
export const peopleRules: CollectionRules<'people'> = {
  collection: 'people',
  write: async (_deps, writer, incoming, current) =>
    current === undefined || current.id !== writer.personId
      ? { outcome: 'refuse', code: 'not-yours' }
      : { outcome: 'accept', document: incoming },
  channels: async (_deps, person) => [channel.person(person.id), channel.school],
}

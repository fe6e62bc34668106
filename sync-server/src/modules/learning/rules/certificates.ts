import { channel, type CollectionRules } from '#sync/collection-rules.ts'

/** Issued by the server alone. */
export const certificatesRules: CollectionRules<'certificates'> = {
  collection: 'certificates',
  write: async () => ({ outcome: 'refuse', code: 'read-only' }),
  channels: async (_deps, certificate) => [channel.person(certificate.personId), channel.staff(certificate.courseId)],
}

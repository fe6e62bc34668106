import { channel, type CollectionRules } from '#sync/collection-rules.ts'
import { mayTeach } from './may-teach.ts'

export const coursesRules: CollectionRules<'courses'> = {
  collection: 'courses',
  write: async ({ store }, writer, incoming, current) => {
    if (writer.role === 'learner' || (current !== undefined && !mayTeach(current, writer)))
      return { outcome: 'refuse', code: 'not-yours' }
    const author = await store.document('people', current?.instructorId ?? writer.personId)
    return {
      outcome: 'accept',
      document: {
        ...incoming,
        instructorId: current?.instructorId ?? writer.personId,
        instructorName: current?.instructorName ?? String(author?.content['name'] ?? ''),
        // Colleagues are added and removed by whose course it is (../staff.ts), not by what a device holds of it.
        staffIds: current?.staffIds ?? [],
        contents: current?.contents ?? { units: 0, questions: 0, files: 0, bytes: 0 },
        createdAt: current?.createdAt ?? writer.receivedAt,
        updatedAt: writer.receivedAt,
      },
    }
  },
  channels: async (_deps, course) => [
    ...(course.status === 'published' ? [channel.catalogue] : []),
    channel.course(course.id),
    channel.staff(course.id),
    channel.school,
  ],
}

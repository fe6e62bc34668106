import { channel, type CollectionRules } from '#sync/collection-rules.ts'
import { courseOf, mayTeach } from './may-teach.ts'

export const filesRules: CollectionRules<'files'> = {
  collection: 'files',
  write: async ({ store }, writer, incoming, current) => {
    const course = await courseOf(store, current?.courseId ?? incoming.courseId)
    if (course === undefined) return { outcome: 'refuse', code: 'course-not-found' }
    if (!mayTeach(course, writer)) return { outcome: 'refuse', code: 'not-yours' }
    // Bytes come by upload, which makes the document; a device only names and places it.
    if (current === undefined) return { outcome: 'refuse', code: 'read-only' }
    return { outcome: 'accept', document: { ...incoming, courseId: course.id } }
  },
  channels: async (_deps, file) => [channel.course(file.courseId), channel.staff(file.courseId)],
}

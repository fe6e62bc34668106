import type { CourseFile } from '@edutrack/shared-schema/collections/files'
import { channel, type CollectionRules } from '#sync/collection-rules.ts'
import { courseWithContents } from '../course-contents.ts'
import { spareMediaTables, wantedMedium } from '../media-sweep/spare-media.ts'
import { courseOf, mayTeach } from './may-teach.ts'

export const filesRules: CollectionRules<'files'> = {
  collection: 'files',
  tables: spareMediaTables,
  write: async ({ store }, writer, incoming, current) => {
    const course = await courseOf(store, current?.courseId ?? incoming.courseId)
    if (course === undefined) return { outcome: 'refuse', code: 'course-not-found' }
    if (!mayTeach(course, writer)) return { outcome: 'refuse', code: 'not-yours' }
    if (current !== undefined) return { outcome: 'accept', document: { ...incoming, courseId: course.id } }
    // Bytes come by upload, which makes the document; a device names it, removes it, and brings back what was removed.
    const removed = (await store.document('files', incoming.id))?.content as CourseFile | undefined
    if (removed?.courseId !== course.id) return { outcome: 'refuse', code: 'read-only' }
    const document = { ...removed, name: incoming.name }
    // Its bytes, of which nothing spoke meanwhile, are kept from here on.
    const wanted = await wantedMedium(store, document.hash, writer.receivedAt)
    if (wanted === undefined) return { outcome: 'refuse', code: 'read-only' }
    return {
      outcome: 'accept',
      document,
      also: await courseWithContents(store, course, { file: document }),
      rows: [{ table: 'spare_media', row: wanted }],
    }
  },
  remove: async ({ store }, writer, current) => {
    const course = await courseOf(store, current.courseId)
    if (course === undefined) return { outcome: 'refuse', code: 'course-not-found' }
    if (!mayTeach(course, writer)) return { outcome: 'refuse', code: 'not-yours' }
    return {
      outcome: 'accept',
      document: current,
      also: await courseWithContents(store, course, { removedFileId: current.id }),
    }
  },
  channels: async (_deps, file) => [channel.course(file.courseId), channel.staff(file.courseId)],
}

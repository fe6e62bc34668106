import type { Course } from '@edutrack/shared-schema/collections/courses'
import type { CourseFile } from '@edutrack/shared-schema/collections/files'
import type { StoreReader } from '#ports/store/store.ts'
import { followedAmong } from '#sync/channels-of.ts'
import type { Reader } from '#sync/collection-rules.ts'

/** Whether someone may have the bytes of this hash: one of their channels holds a file of it, or it is the cover of a published course, which everyone sees. */
export const mayReadMedia = async (store: StoreReader, reader: Reader, hash: string): Promise<boolean> => {
  const files = await store.documentsBy({ lookup: 'files_by_hash', values: [hash] })
  for (const { channels } of files) if ((await followedAmong(store, reader, channels)).length > 0) return true
  for (const { content } of files) {
    const file = content as CourseFile
    const course = (await store.document('courses', file.courseId))?.content as Course | undefined
    if (course?.status === 'published' && course.coverFileId === file.id) return true
  }
  return false
}

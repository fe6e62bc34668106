import type { Course } from '@edutrack/shared-schema/collections/courses'
import type { StoreReader } from '#ports/store/store.ts'
import type { Reader } from '#sync/collection-rules.ts'

/** Whether someone may edit a course and see its learners' work: its instructor, its staff, an administrator. */
export const mayTeach = (course: Pick<Course, 'instructorId' | 'staffIds'>, reader: Reader): boolean =>
  reader.role === 'administrator' ||
  (reader.role === 'instructor' &&
    (course.instructorId === reader.personId || course.staffIds.includes(reader.personId)))

export const courseOf = async (store: StoreReader, courseId: string): Promise<Course | undefined> => {
  const stored = await store.document('courses', courseId)
  return stored === undefined || stored.deleted ? undefined : (stored.content as Course)
}

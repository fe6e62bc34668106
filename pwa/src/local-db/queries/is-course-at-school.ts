import type { LocalDatabase } from '../open-database.ts'

/** Whether the school has told a number of this course: one that was made here and has not left yet is unknown to it. */
export const isCourseAtSchool = async (database: LocalDatabase, courseId: string): Promise<boolean> =>
  ((await database.courses.findOne(courseId).exec())?.serverNumber ?? 0) !== 0

import type { Course } from '@edutrack/shared-schema/collections/courses'
import type { CourseFile } from '@edutrack/shared-schema/collections/files'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import { isQuestionVersion } from '@edutrack/shared-schema/questions/question-versions'
import type { StoreReader } from '#ports/store/store.ts'
import type { AlsoWrite } from '#sync/collection-rules.ts'
import { isSameJson } from '#sync/is-same-json.ts'

/**
 * The course with what a complete download of it holds, once `changed` is written: the units that learners see, all questions, all files. Nothing where that
 * stays as it is.
 */
export const courseWithContents = async (
  store: StoreReader,
  course: Course,
  changed: {
    readonly unit?: Unit
    readonly questionId?: string
    readonly file?: CourseFile
    readonly removedFileId?: string
  },
): Promise<readonly AlsoWrite[]> => {
  const [units, questions, files] = await Promise.all([
    store.documentsBy({ lookup: 'units_by_course', values: [course.id] }),
    store.documentsBy({ lookup: 'questions_by_course', values: [course.id] }),
    store.documentsBy({ lookup: 'files_by_course', values: [course.id] }),
  ])
  const unitsById = new Map(units.map(({ id, content }) => [id, content as Unit]))
  if (changed.unit !== undefined) unitsById.set(changed.unit.id, changed.unit)
  const questionIds = new Set(questions.filter((one) => !isQuestionVersion(one)).map(({ id }) => id))
  if (changed.questionId !== undefined) questionIds.add(changed.questionId)
  const bytesById = new Map(files.map(({ id, content }) => [id, (content as CourseFile).bytes]))
  if (changed.file !== undefined) bytesById.set(changed.file.id, changed.file.bytes)
  if (changed.removedFileId !== undefined) bytesById.delete(changed.removedFileId)
  const contents: Course['contents'] = {
    units: [...unitsById.values()].filter(({ status }) => status === 'published').length,
    questions: questionIds.size,
    files: bytesById.size,
    bytes: [...bytesById.values()].reduce((sum, bytes) => sum + bytes, 0),
  }
  return isSameJson(contents, course.contents) ? [] : [{ collection: 'courses', document: { ...course, contents } }]
}

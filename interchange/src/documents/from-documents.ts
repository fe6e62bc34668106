import type { Course } from '@edutrack/shared-schema/collections/courses'
import type { CourseFile } from '@edutrack/shared-schema/collections/files'
import type { Question } from '@edutrack/shared-schema/collections/questions'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import type { CoursePackage, PackageQuestion, PackageUnit } from '#model/course-package.ts'
import { mapTexts } from '#model/file-references.ts'

export interface FromDocumentsSource {
  readonly course: Course
  /** Of the course, in any order; what its modules don’t name is left out. */
  readonly units: readonly Unit[]
  readonly questions: readonly Question[]
  readonly files: readonly { readonly document: CourseFile; readonly bytes: Uint8Array }[]
  /** The address of a unit within the app, as `toDocuments` has it. */
  readonly unitAddress: (courseId: string, unitId: string) => string
}

/** A course of the school as a package that can be exported: what staff see of it, drafts and keys with it. */
export const fromDocuments = ({ course, units, questions, files, unitAddress }: FromDocumentsSource): CoursePackage => {
  const byId = new Map(units.map((unit) => [unit.id, unit]))
  const links = units.map(({ id }) => [unitAddress(course.id, id), id] as const)
  const text = (markdown: string): string =>
    markdown.includes('](/')
      ? links.reduce((whole, [address, id]) => whole.replaceAll(`](${address})`, `](unit:${id})`), markdown)
      : markdown
  return {
    title: course.title,
    description: course.description,
    language: course.language,
    ...(course.category === '' ? {} : { category: course.category }),
    level: course.level,
    modules: course.modules.map(({ title, unitIds }) => ({
      title,
      units: unitIds.flatMap((id) => {
        const unit = byId.get(id)
        return unit === undefined ? [] : [packageUnit(unit, text)]
      }),
    })),
    questions: questions.map((question) => packageQuestion(question, text)),
    files: files.map(({ document: { id, name, mime, role }, bytes }) => ({ id, name, mime, role, bytes })),
  }
}

const packageUnit = (
  { id, kind, title, minutes, markdown, video, quiz, assignment }: Unit,
  text: (markdown: string) => string,
): PackageUnit => ({
  id,
  kind,
  title,
  minutes,
  markdown: text(markdown),
  ...(video === undefined
    ? {}
    : {
        video: {
          fileId: video.fileId,
          ...(video.captionsFileId === undefined ? {} : { captionsFileId: video.captionsFileId }),
        },
      }),
  ...(quiz === undefined ? {} : { quiz }),
  ...(assignment === undefined
    ? {}
    : {
        assignment: {
          points: assignment.points,
          ...(assignment.dueAt === undefined ? {} : { dueAt: assignment.dueAt }),
        },
      }),
})

const packageQuestion = (
  { id, kind, title, prompt, content, key, explanation, points, tags }: Question,
  text: (markdown: string) => string,
): PackageQuestion => ({
  id,
  kind,
  title,
  prompt: text(prompt),
  content: mapTexts(content, text),
  key: mapTexts(key ?? {}, text),
  ...(explanation === undefined ? {} : { explanation: text(explanation) }),
  points,
  tags,
})

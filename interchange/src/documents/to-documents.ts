import type { Course } from '@edutrack/shared-schema/collections/courses'
import type { Question } from '@edutrack/shared-schema/collections/questions'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import type { CoursePackage, PackageQuestion, PackageUnit } from '#model/course-package.ts'
import { fileIdsIn, mapTexts, withFileIds, withUnitIds } from '#model/file-references.ts'

export interface ToDocumentsDeps {
  readonly courseId: string
  /** A new id each time. */
  readonly newId: () => string
  /** The course’s file that a file of the package has become; undefined for one that was left out. */
  readonly fileIdOf: (packageFileId: string) => string | undefined
  /** Bytes of all files that came in. */
  readonly bytes: number
  /** The address of a unit within the app: links between units become it. */
  readonly unitAddress: (courseId: string, unitId: string) => string
  readonly owner: { readonly id: string; readonly name: string }
  /** ms */
  readonly now: number
}

export interface CourseDocuments {
  readonly course: Course
  readonly units: readonly Unit[]
  readonly questions: readonly Question[]
}

/**
 * A package as documents of the school: a draft course with draft units and its bank. Files are uploaded by other ways, before: `fileIdOf` tells which they are.
 */
export const toDocuments = (source: CoursePackage, deps: ToDocumentsDeps): CourseDocuments => {
  const { courseId, newId, owner, now } = deps
  const questionIds = new Map(source.questions.map(({ id }) => [id, newId()]))
  const allUnits = source.modules.flatMap((module) => module.units)
  const unitIds = new Map(allUnits.map(({ id }) => [id, newId()]))
  const scope: Scope = {
    ...deps,
    questionIds,
    unitIds,
    text: (markdown) => inCourse(markdown, deps, unitIds),
  }
  const units = allUnits.map((unit) => unitDocument(unit, scope))
  const questions = source.questions.map((question) => questionDocument(question, allUnits, scope))
  return {
    units,
    questions,
    course: {
      id: courseId,
      title: source.title.trim().slice(0, 200) || 'Imported course',
      description: source.description.slice(0, 5000),
      category: source.category?.slice(0, 60) ?? '',
      level: source.level ?? 'beginner',
      language: source.language?.slice(0, 35) ?? 'en',
      instructorId: owner.id,
      instructorName: owner.name.slice(0, 120),
      staffIds: [],
      status: 'draft',
      modules: source.modules.map((module) => ({
        id: newId(),
        title: module.title.trim().slice(0, 200) || 'Module',
        unitIds: module.units.map(({ id }) => unitIds.get(id) as string),
      })),
      minutes: units.reduce((sum, { minutes }) => sum + minutes, 0),
      enrolment: { mode: 'open' },
      contents: {
        units: units.length,
        questions: questions.length,
        files: source.files.filter(({ id }) => deps.fileIdOf(id) !== undefined).length,
        bytes: deps.bytes,
      },
      createdAt: now,
      updatedAt: now,
    },
  }
}

interface Scope extends ToDocumentsDeps {
  readonly questionIds: ReadonlyMap<string, string>
  readonly unitIds: ReadonlyMap<string, string>
  /** Markdown with the names of this course. */
  readonly text: (markdown: string) => string
}

const inCourse = (
  markdown: string,
  { fileIdOf, unitAddress, courseId }: ToDocumentsDeps,
  unitIds: ReadonlyMap<string, string>,
): string =>
  withUnitIds(withFileIds(markdown, fileIdOf), (id) => unitIds.get(id)).replace(
    /(\]\()unit:([^)\s]+)/g,
    (_whole, head: string, id: string) => head + unitAddress(courseId, id),
  )

const unitDocument = (unit: PackageUnit, scope: Scope): Unit => {
  const { fileIdOf, questionIds } = scope
  const { quiz, video, assignment } = unit
  const film = video === undefined ? undefined : fileIdOf(video.fileId)
  const captions = video?.captionsFileId === undefined ? undefined : fileIdOf(video.captionsFileId)
  const shown = [
    ...fileIdsIn(unit.markdown).flatMap((id) => fileIdOf(id) ?? []),
    ...(film === undefined ? [] : [film]),
    ...(captions === undefined ? [] : [captions]),
  ]
  return {
    id: scope.unitIds.get(unit.id) as string,
    courseId: scope.courseId,
    title: unit.title.trim().slice(0, 200) || 'Untitled',
    // A film that was left out leaves its text.
    kind: unit.kind === 'video' && film === undefined ? 'page' : unit.kind,
    minutes: unit.minutes,
    status: 'draft',
    markdown: scope.text(unit.markdown),
    ...(film === undefined
      ? {}
      : { video: { fileId: film, ...(captions === undefined ? {} : { captionsFileId: captions }) } }),
    ...(quiz === undefined
      ? {}
      : { quiz: { ...quiz, questionIds: quiz.questionIds.flatMap((id) => questionIds.get(id) ?? []) } }),
    ...(assignment === undefined ? {} : { assignment }),
    fileIds: [...new Set(shown)].slice(0, 500),
    updatedAt: scope.now,
  }
}

const questionDocument = (
  question: PackageQuestion,
  units: readonly PackageUnit[],
  { questionIds, courseId, text, now }: Scope,
): Question => {
  const modes = units.flatMap(({ quiz }) => (quiz?.questionIds.includes(question.id) === true ? [quiz.mode] : []))
  return {
    id: questionIds.get(question.id) as string,
    courseId,
    kind: question.kind,
    title: question.title,
    prompt: text(question.prompt),
    content: mapTexts(question.content, text),
    key: mapTexts(question.key, text),
    ...(question.explanation === undefined ? {} : { explanation: text(question.explanation) }),
    points: question.points,
    tags: [...question.tags],
    // Devices hold the keys of what is only practised.
    isKeyOpen: modes.length > 0 && modes.every((mode) => mode === 'practice'),
    version: 1,
    updatedAt: now,
  }
}

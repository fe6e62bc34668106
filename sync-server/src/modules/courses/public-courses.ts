import type { Course } from '@edutrack/shared-schema/collections/courses'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import { searchTerms } from '@edutrack/shared-schema/search-terms'
import type { StoredDocument, StoreReader } from '#ports/store/store.ts'

/** What everybody may know of a published course, signed in or not. */
export interface PublicCourse {
  readonly id: string
  readonly title: string
  readonly description: string
  readonly category: string
  readonly level: Course['level']
  readonly language: string
  readonly instructorId: string
  readonly instructorName: string
  /** Learning time. */
  readonly minutes: number
  readonly enrolment: Course['enrolment']['mode']
  readonly contents: Course['contents']
  /** Server's clock, ms. */
  readonly createdAt: number
  readonly updatedAt: number
}
export interface PublicUnit {
  readonly id: string
  readonly title: string
  readonly kind: Unit['kind']
  readonly minutes: number
}
export interface PublicModule {
  readonly id: string
  readonly title: string
  readonly units: readonly PublicUnit[]
}

export interface CourseQuery {
  readonly category?: string | undefined
  readonly level?: string | undefined
  readonly language?: string | undefined
  readonly instructorId?: string | undefined
  /** Courses whose title, description or instructor has words that begin so, all of them. */
  readonly search?: string | undefined
}

/** A change of the log, as far as it matters here. */
export interface LoggedChange {
  readonly collection: string
  readonly id: string
  readonly number: number
  readonly document: StoredDocument
}

export interface PublicChanges {
  /** Ids of courses of which, or of whose units, something has changed. */
  readonly courseIds: ReadonlySet<string>
  /** Whether lists of courses have: what happens in drafts and units is not in them. */
  readonly isInLists: boolean
}

/** Published courses, the newest first, as this server knows them from the log: the store is asked for all of them once. */
export interface PublicCourses {
  find(query: CourseQuery): Promise<readonly PublicCourse[]>
  /** The course with what its modules hold, read from the store; undefined where it is not published. */
  withModules(id: string): Promise<(PublicCourse & { readonly modules: readonly PublicModule[] }) | undefined>
  /** To be told of each change, in the log's order; says what of it the public may see. */
  note(changes: readonly LoggedChange[]): PublicChanges
}

const PAGE = 500

export const createPublicCourses = ({ store }: { readonly store: StoreReader }): PublicCourses => {
  /** With the number of the change that it is known from; without a course where it is not public. */
  const known = new Map<string, { readonly number: number; readonly course?: PublicCourse; readonly words: string }>()
  let loading: Promise<void> | undefined
  let sorted: readonly { readonly course: PublicCourse; readonly words: string }[] | undefined

  /** Whether lists are others now. */
  const keep = (document: StoredDocument): boolean => {
    const before = known.get(document.id)
    if ((before?.number ?? -1) >= document.number) return false
    const content = document.content as Course
    const isPublic = !document.deleted && content.status === 'published'
    known.set(
      document.id,
      isPublic
        ? { number: document.number, course: toPublicCourse(content), words: wordsOf(content) }
        : { number: document.number, words: '' },
    )
    const isOther = JSON.stringify(before?.course) !== JSON.stringify(known.get(document.id)?.course)
    if (isOther) sorted = undefined
    return isOther
  }
  const load = async (): Promise<void> => {
    let afterId: string | undefined
    for (;;) {
      const page = await store.documentsBy({
        lookup: 'courses_by_status',
        values: ['published'],
        ...(afterId === undefined ? {} : { afterId }),
        limit: PAGE,
      })
      for (const document of page) keep(document)
      if (page.length < PAGE) return
      afterId = page.at(-1)?.id
    }
  }
  const all = async () => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined
      throw error
    })
    await loading
    sorted ??= [...known.values()]
      .flatMap(({ course, words }) => (course === undefined ? [] : [{ course, words }]))
      .sort((a, b) => b.course.createdAt - a.course.createdAt || (a.course.id < b.course.id ? -1 : 1))
    return sorted
  }

  return {
    find: async ({ category, level, language, instructorId, search = '' }) => {
      const terms = searchTerms(search)
      return (await all())
        .filter(
          ({ course, words }) =>
            (category === undefined || course.category === category) &&
            (level === undefined || course.level === level) &&
            (language === undefined || course.language === language) &&
            (instructorId === undefined || course.instructorId === instructorId) &&
            terms.every((term) => words.includes(` ${term}`)),
        )
        .map(({ course }) => course)
    },
    withModules: async (id) => {
      const stored = await store.document('courses', id)
      if (stored === undefined || stored.deleted) return undefined
      const course = stored.content as Course
      if (course.status !== 'published') return undefined
      const unitIds = course.modules.flatMap((module) => module.unitIds)
      const units = await store.documents(unitIds.map((unitId) => ({ collection: 'units', id: unitId })))
      return { ...toPublicCourse(course), modules: toPublicModules(course, units) }
    },
    note: (changes) => {
      const courseIds = new Set<string>()
      let isInLists = false
      for (const { collection, id, document } of changes) {
        if (collection === 'courses') {
          courseIds.add(id)
          // Nothing is known before the first question; then nothing was told either, but by another server.
          if (loading === undefined || keep(document)) isInLists = true
        } else if (collection === 'units') courseIds.add(String(document.content['courseId']))
      }
      return { courseIds, isInLists }
    },
  }
}

export const toPublicCourse = (course: Course): PublicCourse => ({
  id: course.id,
  title: course.title,
  description: course.description,
  category: course.category,
  level: course.level,
  language: course.language,
  instructorId: course.instructorId,
  instructorName: course.instructorName,
  minutes: course.minutes,
  enrolment: course.enrolment.mode,
  contents: course.contents,
  createdAt: course.createdAt,
  updatedAt: course.updatedAt,
})

/** Modules with those of their units that are published; `units` in any order. */
export const toPublicModules = (
  course: Pick<Course, 'id' | 'modules'>,
  units: readonly (StoredDocument | undefined)[],
): readonly PublicModule[] => {
  const unitsById = new Map<string, PublicUnit>()
  for (const stored of units) {
    if (stored === undefined || stored.deleted) continue
    const { id, courseId, title, kind, minutes, status } = stored.content as Unit
    if (status === 'published' && courseId === course.id) unitsById.set(id, { id, title, kind, minutes })
  }
  return course.modules.map(({ id, title, unitIds }) => ({
    id,
    title,
    units: unitIds.flatMap((unitId) => unitsById.get(unitId) ?? []),
  }))
}

const wordsOf = ({ title, description, instructorName }: Course): string =>
  ` ${searchTerms(`${title} ${description} ${instructorName}`).join(' ')}`

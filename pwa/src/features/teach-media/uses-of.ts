import type { Course } from '@edutrack/shared-schema/collections/courses'
import type { Question } from '@edutrack/shared-schema/collections/questions'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import { namesFile } from '#parts/media-markdown.ts'

/** Where a file of a course is shown. */
export interface Use {
  readonly kind: 'cover' | 'unit' | 'question'
  readonly id: string
  readonly title: string
}

export const usesOf = (
  fileId: string,
  {
    course,
    units,
    questions,
  }: {
    readonly course: Pick<Course, 'id' | 'title' | 'coverFileId'>
    readonly units: readonly Unit[]
    readonly questions: readonly Question[]
  },
): readonly Use[] => [
  ...(course.coverFileId === fileId ? [{ kind: 'cover' as const, id: course.id, title: course.title }] : []),
  // Its own list of files may lag behind its text, which a colleague has changed.
  ...units
    .filter(({ markdown, video }) => namesFile([markdown, video], fileId))
    .map(({ id, title }) => ({ kind: 'unit' as const, id, title })),
  ...questions
    .filter(({ prompt, explanation, content }) => namesFile([prompt, explanation, content], fileId))
    .map(({ id, title }) => ({ kind: 'question' as const, id, title })),
]

import type { z } from 'zod'
import type { quizSettings, unitSchema } from '#schemas/units.ts'
import { defineCollection } from './define-collection.ts'
import { fieldsInConflict, mergeFields, mergeSets, type EditedFields } from './merge-fields.ts'

export type QuizSettings = z.infer<typeof quizSettings>
export type Unit = z.infer<typeof unitSchema>

export const unitKinds = ['page', 'video', 'quiz', 'assignment'] as const

/** What an earlier version of a unit holds and brings back: all that is written in it. Whether learners see the unit is decided apart. */
export const unitContentFields = [
  'title',
  'minutes',
  'markdown',
  'video',
  'quiz',
  'assignment',
  'fileIds',
] as const satisfies readonly (keyof Unit)[]

export type UnitContent = Pick<Unit, (typeof unitContentFields)[number]>

/** A field that a unit lacks is there and undefined: restored, it takes away what is there now. */
export const unitContentOf = ({ title, minutes, markdown, video, quiz, assignment, fileIds }: UnitContent) => ({
  title,
  minutes,
  markdown,
  video,
  quiz,
  assignment,
  fileIds,
})

const edited: EditedFields<Unit> = {
  fields: ['courseId', 'title', 'kind', 'minutes', 'status', 'markdown', 'video', 'quiz', 'assignment', 'fileIds'],
  // Follows the text and the video, each of which one side may have changed.
  merges: { fileIds: mergeSets },
}

export const units = defineCollection<'units', Unit>({
  name: 'units',
  version: 0,
  clientFields: edited.fields,
  indexes: ['courseId'],
  migrations: {},
  keepsBase: true,
  settle: (mine, theirs, base) => mergeFields(edited, mine, theirs, base),
  conflicts: (mine, theirs, base) => fieldsInConflict(edited, mine, theirs, base),
})

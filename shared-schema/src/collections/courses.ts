import type { z } from 'zod'
import type { courseSchema } from '#schemas/courses.ts'
import { defineCollection } from './define-collection.ts'
import { fieldsInConflict, mergeFields, mergeSums, type EditedFields } from './merge-fields.ts'

export type Course = z.infer<typeof courseSchema>

export const levels = ['beginner', 'intermediate', 'advanced'] as const

const edited: EditedFields<Course> = {
  fields: [
    'title',
    'description',
    'category',
    'level',
    'language',
    'staffIds',
    'status',
    'coverFileId',
    'modules',
    'minutes',
    'enrolment',
    'certificate',
  ],
  merges: {
    // Who teaches a course is decided at the server: no device changes it by an edit.
    staffIds: (_mine: never, theirs: Course['staffIds']) => theirs,
    // Follows the units, which several may change at once.
    minutes: mergeSums,
  },
}

export const courses = defineCollection<'courses', Course>({
  name: 'courses',
  version: 0,
  clientFields: edited.fields,
  indexes: [],
  migrations: {},
  keepsBase: true,
  settle: (mine, theirs, base) => mergeFields(edited, mine, theirs, base),
  conflicts: (mine, theirs, base) => fieldsInConflict(edited, mine, theirs, base),
})

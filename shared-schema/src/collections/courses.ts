import type { z } from 'zod'
import type { courseSchema } from '#schemas/courses.ts'
import { defineCollection } from './define-collection.ts'

export type Course = z.infer<typeof courseSchema>

export const levels = ['beginner', 'intermediate', 'advanced'] as const

export const courses = defineCollection<'courses', Course>({
  name: 'courses',
  version: 0,
  clientFields: [
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
  indexes: [],
  migrations: {},
})

import type { z } from 'zod'
import type { courseFileSchema } from '#schemas/files.ts'
import { defineCollection } from './define-collection.ts'

export type CourseFile = z.infer<typeof courseFileSchema>

export const files = defineCollection<'files', CourseFile>({
  name: 'files',
  version: 0,
  clientFields: ['courseId', 'name', 'role'],
  indexes: ['courseId'],
  migrations: {},
})

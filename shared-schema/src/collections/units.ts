import type { z } from 'zod'
import type { quizSettings, unitSchema } from '#schemas/units.ts'
import { defineCollection } from './define-collection.ts'

export type QuizSettings = z.infer<typeof quizSettings>
export type Unit = z.infer<typeof unitSchema>

export const unitKinds = ['page', 'video', 'quiz', 'assignment'] as const

export const units = defineCollection<'units', Unit>({
  name: 'units',
  version: 0,
  clientFields: [
    'courseId',
    'title',
    'kind',
    'minutes',
    'status',
    'markdown',
    'video',
    'quiz',
    'assignment',
    'fileIds',
  ],
  indexes: ['courseId'],
  migrations: {},
})

import type { z } from 'zod'
import type { questionSchema } from '#schemas/questions.ts'
import { defineCollection } from './define-collection.ts'

export type Question = z.infer<typeof questionSchema>

export const questions = defineCollection<'questions', Question>({
  name: 'questions',
  version: 0,
  clientFields: ['courseId', 'kind', 'title', 'prompt', 'content', 'key', 'explanation', 'points', 'tags'],
  indexes: ['courseId'],
  migrations: {},
})

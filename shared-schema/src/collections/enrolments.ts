import type { z } from 'zod'
import type { enrolmentSchema } from '#schemas/enrolments.ts'
import { defineCollection } from './define-collection.ts'

export type Enrolment = z.infer<typeof enrolmentSchema>

export const enrolments = defineCollection<'enrolments', Enrolment>({
  name: 'enrolments',
  version: 0,
  clientFields: ['personId', 'courseId', 'wish', 'wishedAt', 'invitation'],
  indexes: ['courseId'],
  migrations: {},
  // The later wish counts.
  settle: (mine, theirs) => (mine.wishedAt >= theirs.wishedAt ? mine : theirs),
})

import type { z } from 'zod'
import type { attemptSchema } from '#schemas/attempts.ts'
import { defineCollection } from './define-collection.ts'

export type Attempt = z.infer<typeof attemptSchema>

/** Why an instructor should look at a handed-in attempt (S12); such work is kept and graded like any other until they decide. */
export const attemptMarks = [
  'late',
  'over-limit',
  'over-time',
  'not-enrolled',
  'clock-off',
  'before-opening',
  'other-device',
] as const

export type AttemptMark = (typeof attemptMarks)[number]

export const attempts = defineCollection<'attempts', Attempt>({
  name: 'attempts',
  version: 0,
  clientFields: [
    'personId',
    'courseId',
    'unitId',
    'device',
    'startedAt',
    'asked',
    'seed',
    'answers',
    'flagged',
    'text',
    'secondsUsed',
    'status',
    'handedInAt',
    'clockOffset',
  ],
  indexes: ['unitId', 'courseId'],
  migrations: {},
  // One device writes an attempt, so its own state is the later one. What comes after a hand-in the server refuses, and keeps (S12).
  settle: (mine) => mine,
})

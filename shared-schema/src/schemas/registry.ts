import type { z } from 'zod'
import { attemptSchema } from './attempts.ts'
import { certificateSchema } from './certificates.ts'
import { courseSchema } from './courses.ts'
import { enrolmentSchema } from './enrolments.ts'
import { courseFileSchema } from './files.ts'
import { noteSchema } from './notes.ts'
import { noticeSchema } from './notices.ts'
import { personSchema } from './people.ts'
import { postSchema } from './posts.ts'
import { progressSchema } from './progress.ts'
import { questionSchema } from './questions.ts'
import { unitSchema } from './units.ts'
import type { CollectionName } from '#collections/registry.ts'

/** The schema of every collection, the whole document as a device holds it. */
export const schemas = {
  people: personSchema,
  courses: courseSchema,
  files: courseFileSchema,
  questions: questionSchema,
  units: unitSchema,
  enrolments: enrolmentSchema,
  progress: progressSchema,
  attempts: attemptSchema,
  posts: postSchema,
  notes: noteSchema,
  certificates: certificateSchema,
  notices: noticeSchema,
} satisfies { readonly [Name in CollectionName]: z.ZodObject }

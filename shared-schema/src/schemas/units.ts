import { z } from 'zod'
import { unitKinds } from '#collections/units.ts'
import { documentId, timestamp } from './fields.ts'

export const quizSettings = z.object({
  /** A practice quiz gives feedback at once, on the device; a graded quiz's key stays on the server. */
  mode: z.enum(['practice', 'graded']),
  /** In order. `draw` of them are drawn where it is set (the draw is kept in the attempt). */
  questionIds: z.array(documentId).max(500),
  draw: z.number().int().min(1).optional(),
  timeLimitSeconds: z.number().int().min(10).optional(),
  attemptLimit: z.number().int().min(1).optional(),
  /** Which attempt counts. */
  counts: z.enum(['best', 'last', 'first', 'average']),
  shuffleQuestions: z.boolean(),
  shuffleChoices: z.boolean(),
  opensAt: timestamp.optional(),
  dueAt: timestamp.optional(),
  /** Work handed in after it is accepted, marked late and decided by the instructor (S12). */
  closesAt: timestamp.optional(),
  /** When answers are shown in a graded quiz; practice is always at once. */
  feedback: z.enum(['after-hand-in', 'after-close', 'never']),
  passPercent: z.number().min(0).max(100),
})

export const unitSchema = z.object({
  id: documentId,
  courseId: documentId,
  title: z.string().min(1).max(200),
  kind: z.enum(unitKinds),
  minutes: z.number().int().min(0),
  status: z.enum(['draft', 'published']),
  /** Markdown: the page, the text beside a video, the introduction of a quiz, the task of an assignment. Media as `![alt](file:<files id>)`. */
  markdown: z.string().max(200_000),
  /** `kind: video` */
  video: z.object({ fileId: documentId, captionsFileId: documentId.optional() }).optional(),
  /** `kind: quiz` */
  quiz: quizSettings.optional(),
  /** `kind: assignment`: a text handed in and graded by hand. */
  assignment: z.object({ points: z.number().min(0), dueAt: timestamp.optional() }).optional(),
  /** All `files` that the unit shows. */
  fileIds: z.array(documentId).max(500),
  updatedAt: timestamp,
})

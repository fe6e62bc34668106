import { z } from 'zod'
import { documentId, timestamp } from './fields.ts'

/**
 * A question of a course's bank. `content` is what a learner sees, `key` what makes an answer right; their shapes
 * are those of the question type `kind` (see ../questions). A learner's copy carries `key` only where the question is used
 * in practice alone; the server leaves it out otherwise.
 */
export const questionSchema = z.object({
  id: documentId,
  courseId: documentId,
  kind: z.string().max(40),
  /** Name in the bank; learners don't see it. */
  title: z.string().max(200),
  /** Markdown, what is asked. */
  prompt: z.string().max(20_000),
  content: z.record(z.string(), z.json()),
  key: z.record(z.string(), z.json()).optional(),
  /** Markdown, shown with the feedback. Travels and hides with `key`. */
  explanation: z.string().max(20_000).optional(),
  /** Server's: true while every quiz that asks it is for practice, so that devices may hold the key. */
  isKeyOpen: z.boolean().optional(),
  points: z.number().min(0).max(1000),
  tags: z.array(z.string().max(60)).max(30),
  /** Raised by the server when content, key or points change; an attempt names the version it answered. */
  version: z.number().int().min(1),
  updatedAt: timestamp,
})

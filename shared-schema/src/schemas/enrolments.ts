import { z } from 'zod'
import { documentId, timestamp } from './fields.ts'

/** A person in a course. The id is `enrolmentIdOf(person, course)`. The person writes a wish, the server what becomes of it. */
export const enrolmentSchema = z.object({
  id: documentId,
  personId: documentId,
  courseId: documentId,
  wish: z.enum(['enrolled', 'left']),
  /** Device's clock. */
  wishedAt: timestamp,
  /** An invitation's code, where the course asks for one. */
  invitation: z.string().max(100).optional(),
  /** `requested` is what a device writes before the server has seen it. */
  status: z.enum(['requested', 'active', 'refused', 'left', 'removed', 'completed']),
  /** Code of a refusal, see ../protocol/errors.ts; shown in words. */
  reason: z.string().max(60).optional(),
  /** Server's clock. */
  decidedAt: timestamp.optional(),
  /** For staff, who see it beside the learner's work. */
  personName: z.string().max(120).optional(),
  group: z.string().max(80).optional(),
  /** Extra time in timed quizzes: 25 means a quarter more. */
  extraTimePercent: z.number().min(0).max(1000).optional(),
  /** Later deadlines of this learner: unit → time. */
  dueAtByUnit: z.record(z.string(), timestamp).optional(),
  certificateId: documentId.optional(),
})

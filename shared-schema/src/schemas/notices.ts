import { z } from 'zod'
import { documentId, timestamp } from './fields.ts'

/** Something a person should know: a grade, a reply, a refusal with what was refused (S6). Ids derive from their cause (S15). */
export const noticeSchema = z.object({
  id: documentId,
  personId: documentId,
  kind: z.enum(['refused', 'graded', 'decided', 'announcement', 'reply', 'enrolled', 'certificate', 'deadline']),
  /** Server's clock. */
  at: timestamp,
  courseId: documentId.optional(),
  /** What it is about. */
  subject: z.object({ collection: z.string().max(40), id: documentId, title: z.string().max(200) }).optional(),
  /** `refused`: the code (protocol/errors.ts) and the document as it came, so that it can be recovered. */
  refusal: z.object({ code: z.string().max(60), document: z.record(z.string(), z.json()) }).optional(),
  /** Device's clock. */
  readAt: timestamp.optional(),
})

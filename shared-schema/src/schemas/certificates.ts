import { z } from 'zod'
import { documentId, timestamp } from './fields.ts'

export const certificateSchema = z.object({
  id: documentId,
  personId: documentId,
  courseId: documentId,
  personName: z.string().max(120),
  courseTitle: z.string().max(200),
  percent: z.number().min(0).max(100),
  issuedAt: timestamp,
  status: z.enum(['valid', 'revoked']),
  /** Open Badges 3.0 credential, a signed JWT. */
  badge: z.string().max(20_000).optional(),
  /** SHA-256 of the PDF, its name in the blob store. */
  pdfHash: z.string().max(64).optional(),
})

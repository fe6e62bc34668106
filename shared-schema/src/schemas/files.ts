import { z } from 'zod'
import { documentId } from './fields.ts'

/** A medium of a course, by content: its bytes are at `/api/media/<hash>` and, on a device, in Cache Storage under that address. */
export const courseFileSchema = z.object({
  id: documentId,
  courseId: documentId,
  name: z.string().max(200),
  mime: z.string().max(100),
  role: z.enum(['image', 'video', 'audio', 'captions', 'document']),
  bytes: z.number().int().min(0),
  /** SHA-256, 64 hexadecimal digits. */
  hash: z.string().length(64),
  width: z.number().int().optional(),
  height: z.number().int().optional(),
  seconds: z.number().optional(),
})

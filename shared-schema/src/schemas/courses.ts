import { z } from 'zod'
import { levels } from '#collections/courses.ts'
import { documentId, timestamp } from './fields.ts'

export const courseModule = z.object({
  id: documentId,
  title: z.string().min(1).max(200),
  unitIds: z.array(documentId).max(200),
})

/** What a complete download holds; derived by the server, so that "ready offline" can be checked against it (L4). */
export const courseContents = z.object({
  units: z.number().int().min(0),
  questions: z.number().int().min(0),
  files: z.number().int().min(0),
  /** Bytes of all files. */
  bytes: z.number().int().min(0),
})

export const courseSchema = z.object({
  id: documentId,
  title: z.string().min(1).max(200),
  description: z.string().max(5000),
  category: z.string().max(60),
  level: z.enum(levels),
  /** BCP 47 */
  language: z.string().max(35),
  instructorId: documentId,
  instructorName: z.string().max(120),
  /** Others who may edit and grade. */
  staffIds: z.array(documentId).max(50),
  status: z.enum(['draft', 'published', 'archived']),
  /** `files` id of the cover; without one it is drawn from the course's id. */
  coverFileId: documentId.optional(),
  modules: z.array(courseModule).max(100),
  /** Learning time. */
  minutes: z.number().int().min(0),
  enrolment: z.object({
    mode: z.enum(['open', 'invitation', 'closed']),
    capacity: z.number().int().min(1).optional(),
  }),
  /** A certificate is issued at this grade with all units done; absent: none. */
  certificate: z.object({ minimumPercent: z.number().min(0).max(100) }).optional(),
  contents: courseContents,
  createdAt: timestamp,
  updatedAt: timestamp,
})

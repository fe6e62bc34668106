import { z } from 'zod'
import { documentId, timestamp } from './fields.ts'

/** An announcement, a question to the course, or a reply. */
export const postSchema = z.object({
  id: documentId,
  courseId: documentId,
  /** The post replied to; absent at the head of a thread. */
  parentId: documentId.optional(),
  kind: z.enum(['announcement', 'discussion', 'reply']),
  authorId: documentId,
  authorName: z.string().max(120),
  title: z.string().max(200),
  markdown: z.string().max(50_000),
  /** Device's clock. */
  writtenAt: timestamp,
  /** Set by staff; a hidden post keeps its place without its text. */
  hidden: z.boolean().optional(),
  /** Server's clock. */
  receivedAt: timestamp.optional(),
})

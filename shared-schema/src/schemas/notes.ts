import { z } from 'zod'
import { MAX_NOTE_LENGTH } from '#collections/notes.ts'
import { documentId, timestamp } from './fields.ts'

/** A private note or bookmark on a unit. */
export const noteSchema = z.object({
  id: documentId,
  personId: documentId,
  courseId: documentId,
  unitId: documentId,
  kind: z.enum(['note', 'bookmark']),
  /** 0–1 of the page's height. */
  position: z.number().min(0).max(1),
  text: z.string().max(MAX_NOTE_LENGTH),
  /** Device's clock. */
  writtenAt: timestamp,
})

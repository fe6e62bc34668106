import { z } from 'zod'
import { documentId, timestamp } from './fields.ts'

const place = z.object({
  /** Where in the unit: 0–1 of a page's height, or seconds in a video. */
  position: z.number().min(0),
  /** Device's clock when it was left there. */
  at: timestamp,
  device: documentId,
})

export const progressSchema = z.object({
  id: documentId,
  personId: documentId,
  courseId: documentId,
  unitId: documentId,
  /** Device's clock; the earliest wins. */
  openedAt: timestamp,
  /** Device's clock; the earliest wins; once done, done. */
  doneAt: timestamp.optional(),
  /** Largest part seen, 0–1. */
  furthest: z.number().min(0).max(1),
  place: place,
  /** Seconds of attention, by device: each counts its own, the sum is the total. */
  secondsByDevice: z.record(z.string().max(100), z.number().min(0)),
})

import { z } from 'zod'
import { attemptMarks } from '#collections/attempts.ts'
import { receipt } from '#protocol/receipt.ts'
import { documentId, timestamp } from './fields.ts'

const gradedPart = z.object({
  questionId: documentId,
  earned: z.number(),
  points: z.number(),
  /** True while a person has still to grade it. */
  pending: z.boolean().optional(),
  comment: z.string().max(10_000).optional(),
})

/**
 * One try at a quiz or an assignment, of one person on one device. Written as it is answered; once `status` is
 * `handed-in` it never changes (S12). Receipt, grade, feedback, marks and decision are the server's.
 */
export const attemptSchema = z.object({
  id: documentId,
  personId: documentId,
  courseId: documentId,
  unitId: documentId,
  device: documentId,
  /** Device's clock. */
  startedAt: timestamp,
  /** What is asked, in the order shown: the draw is reproducible from the attempt. */
  asked: z.array(z.object({ questionId: documentId, version: z.number().int().min(1) })).max(500),
  /** Seed of the order of choices. */
  seed: z.number().int().min(0),
  /** By question: the answer in its type's shape, and when it was given (device's clock). */
  answers: z.record(z.string().max(100), z.object({ value: z.json(), at: timestamp })),
  flagged: z.array(documentId).max(500),
  /** `kind: assignment`: the text. */
  text: z.string().max(200_000).optional(),
  /** Time in the quiz, counted by a monotonic clock; pauses of the device count, being away counts. */
  secondsUsed: z.number().min(0),
  status: z.enum(['open', 'handed-in']),
  handedInAt: timestamp.optional(),
  /** Server's clock minus device's, ms, as last measured; evidence (S13). */
  clockOffset: z.number().optional(),
  receipt: receipt.optional(),
  marks: z.array(z.enum(attemptMarks)).optional(),
  /** Beside marks: what they were seen from when the work came. Times by the server's clock, those of the device corrected where its clock was off. */
  evidence: z
    .object({
      /** Server's clock minus device's when the device delivered, ms. */
      clockOffset: z.number(),
      startedAt: timestamp,
      handedInAt: timestamp,
      /** The learner's other hand-ins of this unit that were there. */
      handedInBefore: z.number().int().min(0),
      attemptLimit: z.number().int().optional(),
      /** The learner's own, where they had one. */
      deadline: timestamp.optional(),
      opensAt: timestamp.optional(),
      /** With the learner's extra time. */
      allowedSeconds: z.number().optional(),
      /** Absent: they had never wished to be in the course. */
      enrolment: z.object({ status: z.string().max(20), since: timestamp.optional() }).optional(),
    })
    .optional(),
  grade: z
    .object({
      earned: z.number(),
      points: z.number(),
      parts: z.array(gradedPart),
      /** True while a part waits for a person. */
      pending: z.boolean(),
      gradedAt: timestamp,
      gradedBy: documentId.optional(),
    })
    .optional(),
  /** Present once feedback is due: by question, what was right and why. */
  feedback: z
    .record(z.string(), z.object({ key: z.record(z.string(), z.json()), explanation: z.string().optional() }))
    .optional(),
  decision: z
    .object({
      verdict: z.enum(['accepted', 'rejected']),
      /** `accepted`: this much less than it earned; `grade.earned` is what is left. */
      penaltyPercent: z.number().int().min(1).max(100).optional(),
      by: documentId,
      at: timestamp,
      comment: z.string().max(2000).optional(),
    })
    .optional(),
  /** For staff, who see it in the gradebook. */
  personName: z.string().max(120).optional(),
})

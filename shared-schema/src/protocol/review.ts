import { z } from 'zod'
import { documentId, timestamp } from '#schemas/fields.ts'

const comment = z.string().max(10_000).optional()

/** What an instructor makes of a hand-in: `POST /api/attempts/<id>/review`. What is not named stays as it is. */
export const attemptReview = z.object({
  /** By question; of an assignment one part, under the unit's id. `earned: null` takes a grade back: the part waits for a person again. */
  parts: z
    .array(z.object({ questionId: documentId, earned: z.number().min(0).nullable(), comment }))
    .max(500)
    .optional(),
  /** About what is unusual of it (S12); `null` takes the decision back. */
  decision: z
    .object({
      verdict: z.enum(['accepted', 'rejected']),
      /** With `accepted`: how much less than it earned it counts. */
      penaltyPercent: z.number().int().min(1).max(100).optional(),
      comment: z.string().max(2000).optional(),
    })
    .refine(({ verdict, penaltyPercent }) => verdict === 'accepted' || penaltyPercent === undefined, {
      error: 'What does not count loses no points.',
    })
    .nullable()
    .optional(),
})
export type AttemptReview = z.infer<typeof attemptReview>

/** What an instructor decides about somebody in a course: `POST /api/courses/<course id>/enrolments/<person id>`. What is not named stays as it is. */
export const enrolmentDecision = z.object({
  /** Lets in whose wish was refused, or takes out who is in. */
  status: z.enum(['active', 'removed']).optional(),
  group: z.string().max(80).optional(),
  extraTimePercent: z.number().min(0).max(1000).optional(),
  /** Later deadlines: unit → time; it replaces what was. */
  dueAtByUnit: z.record(z.string().max(100), timestamp).optional(),
})
export type EnrolmentDecision = z.infer<typeof enrolmentDecision>

/** The same decision about many: `POST /api/courses/<course id>/enrolments`. Whoever it can't be made about is left as they are. */
export const enrolmentDecisions = z.object({
  personIds: z.array(documentId).min(1).max(500),
  decision: enrolmentDecision,
})
export type EnrolmentDecisions = z.infer<typeof enrolmentDecisions>

/** `POST /api/questions/<id>/regrade`: hand-ins that were graded by an earlier version of a question are graded by the present one. */
export const regradeRequest = z.object({
  /** Says who would gain and who would lose, and changes nothing. */
  isPreview: z.boolean(),
  /** To the learners whose points change; beside their answer. */
  comment: z.string().max(2000).optional(),
})
export type RegradeRequest = z.infer<typeof regradeRequest>

/** What grading anew would change, or has. */
export const regradeResult = z.object({
  /** By it a regrade is taken back; absent in a preview. */
  regradeId: documentId.optional(),
  gain: z.number().int().min(0),
  lose: z.number().int().min(0),
  same: z.number().int().min(0),
  /** A person has given these points: they stay. */
  byHand: z.number().int().min(0),
  /** The first some hundreds whose points change, those who lose first. */
  changes: z.array(
    z.object({
      attemptId: documentId,
      personName: z.string(),
      before: z.number(),
      after: z.number(),
      /** That it can earn now. */
      points: z.number(),
    }),
  ),
})
export type RegradeResult = z.infer<typeof regradeResult>

/** A line of a question's log of regrades: `GET /api/questions/<id>/regrades`. */
export const regrade = z.object({
  regradeId: documentId,
  /** Server's clock. */
  at: timestamp,
  byName: z.string(),
  version: z.number().int(),
  gain: z.number().int(),
  lose: z.number().int(),
  /** False while it runs, or where it was cut short: graded anew, the rest is done. */
  isDone: z.boolean(),
  undoneAt: timestamp.optional(),
})
export type Regrade = z.infer<typeof regrade>

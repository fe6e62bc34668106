import { z } from 'zod'
import { documentId } from '#schemas/fields.ts'

/** `POST /api/courses/<id>/staff`: who is to teach the course too, by the address of their account. */
export const newColleague = z.object({ email: z.string().min(1).max(320) })

/** Somebody who teaches a course: `GET /api/courses/<id>/staff`. */
export const colleague = z.object({
  personId: documentId,
  name: z.string(),
  email: z.string(),
  /** Whose course it is; the others are colleagues. */
  isInstructor: z.boolean(),
})
export type Colleague = z.infer<typeof colleague>

import { z } from 'zod'
import { documentId, timestamp } from '#schemas/fields.ts'

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

/** Text that is shown to others: whole characters, none of them for control. */
const line = (most: number) =>
  z
    .string()
    .max(most)
    .refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text))

const group = line(80)

/** `POST /api/courses/<id>/invitations`: a link that lets people into a course. What is not named is not bounded. */
export const newInvitation = z.object({
  /** For the staff: whom it was made for. */
  label: line(120).optional(),
  /** Server's clock. */
  expiresAt: timestamp.optional(),
  /** People whom it lets in at most. */
  capacity: z.number().int().min(1).max(100_000).optional(),
  /** Whoever comes by it is in this group. */
  group: group.optional(),
})
export type NewInvitation = z.infer<typeof newInvitation>

/** An invitation as the staff sees it: `GET /api/courses/<id>/invitations`. */
export const invitation = newInvitation.extend({
  /** What stands in the link. */
  code: documentId,
  courseId: documentId,
  /** Server's clock. */
  createdAt: timestamp,
  /** It lets nobody in any more; whoever is in stays. */
  revokedAt: timestamp.optional(),
  /** People who came by it and are in the course. */
  used: z.number().int().min(0),
})
export type Invitation = z.infer<typeof invitation>

/** What whoever opens a link is told before they sign in: `GET /api/invitations/<code>`. */
export const invitationNotice = z.object({
  courseId: documentId,
  title: z.string(),
  instructorName: z.string(),
  /** Undefined: it lets people in. Otherwise the code of the refusal. */
  problem: z.enum(['invitation-over', 'invitation-full']).optional(),
})
export type InvitationNotice = z.infer<typeof invitationNotice>

/** Rows of a roster in one request; a longer one comes in several. */
export const MAX_ROSTER_ROWS = 250

/** `POST /api/courses/<id>/roster`: people of a list, by the address of their account. */
export const rosterImport = z.object({
  /** Made by the device for all requests of one list: by it the list is taken back. */
  importId: z.string().regex(/^[\w-]{8,60}$/),
  /** Says what would become of each row, and changes nothing. */
  isPreview: z.boolean(),
  rows: z
    .array(z.object({ name: z.string().max(500), email: z.string().max(500), group: z.string().max(500).optional() }))
    .min(1)
    .max(MAX_ROSTER_ROWS),
})
export type RosterImport = z.infer<typeof rosterImport>

/** What becomes of a row, in the order of the rows. */
export const rosterResult = z.discriminatedUnion('outcome', [
  /** `account-made`: nobody had this address; they get a letter and choose a password. */
  z.object({ outcome: z.enum(['enrolled', 'account-made']), personId: documentId }),
  /** In the course before. `groupBefore`: their group is another now. */
  z.object({ outcome: z.literal('already-in'), personId: documentId, groupBefore: z.string().optional() }),
  z.object({
    outcome: z.literal('faulty'),
    reason: z.enum(['email-missing', 'email-wrong', 'name-missing', 'name-wrong', 'group-wrong', 'left', 'teaches']),
  }),
])
export type RosterResult = z.infer<typeof rosterResult>

/** `POST /api/courses/<id>/roster/undo`: takes a list back. Who has begun to work stays, and so do accounts. */
export const rosterUndo = z.object({
  importId: rosterImport.shape.importId,
  groups: z.array(z.object({ personId: documentId, group })).max(10_000),
})
export type RosterUndo = z.infer<typeof rosterUndo>

/** Addresses of who is or was in a course: `GET /api/courses/<id>/roster`. */
export const rosterEntry = z.object({ personId: documentId, email: z.string() })
export type RosterEntry = z.infer<typeof rosterEntry>

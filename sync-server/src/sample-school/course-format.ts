import { z } from 'zod'
import { levels } from '@edutrack/shared-schema/collections/courses'
import { roles } from '@edutrack/shared-schema/collections/people'
import { quizSettings } from '@edutrack/shared-schema/schemas/units'
import { unitKinds } from '@edutrack/shared-schema/collections/units'

/**
 * How a course is written as a folder that a teacher can edit (`sync-server/sample-school/README.md` tells it in their words). Names become ids, so they
 * are lower-case letters, digits and hyphens; times are days from the moment of seeding, so that a due date is never in a wrong year.
 */
const name = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'a name is lower-case letters, digits and single hyphens')
const days = z.number().min(-3650).max(3650)

/** `school.json` */
export const schoolSource = z.strictObject({
  /** One for all: this is a school to try things in. */
  password: z.string().min(8),
  people: z.array(z.strictObject({ name, fullName: z.string().min(1), email: z.email(), role: z.enum(roles) })).min(1),
  /** Folders, in the order in which they are seeded. */
  courses: z.array(name).min(1),
})
export type SchoolSource = z.infer<typeof schoolSource>

/** `<course>/course.json` */
export const courseSource = z.strictObject({
  title: z.string().min(1).max(200),
  description: z.string().min(1).max(5000),
  category: z.string().min(1).max(60),
  level: z.enum(levels),
  /** BCP 47 */
  language: z.string().min(2).max(35),
  /** Names of people in `school.json`. */
  instructor: name,
  staff: z.array(name).optional(),
  /** A file of `media/`. */
  cover: z.string().optional(),
  enrolment: z
    .strictObject({
      mode: z.enum(['open', 'invitation', 'closed']),
      capacity: z.number().int().min(1).optional(),
    })
    .optional(),
  certificate: z.strictObject({ minimumPercent: z.number().min(0).max(100) }).optional(),
  /** How old the course is. */
  createdDaysAgo: z.number().min(0),
  /** Units by the names of their files in `units/`, without `.md`. */
  modules: z.array(z.strictObject({ title: z.string().min(1), units: z.array(name).min(1) })).min(1),
})
export type CourseSource = z.infer<typeof courseSource>

/** The lines between `---` at the head of `units/<unit>.md`. Values arrive as text. */
export const unitHead = z.strictObject({
  title: z.string().min(1).max(200),
  kind: z.enum(unitKinds),
  minutes: z.coerce.number().int().min(1),
  /** `kind: video`: files of `media/`. */
  video: z.string().optional(),
  captions: z.string().optional(),
  /** `kind: assignment` */
  points: z.coerce.number().min(1).optional(),
  dueInDays: z.coerce.number().pipe(days).optional(),
})
export type UnitHead = z.infer<typeof unitHead>

const asked = {
  name,
  /** Name in the bank; where it is absent, the beginning of the prompt. */
  title: z.string().min(1).max(200).optional(),
  prompt: z.string().min(1),
  explanation: z.string().min(1),
  points: z.number().min(0.5).max(100).optional(),
  tags: z.array(z.string()).optional(),
}
/** Choices by letter. */
const choices = z.record(z.string().regex(/^[a-z]$/), z.string().min(1))

export const questionSource = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('single-choice'),
    ...asked,
    choices,
    right: z.string(),
    /** By letter of a wrong choice: what to think about. */
    hints: z.record(z.string(), z.string()).optional(),
  }),
  z.strictObject({ kind: z.literal('multiple-choice'), ...asked, choices, right: z.array(z.string()).min(1) }),
  z.strictObject({ kind: z.literal('true-false'), ...asked, right: z.boolean() }),
  z.strictObject({
    kind: z.literal('short-text'),
    ...asked,
    accepted: z.array(z.string()).min(1),
    isCaseSensitive: z.boolean().optional(),
  }),
  z.strictObject({
    kind: z.literal('numeric'),
    ...asked,
    right: z.number(),
    tolerance: z.number().min(0).optional(),
    unit: z.string().optional(),
  }),
  /** What belongs to each entry, and what belongs to none. */
  z.strictObject({
    kind: z.literal('matching'),
    ...asked,
    pairs: z.record(z.string().min(1), z.string().min(1)),
    others: z.array(z.string().min(1)).optional(),
  }),
  /** First to last. */
  z.strictObject({ kind: z.literal('ordering'), ...asked, order: z.array(z.string().min(1)).min(2) }),
  /** A text with `[[name]]` for each gap. */
  z.strictObject({
    kind: z.literal('gaps'),
    ...asked,
    text: z.string().min(1),
    gaps: z.record(
      name,
      z.union([
        z.strictObject({ accepted: z.array(z.string().min(1)).min(1) }),
        z.strictObject({ options: z.array(z.string().min(1)).min(2), right: z.string().min(1) }),
      ]),
    ),
  }),
])
export type QuestionSource = z.infer<typeof questionSource>

const { mode, counts, feedback } = quizSettings.shape
/** `questions/<unit>.json`, beside each unit of `kind: quiz`. */
export const quizSource = z.strictObject({
  mode,
  draw: z.number().int().min(1).optional(),
  timeLimitMinutes: z.number().min(0.5).optional(),
  attemptLimit: z.number().int().min(1).optional(),
  counts: counts.optional(),
  shuffleQuestions: z.boolean().optional(),
  shuffleChoices: z.boolean().optional(),
  opensInDays: days.optional(),
  dueInDays: days.optional(),
  closesInDays: days.optional(),
  feedback: feedback.optional(),
  passPercent: z.number().min(0).max(100).optional(),
  questions: z.array(questionSource).min(1),
})
export type QuizSource = z.infer<typeof quizSource>

import { z } from 'zod'
import { stateHash } from '#sync/json-hash.ts'
import type { Enrolment } from '@edutrack/shared-schema/collections/enrolments'
import type { Person } from '@edutrack/shared-schema/collections/people'
import { refusals, type RefusalCode } from '@edutrack/shared-schema/protocol/errors'
import { mailAddressOf } from '#modules/accounts/index.ts'
import { courseOf } from '#modules/courses/index.ts'
import { isToldByMail } from '#modules/messaging/index.ts'
import type { NewJob } from '#ports/queue/queue.ts'
import type { JobHandler } from '../../job-handler.ts'

const payloadSchema = z.object({
  personId: z.string(),
  courseId: z.string(),
  status: z.enum(['active', 'refused']),
  reason: z.string().optional(),
  /** Their account was made for them: they have no password yet. */
  isNew: z.boolean().optional(),
})
type Payload = z.infer<typeof payloadSchema>

/** One for each wish that was decided: the same wish, sent again, is the same job. */
export const enrolmentLetter = (
  decided: Pick<Enrolment, 'id' | 'personId' | 'courseId' | 'wishedAt'>,
  outcome: Pick<Payload, 'status' | 'reason' | 'isNew'>,
): NewJob => ({
  id: `enrolment-letter-${stateHash({ id: decided.id, wishedAt: decided.wishedAt })}`,
  kind: 'enrolment-letter',
  payload: { personId: decided.personId, courseId: decided.courseId, ...outcome } satisfies Payload,
})

/** Tells a person by mail that they are in a course, or why not: the wish may have been made offline days ago. */
export const enrolmentLetterJob: JobHandler = {
  kind: 'enrolment-letter',
  payload: payloadSchema,
  run: async ({ store, mail, baseUrl }, { id, payload }) => {
    const { personId, courseId, status, reason, isNew } = payload as Payload
    const course = await courseOf(store, courseId)
    const person = (await store.document('people', personId))?.content as Person | undefined
    const to = await mailAddressOf(store, personId)
    if (course === undefined || person === undefined || to === undefined) return
    if (!isToldByMail(person, status === 'active' ? 'enrolled' : 'refused')) return
    const address = `${baseUrl}/courses/${encodeURIComponent(course.id)}`
    await mail.send(
      status === 'active'
        ? {
            id,
            to,
            subject: `You are enrolled: ${course.title}`,
            text: `Hello ${person.name},\n\nyou are enrolled in “${course.title}”, taught by ${course.instructorName}.\n\nDownload it while you have Wi-Fi, and you can learn without a network:\n${address}\n${isNew === true ? firstPassword(baseUrl, to) : ''}`,
          }
        : {
            id,
            to,
            subject: `Not enrolled: ${course.title}`,
            text: `Hello ${person.name},\n\nyou could not be enrolled in “${course.title}”. ${sentenceOf(reason)}\n\nYour wish is kept with the course, where you can make it again:\n${address}\n`,
          },
    )
  },
}

const firstPassword = (baseUrl: string, address: string): string =>
  `\nAn account was made for you with the address ${address}. Choose a password first:\n${baseUrl}/forgot\n`

const sentenceOf = (reason: string | undefined): string =>
  reason !== undefined && Object.hasOwn(refusals, reason)
    ? refusals[reason as RefusalCode].sentence
    : 'Ask the instructor for the reason.'

import { z } from 'zod'
import type { Enrolment } from '@edutrack/shared-schema/collections/enrolments'
import type { Person } from '@edutrack/shared-schema/collections/people'
import { mailAddressOf } from '#modules/accounts/index.ts'
import { courseOf } from '#modules/courses/index.ts'
import { isToldByMail } from '#modules/messaging/index.ts'
import type { NewJob } from '#ports/queue/queue.ts'
import { stateHash } from '#sync/json-hash.ts'
import type { JobDeps, JobHandler } from '../../job-handler.ts'
import { hasEarnedCertificate, unitsOf } from '../certificates/earned-certificate.ts'
import { issueCertificate } from '../certificates/issue-certificate.ts'
import { publicAddresses } from '../certificates/open-badge.ts'

const certificatePayload = z.object({
  personId: z.string(),
  courseId: z.string(),
  /** Server's clock, ms, of the cause: what is made says it, so that a second run makes the same. */
  at: z.number(),
  isAgain: z.boolean(),
})
type CertificatePayload = z.infer<typeof certificatePayload>

/** `cause`: what it follows from; the same cause is the same job. */
export const certificateJob = ({ cause, ...payload }: CertificatePayload & { readonly cause: string }): NewJob => ({
  id: `certificate-${stateHash({ personId: payload.personId, courseId: payload.courseId, cause })}`,
  kind: 'certificate',
  payload: payload satisfies CertificatePayload,
})

/** PDF → blobs → certificate and enrolment, then a letter. Each part is done once, however often it is run. */
export const certificateJobHandler: JobHandler = {
  kind: 'certificate',
  payload: certificatePayload,
  run: async (deps, { payload }) => issueAndTell(deps, payload as CertificatePayload),
}

/** A course that is being edited changes every few seconds; its learners are looked at when it has been quiet for so long, or at each such while. */
const GATHER_MS = 60_000
const LEARNERS_PER_PAGE = 200
const sweepPayload = z.object({ courseId: z.string(), at: z.number() })

/** After a change of a course: whoever in it has now earned its certificate. One job a minute for a course. */
export const certificateSweepJob = (courseId: string, now: number): NewJob => {
  const at = now - (now % GATHER_MS) + GATHER_MS
  return {
    id: `certificate-sweep-${stateHash({ courseId, at })}`,
    kind: 'certificate-sweep',
    payload: { courseId, at },
    delayMs: at - now,
  }
}

export const certificateSweepJobHandler: JobHandler = {
  kind: 'certificate-sweep',
  payload: sweepPayload,
  run: async (deps, { payload }) => {
    const { courseId, at } = payload as z.infer<typeof sweepPayload>
    const { store } = deps
    const course = await courseOf(store, courseId)
    if (course?.certificate === undefined) return
    const units = await unitsOf(store, courseId)
    for (let afterId: string | undefined, isMore = true; isMore;) {
      const page = await store.documentsBy({
        lookup: 'enrolments_by_course',
        values: [courseId],
        limit: LEARNERS_PER_PAGE,
        ...(afterId === undefined ? {} : { afterId }),
      })
      for (const { content } of page) {
        const { personId } = content as Enrolment
        if (await hasEarnedCertificate(store, personId, { course, units }))
          await issueAndTell(deps, { personId, courseId, at, isAgain: false })
      }
      afterId = page.at(-1)?.id
      isMore = page.length === LEARNERS_PER_PAGE
    }
  },
}

const issueAndTell = async (deps: JobDeps, payload: CertificatePayload): Promise<void> => {
  const { store, mail, baseUrl } = deps
  const { personId, at } = payload
  const certificate = await issueCertificate(deps, payload)
  if (certificate === undefined) return
  const person = (await store.document('people', personId))?.content as Person | undefined
  const to = await mailAddressOf(store, personId)
  if (person === undefined || to === undefined || !isToldByMail(person, 'certificate')) return
  await mail.send({
    id: `certificate-letter-${stateHash({ certificate: certificate.id, at })}`,
    to,
    subject: `Your certificate: ${certificate.courseTitle}`,
    text: `Hello ${person.name},\n\nyou have completed “${certificate.courseTitle}”. Your certificate is in the app, also without a network:\n${baseUrl}/certificates/${certificate.id}\n\nWhoever wants to check it finds it here, without an account:\n${publicAddresses(baseUrl).verify(certificate.id)}\n`,
  })
}

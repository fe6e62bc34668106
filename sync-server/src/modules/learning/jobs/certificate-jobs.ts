import { z } from 'zod'
import type { Certificate } from '@edutrack/shared-schema/collections/certificates'
import type { Enrolment } from '@edutrack/shared-schema/collections/enrolments'
import type { Person } from '@edutrack/shared-schema/collections/people'
import { mailAddressOf } from '#modules/accounts/index.ts'
import { courseOf } from '#modules/courses/index.ts'
import { isToldByMail } from '#modules/messaging/index.ts'
import type { NewJob } from '#ports/queue/queue.ts'
import { stateHash } from '#sync/json-hash.ts'
import { writeJobs } from '#sync/outbox.ts'
import { PATIENTLY, SETTLES_MS, type JobHandler } from '../../job-handler.ts'
import { certificateOf, hasEarnedCertificate, unitsOf } from '../certificates/earned-certificate.ts'
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
  ...PATIENTLY,
})

/** PDF → blobs → certificate and enrolment; the letter is a job that is written with them. Each part is done once, however often it is run. */
export const certificateJobHandler: JobHandler = {
  kind: 'certificate',
  payload: certificatePayload,
  run: async (deps, { payload }) =>
    issueCertificate(deps, payload as CertificatePayload, (issued) => [certificateLetter(issued)]),
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
    delayMs: at - now + SETTLES_MS,
    ...PATIENTLY,
  }
}

/** Writes a job for each who has earned it: one that can't be made holds up no other, and a sweep that was cut off and is run again writes the same. */
export const certificateSweepJobHandler: JobHandler = {
  kind: 'certificate-sweep',
  // Ten thousand learners are looked at one by one.
  mostMs: 3_600_000,
  payload: sweepPayload,
  run: async ({ store }, { payload }) => {
    const { courseId, at } = payload as z.infer<typeof sweepPayload>
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
      const jobs: NewJob[] = []
      for (const { content } of page) {
        const { personId } = content as Enrolment
        if (await hasEarnedCertificate(store, personId, { course, units }))
          jobs.push(certificateJob({ personId, courseId, at, isAgain: false, cause: `sweep at ${String(at)}` }))
      }
      if (jobs.length > 0) await store.transact((tx) => writeJobs(tx, jobs))
      afterId = page.at(-1)?.id
      isMore = page.length === LEARNERS_PER_PAGE
    }
  },
}

const letterPayload = z.object({ certificateId: z.string() })

const certificateLetter = ({ id, issuedAt }: Certificate): NewJob => ({
  id: `certificate-letter-${stateHash({ certificate: id, at: issuedAt })}`,
  kind: 'certificate-letter',
  payload: { certificateId: id } satisfies z.infer<typeof letterPayload>,
})

/** Tells a person by mail that they have a certificate. */
export const certificateLetterJobHandler: JobHandler = {
  kind: 'certificate-letter',
  payload: letterPayload,
  run: async ({ store, mail, baseUrl }, { id, payload }) => {
    const certificate = await certificateOf(store, (payload as z.infer<typeof letterPayload>).certificateId)
    if (certificate === undefined || certificate.status === 'revoked') return
    const { personId, courseTitle } = certificate
    const person = (await store.document('people', personId))?.content as Person | undefined
    const to = await mailAddressOf(store, personId)
    if (person === undefined || to === undefined || !isToldByMail(person, 'certificate')) return
    await mail.send({
      id,
      to,
      subject: `Your certificate: ${courseTitle}`,
      text: `Hello ${person.name},\n\nyou have completed “${courseTitle}”. Your certificate is in the app, also without a network:\n${baseUrl}/certificates/${certificate.id}\n\nWhoever wants to check it finds it here, without an account:\n${publicAddresses(baseUrl).verify(certificate.id)}\n`,
    })
  },
}

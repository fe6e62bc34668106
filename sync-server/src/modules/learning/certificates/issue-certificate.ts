import { createHash } from 'node:crypto'
import type { Certificate } from '@edutrack/shared-schema/collections/certificates'
import type { Notice } from '@edutrack/shared-schema/collections/notices'
import type { Blobs } from '#ports/blobs/blobs.ts'
import type { StoreReader } from '#ports/store/store.ts'
import type { AlsoWrite } from '#sync/collection-rules.ts'
import { stateHash } from '#sync/json-hash.ts'
import type { SyncEngine } from '#sync/sync-engine.ts'
import { certificatePdf } from './certificate-pdf.ts'
import { signingKeyOf } from './credential-keys.ts'
import { certificateCaseOf } from './earned-certificate.ts'
import { openBadge, signBadge } from './open-badge.ts'

interface IssueDeps {
  readonly store: StoreReader
  readonly blobs: Pick<Blobs, 'put'>
  readonly engine: Pick<SyncEngine, 'commitAsServer'>
  readonly baseUrl: string
}

/** Where the PDF of a certificate is kept, by its content. */
export const blobOfCertificate = (pdfHash: string): string => `certificates/${pdfHash}`

/**
 * Issues what the rule of the course says, once: a certificate that is there stays as it is. `isAgain`: staff has it made anew, with the name, title and grade of today, whatever
 * the rule says. `at` (server's clock) is of the cause, so that doing it twice makes the same bytes, under the same name, and writes once (S15).
 * Resolves to the certificate if it is there as of this cause.
 */
export const issueCertificate = async (
  deps: IssueDeps,
  {
    personId,
    courseId,
    at,
    isAgain,
  }: { readonly personId: string; readonly courseId: string; readonly at: number; readonly isAgain: boolean },
): Promise<Certificate | undefined> => {
  const { store, blobs, engine, baseUrl } = deps
  const found = await certificateCaseOf(store, personId, courseId)
  if (found === undefined) return undefined
  const { certificateId, certificate, course, person, standing, isEarned } = found
  if (certificate !== undefined && certificate.issuedAt >= at)
    return certificate.issuedAt === at ? certificate : undefined
  if (isAgain ? certificate === undefined : !isEarned) return undefined
  const content = {
    id: certificateId,
    personId,
    courseId,
    personName: person.name,
    courseTitle: course.title,
    percent: Math.round(standing.percent * 100) / 100,
    issuedAt: at,
  }
  const pdf = await certificatePdf(content, { baseUrl, instructorName: course.instructorName })
  const pdfHash = createHash('sha256').update(pdf).digest('hex')
  const badge = await signBadge(openBadge(content, course, baseUrl), await signingKeyOf(store), baseUrl)
  await blobs.put(blobOfCertificate(pdfHash), pdf, { mime: 'application/pdf' })
  const issued: Certificate = { ...content, status: 'valid', badge, pdfHash }
  await engine.commitAsServer(async (now) => {
    const current = await certificateCaseOf(now, personId, courseId)
    // Another worker was faster, or it is not so any more.
    if (current === undefined || (current.certificate?.issuedAt ?? 0) >= at) return []
    if (!isAgain && !current.isEarned) return []
    const { enrolment } = current
    const notice: Notice = {
      id: `certificate-${stateHash({ certificateId, at })}`,
      personId,
      kind: 'certificate',
      at,
      courseId,
      subject: { collection: 'certificates', id: certificateId, title: course.title },
    }
    const writes: AlsoWrite[] = [
      { collection: 'certificates', document: issued },
      { collection: 'notices', document: notice },
    ]
    const status = enrolment.status === 'active' ? ('completed' as const) : enrolment.status
    if (status !== enrolment.status || enrolment.certificateId !== certificateId)
      writes.push({
        collection: 'enrolments',
        document: { ...enrolment, status, certificateId },
      })
    return writes
  })
  const written = await store.document('certificates', certificateId)
  return written?.content['issuedAt'] === at ? (written.content as Certificate) : undefined
}

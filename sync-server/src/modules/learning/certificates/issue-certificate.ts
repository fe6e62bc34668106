import { createHash } from 'node:crypto'
import type { Certificate } from '@edutrack/shared-schema/collections/certificates'
import type { Notice } from '@edutrack/shared-schema/collections/notices'
import type { Blobs } from '#ports/blobs/blobs.ts'
import type { NewJob } from '#ports/queue/queue.ts'
import type { Store, StoreReader } from '#ports/store/store.ts'
import type { AlsoWrite } from '#sync/collection-rules.ts'
import { stateHash } from '#sync/json-hash.ts'
import type { ServerChange, SyncEngine } from '#sync/sync-engine.ts'
import {
  blobOfCertificate,
  draftOf,
  endDraft,
  isIssued,
  isSameDraft,
  settleOn,
  type CertificateDraft,
} from './certificate-drafts.ts'
import { certificatePdf } from './certificate-pdf.ts'
import { signingKeyOf } from './credential-keys.ts'
import { certificateCaseOf, type CertificateCase } from './earned-certificate.ts'
import { openBadge, signBadge, type CertificateContent } from './open-badge.ts'

interface IssueDeps {
  readonly store: Store
  readonly blobs: Pick<Blobs, 'put' | 'delete'>
  readonly engine: Pick<SyncEngine, 'commitAsServer'>
  readonly baseUrl: string
}

export interface IssueWish {
  readonly personId: string
  readonly courseId: string
  /** Server's clock, ms, of the cause: what is made says it. */
  readonly at: number
  /** Staff has it made anew, with the name, title and grade of today, whatever the rule says. */
  readonly isAgain: boolean
}

/** Drafts of others that a wish may have to bring to their end before it comes to its own; each is one change of what it says. */
const MOST_DRAFTS = 5

/**
 * Issues what the rule of the course says, once: a certificate that is there stays as it is. Whoever else is at the same certificate, and wherever one was killed, it comes to one file and one
 * change (S15): a draft is settled on first, and who finds one goes on with that. `jobsAfter` are written with the certificate.
 */
export const issueCertificate = async (
  deps: IssueDeps,
  wish: IssueWish,
  jobsAfter: (issued: Certificate) => readonly NewJob[],
): Promise<void> => {
  const { store } = deps
  for (let drafts = 0; drafts < MOST_DRAFTS; drafts += 1) {
    const found = await certificateCaseOf(store, wish.personId, wish.courseId)
    if (found === undefined) return
    const begun = await draftOf(store, found.certificateId)
    if (begun === undefined && !isWanted(found, wish)) return
    const begin: Begun = begun === undefined ? await beginDraft(deps, found, wish) : { draft: begun }
    if (begin.draft.isGivenUp !== true) await issueDraft(deps, begin, wish, jobsAfter)
    await endDraft(deps, begin.draft)
  }
  throw new Error(
    `A certificate of ${wish.courseId} was not issued: what it says has changed ${String(MOST_DRAFTS)} times while it was made. It is tried again.`,
  )
}

const isWanted = (
  { certificate, isEarned }: CertificateCase,
  { at, isAgain }: Pick<IssueWish, 'at' | 'isAgain'>,
): boolean => (isAgain ? certificate !== undefined && certificate.issuedAt < at : isEarned)

interface Begun {
  readonly draft: CertificateDraft
  /** Where it was just made. */
  readonly pdf?: Buffer
}

const beginDraft = async (
  { store, baseUrl }: IssueDeps,
  found: CertificateCase,
  { at, isAgain }: IssueWish,
): Promise<Begun> => {
  const content = contentOf(found, at)
  const { instructorName } = found.course
  const pdf = await certificatePdf(content, { baseUrl, instructorName })
  const own: CertificateDraft = { id: found.certificateId, content, instructorName, pdfHash: hashOf(pdf), isAgain }
  const draft = await settleOn(store, own)
  return isSameDraft(draft, own) ? { draft, pdf } : { draft }
}

const contentOf = ({ certificateId, person, course, standing }: CertificateCase, at: number): CertificateContent => ({
  id: certificateId,
  courseId: course.id,
  personName: person.name,
  courseTitle: course.title,
  percent: Math.round(standing.percent * 100) / 100,
  issuedAt: at,
})

/** The file first, then the certificate that names it. */
const issueDraft = async (
  { store, blobs, engine, baseUrl }: IssueDeps,
  { draft, pdf: justMade }: Begun,
  { personId, courseId }: IssueWish,
  jobsAfter: (issued: Certificate) => readonly NewJob[],
): Promise<void> => {
  const { content, instructorName, pdfHash } = draft
  const found = await certificateCaseOf(store, personId, courseId)
  if (found === undefined || !isStillSo(found, draft)) return
  const pdf = justMade ?? (await certificatePdf(content, { baseUrl, instructorName }))
  // Another version of the program has begun it, and draws otherwise.
  if (hashOf(pdf) !== pdfHash) return
  const badge = await signBadge(openBadge(content, found.course, baseUrl), await signingKeyOf(store), baseUrl)
  await blobs.put(blobOfCertificate(pdfHash), pdf, { mime: 'application/pdf' })
  const issued: Certificate = { ...content, personId, status: 'valid', badge, pdfHash }
  await engine.commitAsServer(async (now) => {
    const current = await certificateCaseOf(now, personId, courseId)
    if (current === undefined || !(await isToBeIssued(now, current, draft))) return []
    return { writes: writesOf(issued, current), jobs: jobsAfter(issued) } satisfies ServerChange
  })
}

/** Nobody was faster or has given it up, and all that the draft says is still so. */
const isToBeIssued = async (now: StoreReader, current: CertificateCase, draft: CertificateDraft): Promise<boolean> => {
  const present = await draftOf(now, draft.id)
  return isSameDraft(present, draft) && present?.isGivenUp !== true && isStillSo(current, draft)
}

const isStillSo = (found: CertificateCase, draft: CertificateDraft): boolean =>
  !isIssued(found.certificate, draft) &&
  isWanted(found, { at: draft.content.issuedAt, isAgain: draft.isAgain }) &&
  stateHash(contentOf(found, draft.content.issuedAt)) === stateHash(draft.content)

const writesOf = (issued: Certificate, { course, enrolment }: CertificateCase): readonly AlsoWrite[] => {
  const { id: certificateId, personId, courseId, issuedAt: at } = issued
  const notice: Notice = {
    id: `certificate-${stateHash({ certificateId, at })}`,
    personId,
    kind: 'certificate',
    at,
    courseId,
    subject: { collection: 'certificates', id: certificateId, title: course.title },
  }
  const status = enrolment.status === 'active' ? ('completed' as const) : enrolment.status
  const isNoted = status === enrolment.status && enrolment.certificateId === certificateId
  return [
    { collection: 'certificates', document: issued },
    { collection: 'notices', document: notice },
    ...(isNoted ? [] : [{ collection: 'enrolments' as const, document: { ...enrolment, status, certificateId } }]),
  ]
}

const hashOf = (pdf: Buffer): string => createHash('sha256').update(pdf).digest('hex')

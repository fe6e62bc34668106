import type { Certificate } from '@edutrack/shared-schema/collections/certificates'
import type { Blobs } from '#ports/blobs/blobs.ts'
import type { Store, StoreReader, TableRow } from '#ports/store/store.ts'
import { certificateOf } from './earned-certificate.ts'
import type { CertificateContent } from './open-badge.ts'

/**
 * What a certificate that is being issued will say. It is settled before its file is made, in a transaction: several jobs that want the same certificate at once (after a hand-in and after a change of
 * the course), and one that goes on after a kill, make the same bytes under the same name. A row for each certificate that is being issued, and none when it has been.
 */
export const certificateDrafts = { name: 'certificate_drafts', indexes: [] }

export interface CertificateDraft extends TableRow {
  /** The certificate's. */
  readonly id: string
  readonly content: CertificateContent
  readonly instructorName: string
  readonly pdfHash: string
  /** Staff has it made anew. */
  readonly isAgain: boolean
  /** It is not issued any more as it is: its file may be gone at any moment. */
  readonly isGivenUp?: boolean
}

interface DraftDeps {
  readonly store: Store
  readonly blobs: Pick<Blobs, 'delete'>
}

/** Where the PDF of a certificate is kept, by its content. */
export const blobOfCertificate = (pdfHash: string): string => `certificates/${pdfHash}`

export const draftOf = async (store: StoreReader, certificateId: string): Promise<CertificateDraft | undefined> =>
  store.row<CertificateDraft>(certificateDrafts.name, certificateId)

/** Settles on this draft, or on what somebody else has settled on before. */
export const settleOn = (store: Store, wanted: CertificateDraft): Promise<CertificateDraft> =>
  store.transact(async (tx) => {
    const present = await draftOf(tx, wanted.id)
    if (present === undefined) await tx.putRow(certificateDrafts.name, wanted)
    return present ?? wanted
  })

export const isSameDraft = (a: CertificateDraft | undefined, b: CertificateDraft): boolean =>
  a?.pdfHash === b.pdfHash && a.content.issuedAt === b.content.issuedAt

/**
 * The draft has come to its end: its certificate is there, or will not be as the draft says. Then its file goes, too, before the row that tells of it: cut off in between, who comes next goes on.
 * Nobody issues what was given up, since both is decided in transactions that read the row and the certificate.
 */
export const endDraft = async ({ store, blobs }: DraftDeps, draft: CertificateDraft): Promise<void> => {
  const isGivenUp = await store.transact(async (tx) => {
    if (!isSameDraft(await draftOf(tx, draft.id), draft)) return false
    if (isIssued(await certificateOf(tx, draft.id), draft)) {
      await tx.deleteRow(certificateDrafts.name, draft.id)
      return false
    }
    await tx.putRow(certificateDrafts.name, { ...draft, isGivenUp: true })
    return true
  })
  if (!isGivenUp) return
  await blobs.delete(blobOfCertificate(draft.pdfHash))
  await store.transact(async (tx) => {
    if (isSameDraft(await draftOf(tx, draft.id), draft)) await tx.deleteRow(certificateDrafts.name, draft.id)
  })
}

/** As the draft says, or anew after that. */
export const isIssued = (certificate: Certificate | undefined, { content }: CertificateDraft): boolean =>
  certificate !== undefined && certificate.issuedAt >= content.issuedAt

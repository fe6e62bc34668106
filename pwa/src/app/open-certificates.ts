import { map } from 'rxjs'
import type { CommandContext } from '#local-db/commands/command-context.ts'
import { liveAll, liveOne } from '#local-db/queries/live.ts'
import { createCertificateFiles } from '#media/certificate-files.ts'
import type { StoredMedia } from '#media/stored-media.ts'
import type { DeviceStore } from '#platform/device-store.ts'
import { askSchool } from '#sync/ask-school.ts'
import type { CertificateDecision, Certificates } from './certificates.ts'

/** Certificates on the database that is open already. Loaded with the first of them. */
export const openCertificates = (
  { database, personId }: CommandContext,
  deps: { readonly store: DeviceStore; readonly media: StoredMedia | undefined; readonly fetch: typeof fetch },
): Certificates => {
  const files = createCertificateFiles({ ...deps, personId })
  return {
    mine: () =>
      liveAll(database, 'certificates', { personId }).pipe(
        map((certificates) => certificates.toSorted((a, b) => b.issuedAt - a.issuedAt)),
      ),
    one: (id) => liveOne(database, 'certificates', id),
    ofCourse: (courseId) =>
      liveAll(database, 'certificates', { courseId }).pipe(
        map((certificates) => certificates.toSorted((a, b) => a.personName.localeCompare(b.personName))),
      ),
    isKept: files.isKept,
    file: async (certificate) => {
      const pdf = await files.get(certificate)
      return pdf instanceof Blob ? new File([pdf], nameOf(certificate, 'pdf'), { type: 'application/pdf' }) : pdf
    },
    credential: (certificate) =>
      certificate.badge === undefined
        ? undefined
        : new File([certificate.badge], nameOf(certificate, 'jwt'), { type: 'application/vc+jwt' }),
    verifyAddress: ({ id }) => `${location.origin}/verify/${encodeURIComponent(id)}`,
    decisions: async ({ id }) => {
      try {
        const response = await deps.fetch(`/api/certificates/${encodeURIComponent(id)}/decisions`)
        if (!response.ok) return undefined
        return ((await response.json()) as { readonly decisions: readonly CertificateDecision[] }).decisions
      } catch {
        return undefined // The school is out of reach: the screen says so where it matters.
      }
    },
    decide: (certificate, decision) =>
      askSchool(
        deps.fetch,
        `/api/courses/${encodeURIComponent(certificate.courseId)}/certificates/${encodeURIComponent(certificate.personId)}`,
        decision,
      ),
  }
}

/** What a file is called among a device's downloads: the course, in its own letters. */
const nameOf = ({ courseTitle }: { readonly courseTitle: string }, ending: string): string =>
  `${courseTitle.replaceAll(/[^\p{L}\p{M}\p{N} _-]/gu, '').trim() || 'certificate'}.${ending}`

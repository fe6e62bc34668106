import type { Certificate } from '@edutrack/shared-schema/collections/certificates'
import type { Observable } from 'rxjs'
import type { Outcome } from './services.ts'

/** A person's certificates, and those of the courses that they teach. Reads are live and work without a network. */
export interface Certificates {
  /** The latest first. */
  mine(): Observable<readonly Certificate[]>
  one(id: string): Observable<Certificate | null>
  /** Of all learners, for who teaches the course; by name. */
  ofCourse(courseId: string): Observable<readonly Certificate[]>
  /** Whether its PDF is on this device. */
  isKept(certificate: Certificate): Promise<boolean>
  /** Its PDF: from this device, or else from the school, and kept. */
  file(certificate: Certificate): Promise<File | 'offline' | 'missing'>
  /** The signed credential, for programs. Undefined for a certificate that has none. */
  credential(certificate: Certificate): File | undefined
  /** Where anybody can check it, without an account. */
  verifyAddress(certificate: Certificate): string
  /** What staff has decided about it, the newest first; undefined while the school is out of reach. */
  decisions(certificate: Certificate): Promise<readonly CertificateDecision[] | undefined>
  /** Needs the network: it changes what is a learner's. `reissue`: made anew, with the name, title and grade of now. */
  decide(certificate: Certificate, decision: Pick<CertificateDecision, 'action' | 'reason'>): Promise<Outcome>
}

export interface CertificateDecision {
  readonly action: 'revoke' | 'restore' | 'reissue'
  readonly reason?: string
  readonly byName: string
  /** Server's clock, ms. */
  readonly at: number
}

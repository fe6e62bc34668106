import { z } from 'zod'
import type { Notice } from '@edutrack/shared-schema/collections/notices'
import { courseOf, mayTeach } from '#modules/courses/index.ts'
import type { Clock } from '#ports/clock/clock.ts'
import type { StoreReader, TableRow } from '#ports/store/store.ts'
import type { Reader } from '#sync/collection-rules.ts'
import { stateHash } from '#sync/json-hash.ts'
import type { ServerChange, SyncEngine } from '#sync/sync-engine.ts'
import { certificateJob } from '../jobs/certificate-jobs.ts'
import { certificateIdOf } from './credential-keys.ts'
import { certificateOf } from './earned-certificate.ts'

/** `revoke` takes a certificate back, `restore` undoes that; `reissue` has it made anew with today's name, title and grade, valid. */
export const certificateDecision = z.object({
  action: z.enum(['revoke', 'restore', 'reissue']),
  /** For the learner and for colleagues; the public page doesn't show it. */
  reason: z.string().trim().max(500).optional(),
})
export type CertificateDecision = z.infer<typeof certificateDecision>

/** Who decided what when: a row for each decision, never changed. */
export interface DecisionRow extends TableRow {
  readonly certificateId: string
  /** Server's clock, ms. */
  readonly at: number
  readonly by: string
  readonly byName: string
  readonly action: CertificateDecision['action']
  readonly reason?: string
}
export const certificateDecisions = {
  name: 'certificate_decisions',
  indexes: [{ name: 'by_certificate_and_time', fields: ['certificateId', 'at'] }],
}
const MOST_DECISIONS = 200

/** Who decided, and what follows from it, is one write: neither is ever seen without the other. */
export const decideCertificate = async (
  { engine, clock }: { readonly engine: Pick<SyncEngine, 'commitAsServer'>; readonly clock: Pick<Clock, 'now'> },
  decider: Reader,
  place: Place,
  decision: CertificateDecision,
): Promise<Outcome> => {
  let outcome: Outcome = 'not-found'
  await engine.commitAsServer(async (store) => {
    const made = await decide(store, decider, place, decision, clock.now())
    outcome = made === 'not-found' ? made : 'decided'
    return made === 'not-found' ? [] : made
  })
  return outcome
}

interface Place {
  readonly courseId: string
  readonly personId: string
}
type Outcome = 'decided' | 'not-found'

const decide = async (
  store: StoreReader,
  decider: Reader,
  { courseId, personId }: Place,
  { action, reason }: CertificateDecision,
  now: number,
): Promise<ServerChange | 'not-found'> => {
  const course = await courseOf(store, courseId)
  if (course === undefined || !mayTeach(course, decider)) return 'not-found'
  const id = await certificateIdOf(store, personId, courseId)
  const known = await certificateOf(store, id)
  if (known === undefined) return 'not-found'
  const status = action === 'revoke' ? ('revoked' as const) : ('valid' as const)
  // It is so already: nothing is decided twice.
  if (action !== 'reissue' && known.status === status) return { writes: [] }
  const [latest] = await decisionRows(store, id)
  // Decisions have an order, and what is made anew is later than what it replaces, whichever server's clock is ahead.
  const at = Math.max(now, (latest?.at ?? 0) + 1, action === 'reissue' ? known.issuedAt + 1 : 0)
  const row: DecisionRow = {
    id: stateHash({ id, at, by: decider.personId, action }),
    certificateId: id,
    at,
    by: decider.personId,
    byName: String((await store.document('people', decider.personId))?.content['name'] ?? ''),
    action,
    ...(reason === undefined || reason === '' ? {} : { reason }),
  }
  const rows = [{ table: certificateDecisions.name, row }]
  if (action === 'reissue') {
    const job = certificateJob({ personId, courseId, at, isAgain: true, cause: `again at ${String(at)}` })
    return { writes: [], rows, jobs: [job] }
  }
  const notice: Notice = {
    id: `certificate-${stateHash({ id, at, action })}`,
    personId,
    kind: 'decided',
    at,
    courseId,
    subject: { collection: 'certificates', id, title: course.title },
  }
  return {
    writes: [
      { collection: 'certificates', document: { ...known, status } },
      { collection: 'notices', document: notice },
    ],
    rows,
  }
}

/** The newest first, for the certificate's owner and those who teach its course; undefined for everybody else. */
export const decisionsAbout = async (
  store: StoreReader,
  reader: Reader,
  certificateId: string,
): Promise<readonly DecisionRow[] | undefined> => {
  const certificate = await certificateOf(store, certificateId)
  if (certificate === undefined) return undefined
  if (certificate.personId !== reader.personId) {
    const course = await courseOf(store, certificate.courseId)
    if (course === undefined || !mayTeach(course, reader)) return undefined
  }
  return decisionRows(store, certificateId)
}

export const decisionRows = (store: StoreReader, certificateId: string): Promise<readonly DecisionRow[]> =>
  store.rows<DecisionRow>({
    table: certificateDecisions.name,
    index: 'by_certificate_and_time',
    equals: [certificateId],
    order: 'descending',
    limit: MOST_DECISIONS,
  })

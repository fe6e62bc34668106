import type { Enrolment } from '@edutrack/shared-schema/collections/enrolments'
import type { Notice } from '@edutrack/shared-schema/collections/notices'
import { enrolmentIdOf } from '@edutrack/shared-schema/id'
import type { EnrolmentDecision, EnrolmentDecisions } from '@edutrack/shared-schema/protocol/review'
import { courseOf, mayTeach } from '#modules/courses/index.ts'
import type { Clock } from '#ports/clock/clock.ts'
import type { StoreReader } from '#ports/store/store.ts'
import type { AlsoWrite, Reader } from '#sync/collection-rules.ts'
import { stateHash } from '#sync/json-hash.ts'
import type { SyncEngine } from '#sync/sync-engine.ts'

/** An instructor lets somebody in who wished to be, takes somebody out, or gives them more time. Only who has made a wish of their own is in reach. */
export const decideEnrolment = async (
  { engine, clock }: { readonly engine: Pick<SyncEngine, 'commitAsServer'>; readonly clock: Pick<Clock, 'now'> },
  decider: Reader,
  place: Place,
  decision: EnrolmentDecision,
): Promise<Outcome> => {
  let outcome: Outcome = 'not-found'
  await engine.commitAsServer(async (store) => {
    const made = await decide(store, decider, place, decision, clock.now())
    outcome = typeof made === 'string' ? made : 'decided'
    return typeof made === 'string' ? [] : made
  })
  return outcome
}

/** The same about many, in one transaction; resolves to about how many it was made, undefined for whoever doesn't teach the course. */
export const decideEnrolments = async (
  { engine, clock }: { readonly engine: Pick<SyncEngine, 'commitAsServer'>; readonly clock: Pick<Clock, 'now'> },
  decider: Reader,
  courseId: string,
  { personIds, decision }: EnrolmentDecisions,
): Promise<number | undefined> => {
  let decided: number | undefined
  await engine.commitAsServer(async (store) => {
    decided = undefined
    const course = await courseOf(store, courseId)
    if (course === undefined || !mayTeach(course, decider)) return []
    const writes: AlsoWrite[] = []
    decided = 0
    for (const personId of new Set(personIds)) {
      const made = await decide(store, decider, { courseId, personId }, decision, clock.now())
      if (typeof made === 'string') continue
      writes.push(...made)
      decided += 1
    }
    return writes
  })
  return decided
}

interface Place {
  readonly courseId: string
  readonly personId: string
}
type Outcome = 'decided' | 'not-found' | 'invalid-request'

const decide = async (
  store: StoreReader,
  decider: Reader,
  { courseId, personId }: Place,
  { status, ...terms }: EnrolmentDecision,
  at: number,
): Promise<readonly AlsoWrite[] | Exclude<Outcome, 'decided'>> => {
  const course = await courseOf(store, courseId)
  if (course === undefined || !mayTeach(course, decider)) return 'not-found'
  const stored = await store.document('enrolments', enrolmentIdOf(personId, courseId))
  if (stored === undefined || stored.deleted) return 'not-found'
  const enrolment = stored.content as Enrolment
  // Nobody is brought back who has left by themselves.
  if (status === 'active' && enrolment.wish === 'left') return 'invalid-request'
  const { reason: _reason, ...rest } = enrolment
  const isNew = status !== undefined && status !== enrolment.status && enrolment.status !== 'completed'
  const document: Enrolment = {
    ...(status === 'active' ? rest : enrolment),
    ...terms,
    ...(isNew ? { status, decidedAt: at } : {}),
  }
  const notice: Notice = {
    id: `enrolled-${stateHash({ id: enrolment.id, at })}`,
    personId,
    kind: 'enrolled',
    at,
    courseId,
    subject: { collection: 'courses', id: courseId, title: course.title },
  }
  const told: readonly AlsoWrite[] = isNew && status === 'active' ? [{ collection: 'notices', document: notice }] : []
  return [{ collection: 'enrolments', document }, ...told]
}

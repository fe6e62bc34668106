import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import type { Notice } from '@edutrack/shared-schema/collections/notices'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import type { AttemptReview } from '@edutrack/shared-schema/protocol/review'
import { courseOf, mayTeach } from '#modules/courses/index.ts'
import type { Clock } from '#ports/clock/clock.ts'
import type { StoreReader } from '#ports/store/store.ts'
import type { AlsoWrite, Reader } from '#sync/collection-rules.ts'
import { stateHash } from '#sync/json-hash.ts'
import type { SyncEngine } from '#sync/sync-engine.ts'
import { earnedAfterDecision } from './earned-after-decision.ts'

type Grade = NonNullable<Attempt['grade']>

/**
 * An instructor grades a hand-in by hand, overrides a grade, decides about what is unusual of it, or takes that back. The hand-in itself stays as it was (S12);
 * its author is told by a notice whose id follows from what was decided when (S15), and who has not read it yet when it is taken back is told nothing.
 */
export const reviewAttempt = async (
  { engine, clock }: { readonly engine: Pick<SyncEngine, 'commitAsServer'>; readonly clock: Pick<Clock, 'now'> },
  reviewer: Reader,
  attemptId: string,
  review: AttemptReview,
): Promise<Outcome> => {
  let outcome: Outcome = 'not-found'
  await engine.commitAsServer(async (store) => {
    const made = await reviewOf(store, reviewer, attemptId, review, clock.now())
    outcome = typeof made === 'string' ? made : 'reviewed'
    return typeof made === 'string' ? [] : made
  })
  return outcome
}

type Outcome = 'reviewed' | 'not-found' | 'invalid-request'

const reviewOf = async (
  store: StoreReader,
  reviewer: Reader,
  attemptId: string,
  review: AttemptReview,
  at: number,
): Promise<readonly AlsoWrite[] | Exclude<Outcome, 'reviewed'>> => {
  const stored = await store.document('attempts', attemptId)
  const attempt = stored?.deleted === false ? (stored.content as Attempt) : undefined
  const course = attempt === undefined ? undefined : await courseOf(store, attempt.courseId)
  // Whoever doesn't teach the course learns nothing of who has handed in what.
  if (attempt === undefined || course === undefined || !mayTeach(course, reviewer)) return 'not-found'
  if (attempt.status !== 'handed-in' || attempt.grade === undefined) return 'invalid-request'
  const unit = (await store.document('units', attempt.unitId))?.content as Unit | undefined
  const by = reviewer.personId
  const grade = review.parts === undefined ? attempt.grade : gradeAfter(attempt, attempt.grade, review.parts, by, at)
  if (grade === undefined) return 'invalid-request'
  const { decision: before, ...undecided } = attempt
  const decision =
    review.decision === undefined ? before : review.decision === null ? undefined : { ...review.decision, by, at }
  const document: Attempt = {
    ...undecided,
    grade: { ...grade, earned: grade.parts.length === 0 ? grade.earned : earnedAfterDecision(grade.parts, decision) },
    ...(decision === undefined ? {} : { decision }),
  }
  const notice = (kind: 'graded' | 'decided', when = at): Notice => ({
    id: `${kind}-${stateHash({ attempt: attempt.id, at: when })}`,
    personId: attempt.personId,
    kind,
    at: when,
    courseId: attempt.courseId,
    subject: { collection: 'attempts', id: attempt.id, title: unit?.title ?? '' },
  })
  return [
    { collection: 'attempts', document },
    ...(review.parts === undefined ? [] : await wordsOfGrade(store, attempt.grade.gradedAt, grade, notice)),
    ...(review.decision === undefined ? [] : await wordsOfDecision(store, before, decision, notice)),
  ]
}

/** A word of a grade that was changed or taken back goes, unless it was read; what waits again is told to nobody. */
const wordsOfGrade = async (
  store: StoreReader,
  before: number,
  { pending, gradedAt }: Grade,
  notice: (kind: 'graded', when?: number) => Notice,
): Promise<readonly AlsoWrite[]> => {
  const earlier = notice('graded', before)
  const known = before === gradedAt ? undefined : await store.document('notices', earlier.id)
  const isUnread = known?.deleted === false && known.content['readAt'] === undefined
  return [
    ...(pending ? [] : [{ collection: 'notices' as const, document: notice('graded') }]),
    ...(isUnread ? [{ collection: 'notices' as const, document: earlier, deleted: true }] : []),
  ]
}

/** A word of a decision that no longer holds goes, unless it was read: then its reader is told that it is another, or open again. */
const wordsOfDecision = async (
  store: StoreReader,
  before: Attempt['decision'],
  decision: Attempt['decision'],
  notice: (kind: 'decided', when?: number) => Notice,
): Promise<readonly AlsoWrite[]> => {
  const earlier = before === undefined ? undefined : notice('decided', before.at)
  const known = earlier === undefined ? undefined : await store.document('notices', earlier.id)
  const isThere = known?.deleted === false
  const isRead = isThere && known.content['readAt'] !== undefined
  const told = decision === undefined && !isRead ? undefined : notice('decided')
  return [
    ...(earlier !== undefined && isThere && !isRead && earlier.id !== told?.id
      ? [{ collection: 'notices' as const, document: earlier, deleted: true }]
      : []),
    ...(told === undefined ? [] : [{ collection: 'notices' as const, document: told }]),
  ]
}

/** Undefined where a part is not of this hand-in, or is given more than it can earn. */
const gradeAfter = (
  attempt: Attempt,
  before: Grade,
  given: NonNullable<AttemptReview['parts']>,
  gradedBy: string,
  gradedAt: number,
): Grade | undefined => {
  const isText = attempt.asked.length === 0 && before.parts.every(({ questionId }) => questionId === attempt.unitId)
  const known: Grade['parts'] = isText
    ? [before.parts[0] ?? { questionId: attempt.unitId, earned: 0, points: before.points, pending: true }]
    : before.parts
  const givenById = new Map(given.map((part) => [part.questionId, part]))
  if ([...givenById.keys()].some((id) => !known.some(({ questionId }) => questionId === id))) return undefined
  const parts = known.map((part) => {
    const mine = givenById.get(part.questionId)
    if (mine === undefined) return part
    const { pending: _pending, comment: _comment, ...rest } = part
    const comment = mine.comment?.trim()
    return {
      ...rest,
      earned: mine.earned ?? 0,
      ...(mine.earned === null ? { pending: true } : {}),
      ...(comment === undefined || comment === '' ? {} : { comment }),
    }
  })
  if (parts.some(({ earned, points }) => earned > points)) return undefined
  return {
    earned: parts.reduce((sum, { earned }) => sum + earned, 0),
    points: before.points,
    parts,
    pending: parts.some(({ pending }) => pending === true),
    gradedAt,
    gradedBy,
  }
}

import { z } from 'zod'
import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import type { Enrolment } from '@edutrack/shared-schema/collections/enrolments'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import type { NewJob } from '#ports/queue/queue.ts'
import type { StoreReader } from '#ports/store/store.ts'
import type { AlsoWrite } from '#sync/collection-rules.ts'
import { stateHash } from '#sync/json-hash.ts'
import { PATIENTLY, SETTLES_MS, type JobHandler } from '../../job-handler.ts'
import { answeredQuestions } from '../answered-questions.ts'
import { feedbackFor } from '../grade-attempt.ts'

/** Hand-ins that come after the closing are looked at together, once in so long. */
const GATHER_MS = 60_000
/** Attempts of one transaction. */
const PART = 100
const ENROLMENTS_PER_PAGE = 1000

const payload = z.object({ unitId: z.string() })

/**
 * Tells what was right of a quiz soon after `dueAt`, or, where that is past, in a minute or so. One job for a quiz and a time. `after`: the job that has come too early and makes this one, whose
 * own id may be that of the same time.
 */
export const releaseFeedbackJob = (unitId: string, dueAt: number, now: number, after?: string): NewJob => {
  const at = Math.max(dueAt, now - (now % GATHER_MS) + GATHER_MS)
  return {
    id: `release-feedback-${stateHash({ unitId, at, ...(after === undefined ? {} : { after }) })}`,
    kind: 'release-feedback',
    payload: { unitId } satisfies z.infer<typeof payload>,
    delayMs: at - now + SETTLES_MS,
    ...PATIENTLY,
  }
}

/**
 * Hand-ins of a quiz whose feedback is due when it has closed get it once it has closed for everybody: the last learner's own deadline counts. Where that is still ahead,
 * because a date has been moved meanwhile, the job is made anew for then.
 */
export const releaseFeedbackJobHandler: JobHandler = {
  kind: 'release-feedback',
  mostMs: 3_600_000,
  payload,
  run: async ({ store, engine, clock }, job) => {
    const { unitId } = job.payload as z.infer<typeof payload>
    const unit = await unitOf(store, unitId)
    const closedAt = unit === undefined ? undefined : await closedForAllAt(store, unit)
    if (unit === undefined || closedAt === undefined) return
    const now = clock.now()
    if (closedAt > now)
      return engine.commitAsServer(async () => ({
        writes: [],
        jobs: [releaseFeedbackJob(unitId, closedAt, now, job.id)],
      }))
    const waiting = (await store.documentsBy({ lookup: 'attempts_by_unit', values: [unitId] })).filter(({ content }) =>
      isWaitingForFeedback(content as Attempt),
    )
    for (let first = 0; first < waiting.length; first += PART)
      await engine.commitAsServer(async (tx) => {
        const keys = waiting.slice(first, first + PART).map(({ id }) => ({ collection: 'attempts' as const, id }))
        const writes: AlsoWrite[] = []
        for (const stored of await tx.documents(keys)) {
          const attempt = stored?.deleted === false ? (stored.content as Attempt) : undefined
          if (attempt === undefined || !isWaitingForFeedback(attempt)) continue
          const feedback = feedbackFor(attempt, unit, await answeredQuestions(tx, attempt), { isClosed: true })
          if (feedback !== undefined) writes.push({ collection: 'attempts', document: { ...attempt, feedback } })
        }
        return writes
      })
    return undefined
  },
}

/** The time at which nobody can hand in any more without being late; undefined where that is not what feedback waits for. */
const closedForAllAt = async (store: StoreReader, unit: Unit): Promise<number | undefined> => {
  const closesAt = feedbackDueAt(unit)
  if (closesAt === undefined) return undefined
  let latest = closesAt
  for (let afterId: string | undefined, isMore = true; isMore;) {
    const page = await store.documentsBy({
      lookup: 'enrolments_by_course',
      values: [unit.courseId],
      limit: ENROLMENTS_PER_PAGE,
      ...(afterId === undefined ? {} : { afterId }),
    })
    for (const { content } of page) {
      const { status, dueAtByUnit } = content as Enrolment
      if (status === 'active') latest = Math.max(latest, dueAtByUnit?.[unit.id] ?? 0)
    }
    afterId = page.at(-1)?.id
    isMore = page.length === ENROLMENTS_PER_PAGE
  }
  return latest
}

/** When a quiz closes whose feedback waits for that. */
export const feedbackDueAt = ({ quiz, status }: Unit): number | undefined =>
  quiz?.mode === 'graded' && quiz.feedback === 'after-close' && status === 'published' ? quiz.closesAt : undefined

const unitOf = async (store: StoreReader, unitId: string): Promise<Unit | undefined> => {
  const stored = await store.document('units', unitId)
  return stored?.deleted === false ? (stored.content as Unit) : undefined
}

/** Keys are for who may see the quiz, also when they hand in what is decided about later. */
const isWaitingForFeedback = ({ status, feedback, marks = [] }: Attempt): boolean =>
  status === 'handed-in' && feedback === undefined && !marks.includes('not-enrolled')

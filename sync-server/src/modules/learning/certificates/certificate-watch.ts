import type { Course } from '@edutrack/shared-schema/collections/courses'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import type { Bus } from '#ports/bus/bus.ts'
import type { Clock } from '#ports/clock/clock.ts'
import type { Log } from '#ports/log/log.ts'
import type { NewJob } from '#ports/queue/queue.ts'
import type { LogEntry, Store, StoreReader, TableRow } from '#ports/store/store.ts'
import { channel } from '#sync/collection-rules.ts'
import { LOG_TOPIC } from '#sync/stream.ts'
import { certificateJob, certificateSweepJob } from '../jobs/certificate-jobs.ts'
import { hasEarnedCertificate, unitsOf } from './earned-certificate.ts'

/** Between two passes: a phone that delivers a week's work is looked at once. */
const PAUSE_MS = 500
const POLL_MS = 5000
const COMMITS_PER_PASS = 200
const LEARNERS_AT_ONCE = 10
const TABLE = 'certificate_watch'
const PLACE = 'place'

interface PlaceRow extends TableRow {
  /** Of the log: everything up to it has been looked at. */
  readonly number: number
}

/**
 * Follows the log for what may earn a certificate (progress, hand-ins, grades, enrolments, a change of the course), whoever wrote it and in whatever way, and writes a job for
 * each that is earned. Its place in the log moves in the transaction that writes the jobs, so a kill anywhere loses none and doubles none; several workers take turns by it.
 */
export const createCertificateWatch = async (deps: {
  readonly store: Store
  readonly bus: Bus
  readonly clock: Clock
  readonly log: Log
}) => {
  const { store, bus, clock, log } = deps
  await store.migrate([{ name: TABLE, indexes: [] }])
  let passing: Promise<void> | undefined
  let isAskedAgain = false
  let cancelPause: (() => void) | undefined
  let isClosed = false

  const pass = async (): Promise<void> => {
    const head = await store.head()
    const after = (await store.row<PlaceRow>(TABLE, PLACE))?.number ?? 0
    if (after >= head) return
    const commits = await store.commits(after, head, COMMITS_PER_PASS)
    const upTo = commits.at(-1)?.last ?? head
    const jobs = await jobsFor(
      store,
      commits.flatMap(({ entries }) => entries).filter(({ number }) => number > after),
      { upTo, now: clock.now() },
    )
    await store.transact(async (tx) => {
      // Another worker has looked at these.
      if (((await tx.row<PlaceRow>(TABLE, PLACE))?.number ?? 0) !== after) return
      for (const job of jobs) await tx.putRow('outbox', { ...job })
      await tx.putRow(TABLE, { id: PLACE, number: upTo } satisfies PlaceRow)
    })
    if (jobs.length > 0) void bus.publish(LOG_TOPIC, '')
    if (upTo < head) isAskedAgain = true
  }

  const ask = (): void => {
    if (isClosed) return
    if (passing !== undefined || cancelPause !== undefined) {
      isAskedAgain = true
      return
    }
    isAskedAgain = false
    passing = pass()
      .catch((error: unknown) =>
        log.error({ error }, 'the log could not be looked at for certificates; it is tried again'),
      )
      .finally(() => {
        passing = undefined
        if (isClosed) return
        cancelPause = clock.after(PAUSE_MS, () => {
          cancelPause = undefined
          if (isAskedAgain) ask()
        })
      })
  }

  const unsubscribe = await bus.subscribe(LOG_TOPIC, ask)
  const stopPolling = clock.every(POLL_MS, ask)
  ask()
  return {
    close: async () => {
      isClosed = true
      cancelPause?.()
      stopPolling()
      await unsubscribe()
      await passing
    },
  }
}

/** The jobs that follow from changes of the log. Whose work it is, and of which course, stands in the names of its channels. */
export const jobsFor = async (
  store: StoreReader,
  entries: readonly LogEntry[],
  { upTo, now }: { readonly upTo: number; readonly now: number },
): Promise<readonly NewJob[]> => {
  const learners = new Map<string, { readonly personId: string; readonly courseId: string }>()
  const changedCourses = new Set<string>()
  for (const { collection, id, channels } of entries) {
    const courseId = idIn(channels, STAFF)
    if (collection === 'courses') changedCourses.add(id)
    else if (collection === 'units' && courseId !== undefined) changedCourses.add(courseId)
    else if (collection === 'progress' || collection === 'attempts' || collection === 'enrolments') {
      const personId = idIn(channels, PERSON)
      if (personId !== undefined && courseId !== undefined)
        learners.set(JSON.stringify([personId, courseId]), { personId, courseId })
    }
  }
  const courseIds = [...new Set([...changedCourses, ...[...learners.values()].map(({ courseId }) => courseId)])]
  const found = await store.documents(courseIds.map((id) => ({ collection: 'courses', id })))
  const courses = new Map<string, { readonly course: Course; readonly units: Promise<readonly Unit[]> }>()
  for (const stored of found) {
    const course = stored?.deleted === false ? (stored.content as Course) : undefined
    if (course?.certificate !== undefined && course.status !== 'draft')
      courses.set(course.id, { course, units: unitsOf(store, course.id) })
  }
  const jobs: NewJob[] = [...changedCourses].flatMap((id) => (courses.has(id) ? [certificateSweepJob(id, now)] : []))
  const asked = [...learners.values()].filter(({ courseId }) => courses.has(courseId))
  for (let start = 0; start < asked.length; start += LEARNERS_AT_ONCE) {
    const answers = await Promise.all(
      asked.slice(start, start + LEARNERS_AT_ONCE).map(async ({ personId, courseId }) => {
        const known = courses.get(courseId)
        if (known === undefined) return []
        const isEarned = await hasEarnedCertificate(store, personId, { course: known.course, units: await known.units })
        return isEarned ? [certificateJob({ personId, courseId, at: now, isAgain: false, cause: String(upTo) })] : []
      }),
    )
    jobs.push(...answers.flat())
  }
  return jobs
}

const PERSON = channel.person('')
const STAFF = channel.staff('')
const idIn = (channels: readonly string[], prefix: string): string | undefined =>
  channels.find((name) => name.startsWith(prefix))?.slice(prefix.length)

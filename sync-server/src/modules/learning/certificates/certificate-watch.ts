import type { Course } from '@edutrack/shared-schema/collections/courses'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import type { NewJob } from '#ports/queue/queue.ts'
import type { LogEntry, StoreReader } from '#ports/store/store.ts'
import { channel } from '#sync/collection-rules.ts'
import { createLogWatch, type LogWatchDeps } from '#sync/log-watch.ts'
import { certificateJob, certificateSweepJob } from '../jobs/certificate-jobs.ts'
import { hasEarnedCertificate, unitsOf } from './earned-certificate.ts'

const LEARNERS_AT_ONCE = 10

/**
 * Follows the log for what may earn a certificate (progress, hand-ins, grades, enrolments, a change of the course), whoever wrote it and in whatever way, and
 * writes a job for each that is earned. A school that has had no certificates is looked at from its start.
 */
export const createCertificateWatch = (deps: LogWatchDeps): Promise<{ close(): Promise<void> }> =>
  createLogWatch(deps, {
    table: 'certificate_watch',
    begins: 'at the start',
    jobsFor: (entries, at) => jobsFor(deps.store, entries, at),
  })

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

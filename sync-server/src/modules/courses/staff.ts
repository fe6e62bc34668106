import type { Course } from '@edutrack/shared-schema/collections/courses'
import type { Person } from '@edutrack/shared-schema/collections/people'
import type { Colleague } from '@edutrack/shared-schema/protocol/roster'
import { mailAddressOf, personByMail } from '#modules/accounts/index.ts'
import type { Clock } from '#ports/clock/clock.ts'
import type { StoreReader } from '#ports/store/store.ts'
import type { Reader } from '#sync/collection-rules.ts'
import type { SyncEngine } from '#sync/sync-engine.ts'
import { courseOf, mayTeach } from './rules/may-teach.ts'

interface StaffDeps {
  readonly store: StoreReader
  readonly engine: Pick<SyncEngine, 'commitAsServer'>
  readonly clock: Pick<Clock, 'now'>
}
type Outcome = 'changed' | 'not-found' | 'not-allowed' | 'no-such-colleague' | 'too-large'

/** As many as a course's document holds. */
const MOST_STAFF = 50

/** Who teaches a course, its instructor first; undefined for whoever doesn't. */
export const staffOf = async (
  { store }: Pick<StaffDeps, 'store'>,
  reader: Reader,
  courseId: string,
): Promise<readonly Colleague[] | undefined> => {
  const course = await courseOf(store, courseId)
  if (course === undefined || !mayTeach(course, reader)) return undefined
  const ids = [course.instructorId, ...course.staffIds]
  return Promise.all(
    ids.map(async (personId, index) => ({
      personId,
      name: String((await store.document('people', personId))?.content['name'] ?? ''),
      email: (await mailAddressOf(store, personId)) ?? '',
      isInstructor: index === 0,
    })),
  )
}

/**
 * A colleague, found by the address of their account, teaches the course from now on: their devices are told all of it. The course's instructor and
 * administrators decide. Somebody without an account, and somebody who is no instructor, are answered alike.
 */
export const addColleague = (deps: StaffDeps, decider: Reader, courseId: string, email: string): Promise<Outcome> =>
  changeStaff(deps, decider, courseId, async (store, course) => {
    if (!isInCharge(course, decider)) return 'not-allowed'
    const personId = await personByMail(store, email)
    const person = personId === undefined ? undefined : await store.document('people', personId)
    if (personId === undefined || (person?.content as Person | undefined)?.role !== 'instructor')
      return 'no-such-colleague'
    if (personId === course.instructorId || course.staffIds.includes(personId)) return course.staffIds
    return course.staffIds.length >= MOST_STAFF ? 'too-large' : [...course.staffIds, personId]
  })

/** A colleague teaches the course no longer: what they held of it is taken from their devices (S4). They may also go by themselves. */
export const removeColleague = (
  deps: StaffDeps,
  decider: Reader,
  courseId: string,
  personId: string,
): Promise<Outcome> =>
  changeStaff(deps, decider, courseId, async (_store, course) =>
    isInCharge(course, decider) || personId === decider.personId
      ? course.staffIds.filter((id) => id !== personId)
      : 'not-allowed',
  )

const isInCharge = ({ instructorId }: Course, { personId, role }: Reader): boolean =>
  personId === instructorId || role === 'administrator'

const changeStaff = async (
  { engine, clock }: StaffDeps,
  decider: Reader,
  courseId: string,
  next: (store: StoreReader, course: Course) => Promise<readonly string[] | Exclude<Outcome, 'changed'>>,
): Promise<Outcome> => {
  let outcome: Outcome = 'not-found'
  await engine.commitAsServer(async (store) => {
    const course = await courseOf(store, courseId)
    const staffIds = course === undefined || !mayTeach(course, decider) ? 'not-found' : await next(store, course)
    outcome = typeof staffIds === 'string' ? staffIds : 'changed'
    if (typeof staffIds === 'string' || course === undefined || staffIds.join() === course.staffIds.join()) return []
    return [{ collection: 'courses', document: { ...course, staffIds: [...staffIds], updatedAt: clock.now() } }]
  })
  return outcome
}

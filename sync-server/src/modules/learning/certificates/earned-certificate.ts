import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import type { Certificate } from '@edutrack/shared-schema/collections/certificates'
import type { Course } from '@edutrack/shared-schema/collections/courses'
import type { Enrolment } from '@edutrack/shared-schema/collections/enrolments'
import type { Person } from '@edutrack/shared-schema/collections/people'
import type { Progress } from '@edutrack/shared-schema/collections/progress'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import { enrolmentIdOf, progressIdOf } from '@edutrack/shared-schema/id'
import { courseOf } from '#modules/courses/index.ts'
import type { StoreReader, StoredDocument } from '#ports/store/store.ts'
import { certificateIdOf } from './credential-keys.ts'
import { courseStanding, type CourseStanding } from './course-standing.ts'

/** All that a certificate is decided by, as the store has it now. */
export interface CertificateCase {
  readonly certificateId: string
  readonly certificate: Certificate | undefined
  readonly course: Course
  readonly enrolment: Enrolment
  readonly person: Person
  readonly standing: CourseStanding
  /** The course's rule is met by someone who is in it, and nothing has been issued yet. */
  readonly isEarned: boolean
}

export const certificateOf = async (store: StoreReader, id: string): Promise<Certificate | undefined> =>
  contentOf(await store.document('certificates', id)) as Certificate | undefined

/** Undefined where the course, the person or the enrolment is not there. */
export const certificateCaseOf = async (
  store: StoreReader,
  personId: string,
  courseId: string,
): Promise<CertificateCase | undefined> => {
  const certificateId = await certificateIdOf(store, personId, courseId)
  const [course, ...stored] = await Promise.all([
    courseOf(store, courseId),
    store.document('enrolments', enrolmentIdOf(personId, courseId)),
    store.document('people', personId),
    store.document('certificates', certificateId),
  ])
  const [enrolment, person, certificate] = stored.map(contentOf) as [
    Enrolment | undefined,
    Person | undefined,
    Certificate | undefined,
  ]
  if (course === undefined || enrolment === undefined || person === undefined) return undefined
  const standing = await standingOf(store, personId, course)
  const isIn = enrolment.status === 'active' || enrolment.status === 'completed'
  const isReached = standing.isDone && standing.percent + ROUNDING >= (course.certificate?.minimumPercent ?? Infinity)
  const isEarned = certificate === undefined && isIn && course.status !== 'draft' && isReached
  return { certificateId, certificate, course, enrolment, person, standing, isEarned }
}

/** Sums of partial credit are off by less than this. */
const ROUNDING = 1e-6

/** `certificateCaseOf(…).isEarned`, by few questions where the answer is no. */
export const hasEarnedCertificate = async (
  store: StoreReader,
  personId: string,
  { course, units }: { readonly course: Course; readonly units: readonly Unit[] },
): Promise<boolean> => {
  const [enrolment, certificate, ...progress] = await store.documents([
    { collection: 'enrolments', id: enrolmentIdOf(personId, course.id) },
    { collection: 'certificates', id: await certificateIdOf(store, personId, course.id) },
    ...units.map(({ id }) => ({ collection: 'progress', id: progressIdOf(personId, id) })),
  ])
  const status = contentOf(enrolment)?.['status']
  if ((status !== 'active' && status !== 'completed') || contentOf(certificate) !== undefined) return false
  const done = new Set(
    progress.flatMap((stored) => (contentOf(stored)?.['doneAt'] === undefined ? [] : [stored?.content['unitId']])),
  )
  // Work may be handed in without a note of progress; a page can't be done without one.
  if (
    units.some(
      ({ id, kind, status: of }) => of === 'published' && isRead(kind) && inOutline(course, id) && !done.has(id),
    )
  )
    return false
  return (await certificateCaseOf(store, personId, course.id))?.isEarned === true
}

export const unitsOf = async (store: StoreReader, courseId: string): Promise<readonly Unit[]> =>
  (await store.documentsBy({ lookup: 'units_by_course', values: [courseId] })).map(({ content }) => content as Unit)

const isRead = (kind: Unit['kind']): boolean => kind === 'page' || kind === 'video'
const inOutline = (course: Course, id: string): boolean => course.modules.some(({ unitIds }) => unitIds.includes(id))

const standingOf = async (store: StoreReader, personId: string, course: Course): Promise<CourseStanding> => {
  const units = await unitsOf(store, course.id)
  const [progress, attempts] = await Promise.all([
    store.documents(units.map(({ id }) => ({ collection: 'progress', id: progressIdOf(personId, id) }))),
    store.documentsBy({ lookup: 'attempts_by_person_and_unit', values: [personId] }),
  ])
  return courseStanding({
    course,
    units,
    progress: progress.flatMap((stored) => (contentOf(stored) as Progress | undefined) ?? []),
    attempts: attempts.map(({ content }) => content as Attempt).filter(({ courseId }) => courseId === course.id),
  })
}

const contentOf = (stored: StoredDocument | undefined): Readonly<Record<string, unknown>> | undefined =>
  stored === undefined || stored.deleted ? undefined : stored.content

import type { Course } from '@edutrack/shared-schema/collections/courses'
import type { Enrolment } from '@edutrack/shared-schema/collections/enrolments'

/** What a person can do about a course now. */
export type EnrolmentStance =
  /** In no course: may enrol. */
  | 'out'
  /** In none, and the course asks for a link with an invitation. */
  | 'invitation-needed'
  /** In none, and the course takes nobody. */
  | 'closed'
  /** The wish is on this device, or at the school undecided. */
  | 'wishing'
  | 'in'
  | 'refused'
  /** Leaves as soon as the school hears of it. */
  | 'leaving'
  /** Taken out by the staff. */
  | 'removed'

export const enrolmentStance = (
  course: Course,
  enrolment: Enrolment | null,
  invitation: string | null,
): EnrolmentStance => {
  const status = enrolment?.status
  if (enrolment !== null && enrolment.wish === 'left' && (status === 'active' || status === 'completed'))
    return 'leaving'
  if (enrolment?.wish === 'enrolled') {
    if (status === 'active' || status === 'completed') return 'in'
    if (status === 'requested') return 'wishing'
    if (status === 'refused') return 'refused'
    if (status === 'removed') return 'removed'
  }
  if (course.enrolment.mode === 'closed' || course.status === 'archived') return 'closed'
  return course.enrolment.mode === 'invitation' && invitation === null ? 'invitation-needed' : 'out'
}

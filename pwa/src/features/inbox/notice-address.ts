import type { Notice } from '@edutrack/shared-schema/collections/notices'
import { addresses } from '#app/addresses.ts'

/** Where a notice leads: to the work, unit or course that it is about. What still needs the person leads to its choices. */
export const noticeAddress = ({ id, kind, subject, courseId, readAt }: Notice): string => {
  if (kind === 'refused' && readAt === undefined) return addresses.work(id)
  if (subject?.collection === 'attempts') return addresses.work(subject.id)
  if (subject?.collection === 'certificates') return addresses.certificate(subject.id)
  if (subject?.collection === 'units' && courseId !== undefined) return addresses.unit(courseId, subject.id)
  if (subject?.collection === 'posts' && courseId !== undefined) return addresses.post(courseId, subject.id)
  return courseId === undefined ? addresses.inbox : addresses.course(courseId)
}

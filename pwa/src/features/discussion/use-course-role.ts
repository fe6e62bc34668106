import type { Course } from '@edutrack/shared-schema/collections/courses'
import { useServices } from '#app/app-context.ts'
import { useLearning } from '#app/use-learning.tsx'
import { useCurrent } from '#app/use-observable.ts'

/** Whether the person may announce and moderate in a course; the school decides by the same rule. */
export const useIsStaff = (course: Pick<Course, 'instructorId' | 'staffIds'> | null | undefined): boolean => {
  const { personId } = useLearning()
  const role = useCurrent(useServices().session.current$)?.role
  if (course === null || course === undefined) return false
  return (
    role === 'administrator' ||
    (role === 'instructor' && (course.instructorId === personId || course.staffIds.includes(personId)))
  )
}

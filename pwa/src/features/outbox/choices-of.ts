import { addresses } from '#app/addresses.ts'
import type { OutboxItem } from '#app/services.ts'

export type Choice = 'compare' | 'try-again' | 'other-course' | 'open-course' | 'settle'

/** Refusals of a wish to enrol that another try may overcome: a place may have come free. */
const worthAnotherTry = new Set(['course-full', 'course-closed'])

/** What can be done about a piece of work that the school did not take. A copy can be saved always. */
export const choicesOf = (item: OutboxItem): readonly Choice[] => {
  const isWish = item.collection === 'enrolments'
  // Two versions of what is being written: its editor shows them side by side.
  if (item.code === 'edited-elsewhere' && editorOf(item) !== undefined) return ['compare']
  return [
    ...(isWish && worthAnotherTry.has(item.code ?? '') ? (['try-again'] as const) : []),
    ...(isWish ? (['other-course'] as const) : []),
    ...(!isWish && item.courseId !== undefined ? (['open-course'] as const) : []),
    // What is held on this device only, without the school's notice, stays until it can go.
    ...(item.notice === undefined ? [] : (['settle'] as const)),
  ]
}

/** Where an instructor writes it. */
export const editorOf = ({ collection, id, courseId }: OutboxItem): string | undefined => {
  if (collection === 'courses') return addresses.teachCourse(id)
  if (courseId === undefined) return undefined
  if (collection === 'files') return addresses.teachMedia(courseId)
  if (collection === 'units') return addresses.teachUnit(courseId, id)
  return collection === 'questions' ? addresses.teachQuestion(courseId, id) : undefined
}

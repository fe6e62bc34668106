import { expect, test } from 'vitest'
import { unitsInOrder } from '#parts/course-outline.ts'
import { usualFixtures } from '#testing/fixtures/fixtures.ts'
import { homeOf } from './read-home.ts'

const NOW = new Date(2026, 10, 24, 18).getTime()
const DAY = 86_400_000
const { courses, units, enrolments, progress, attempts } = usualFixtures(NOW)
const entered = enrolments.map((enrolment) => {
  const course = courses.find(({ id }) => id === enrolment.courseId)
  if (course === undefined) throw new Error(`No course ${enrolment.courseId}.`)
  return {
    course,
    enrolment,
    units: unitsInOrder(
      course,
      units.filter(({ courseId }) => courseId === course.id),
    ),
  }
})

test('one goes on in the course visited last, at the unit left last', () => {
  const { goOn } = homeOf(entered, progress, attempts, NOW)
  expect(goOn).toMatchObject({ course: { id: 'first-aid' }, unit: { id: 'first-aid-4' }, share: 0.45 })
})

test('a course that is done is not gone on with', () => {
  const done = units
    .filter(({ courseId }) => courseId === 'first-aid')
    .map(({ id, courseId }, index) => ({
      id: `me:${id}`,
      personId: 'me',
      courseId,
      unitId: id,
      openedAt: NOW,
      doneAt: NOW,
      furthest: 1,
      place: { position: 0, at: NOW + index, device: 'd' },
      secondsByDevice: {},
    }))
  const others = progress.filter(({ courseId }) => courseId !== 'first-aid')
  expect(homeOf(entered, [...others, ...done], attempts, NOW).goOn?.course.id).not.toBe('first-aid')
})

test('due is what is not handed in, soonest first, and nothing of a course that one is not in', () => {
  const { due } = homeOf(entered, progress, [], NOW)
  expect(due.map(({ at }) => at)).toEqual(due.map(({ at }) => at).toSorted((a, b) => a - b))
  expect(due.map(({ unit }) => unit.id)).toContain('first-aid-6')
  const handedIn = homeOf(entered, progress, attempts, NOW).due.map(({ unit }) => unit.id)
  expect(handedIn).not.toContain('first-aid-6')
  const refused = entered.map((entry) => ({ ...entry, enrolment: { ...entry.enrolment, status: 'refused' as const } }))
  expect(homeOf(refused, progress, [], NOW)).toMatchObject({ due: [], goOn: null })
})

test('a deadline of one’s own moves what is due', () => {
  const later = entered.map((entry) =>
    entry.course.id === 'algebra'
      ? { ...entry, enrolment: { ...entry.enrolment, dueAtByUnit: { 'algebra-4': NOW + 60 * DAY } } }
      : entry,
  )
  expect(homeOf(later, progress, [], NOW).due.map(({ unit }) => unit.id)).not.toContain('algebra-4')
})

test('grades come latest first, without those that still wait for a person', () => {
  const pending = attempts.map((attempt) =>
    attempt.id === 'attempt-4' && attempt.grade !== undefined
      ? { ...attempt, grade: { ...attempt.grade, pending: true } }
      : attempt,
  )
  expect(homeOf(entered, progress, attempts, NOW).grades[0]?.attempt.id).toBe('attempt-4')
  expect(homeOf(entered, progress, pending, NOW).grades.map(({ attempt }) => attempt.id)).not.toContain('attempt-4')
})

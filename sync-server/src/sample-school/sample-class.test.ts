import { expect, test } from 'vitest'
import { readCourse } from './read-course.ts'
import { activityOfClass, peopleOfClass, type ClassSource } from './sample-class.ts'
import { SAMPLE_SCHOOL_FOLDER } from './seed-sample-school.ts'

const courses = new Map([['night-sky', await readCourse(SAMPLE_SCHOOL_FOLDER, 'night-sky')]])
const asked = courses.get('night-sky')?.units.find(({ name }) => name === 'practice')?.quiz?.questions ?? []
const [sharp = '', dull = '', turned = ''] = asked.map(({ name }) => name)
const source: ClassSource = {
  course: 'night-sky',
  seed: 1,
  enrolledDaysAgo: 9,
  people: Array.from({ length: 400 }, (_, index) => `Learner ${String(index)}`),
  quizzes: [
    {
      unit: 'practice',
      taken: 0.5,
      daysAgo: [5, 2],
      minutesUsed: [3, 8],
      questions: {
        [sharp]: { ease: 0, sharpness: 3, slips: ['1', '2'] },
        [dull]: { ease: 0, sharpness: 0 },
        [turned]: { ease: 0, sharpness: -3 },
      },
    },
  ],
}

test('people are called after their names', () => {
  expect(peopleOfClass({ people: ['Zofia Zielińska', 'Mai Nguyễn'] }).map(({ email }) => email)).toEqual([
    'zofia-zielinska@school.example',
    'mai-nguyen@school.example',
  ])
})

test('the same seed makes the same class, another one another', () => {
  expect(activityOfClass(source, courses)).toEqual(activityOfClass(source, courses))
  expect(activityOfClass({ ...source, seed: 2 }, courses)).not.toEqual(activityOfClass(source, courses))
})

test('everybody is in the course, so many have taken the quiz, and its questions tell them apart as they should', () => {
  const { enrolments, attempts } = activityOfClass(source, courses)
  expect(enrolments).toHaveLength(400)
  expect(Math.abs(attempts.length - 200)).toBeLessThan(40)
  for (const { daysAgo, minutesUsed, wrong = [], slips = {} } of attempts) {
    expect(daysAgo).toBeGreaterThanOrEqual(2)
    expect(daysAgo).toBeLessThanOrEqual(5)
    expect(minutesUsed).toBeGreaterThanOrEqual(3)
    expect(minutesUsed).toBeLessThanOrEqual(8)
    expect(Object.keys(slips)).toEqual(wrong.filter((name) => name === sharp))
  }
  const isRight = (name: string) => (attempt: (typeof attempts)[number]) => !(attempt.wrong ?? []).includes(name)
  /** How much more often those do a question who do the sharp one. */
  const difference = (name: string): number => {
    const share = (group: typeof attempts): number => group.filter(isRight(name)).length / group.length
    return share(attempts.filter(isRight(sharp))) - share(attempts.filter((attempt) => !isRight(sharp)(attempt)))
  }
  expect(difference(turned)).toBeLessThan(-0.2)
  expect(Math.abs(difference(dull))).toBeLessThan(0.2)
  expect(attempts.filter(({ slips }) => slips?.[sharp] === '1').length).toBeGreaterThan(
    attempts.filter(({ slips }) => slips?.[sharp] === '2').length,
  )
})

test('a question that is missing, or not there, is named', () => {
  const [quiz] = source.quizzes
  if (quiz === undefined) throw new Error('there is one')
  const { [dull]: _, ...less } = quiz.questions
  const withQuestions =
    (questions: typeof quiz.questions, unit = quiz.unit) =>
    () =>
      activityOfClass({ ...source, quizzes: [{ ...quiz, unit, questions }] }, courses)
  expect(withQuestions(less)).toThrow(dull)
  expect(withQuestions({ ...quiz.questions, other: { ease: 0, sharpness: 0 } })).toThrow('other')
  expect(withQuestions(quiz.questions, 'nowhere')).toThrow('nowhere')
})

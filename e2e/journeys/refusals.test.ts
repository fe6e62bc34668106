import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAppPage } from '#pages/app-page.ts'
import { words, wordsWithin } from '#pages/words.ts'
import { attemptsAtSchool } from '#world/attempts-at-school.ts'
import { createSchoolWorld, type SchoolWorld } from '#world/school-world.ts'

/** Of the sample school: a course whose one place is taken, and one with a quiz whose deadline is past. */
const FULL_COURSE = 'roadside-bicycle'
const COURSE = 'first-aid'
const LATE_QUIZ = 'first-aid-check-bleeding-burns'

let school: SchoolWorld
beforeAll(async () => {
  school = await createSchoolWorld()
})
afterAll(() => school.close())

test('a wish to enrol that the school refuses is explained in words, and kept', async () => {
  const learner = await school.signUp('Kwame')
  const phone = await school.phone()
  const app = createAppPage(phone)
  await app.signIn(learner)
  const page = await phone.goto(`/courses/${FULL_COURSE}`)
  await page.getByRole('button', { name: words('course.enrol') }).waitFor()
  await phone.setOffline(true)
  await page.getByRole('button', { name: words('course.enrol') }).click()
  await page.getByText(words('course.wishing-offline-title')).waitFor()
  await phone.setOffline(false)
  await page.getByText(words('course.refused-title')).waitFor()
  await page.getByText(wordsWithin('error.course-full')).first().waitFor()
  await expect.poll(() => app.status()).toBe('Needs you')
  const outbox = await phone.goto('/outbox')
  await outbox.getByText(wordsWithin('error.course-full')).first().waitFor()
  expect((await learner.documents('enrolments')).map(({ status, reason }) => ({ status, reason }))).toEqual([
    { status: 'refused', reason: 'course-full' },
  ])
  expect(phone.takeErrors()).toEqual([])
})

test('work that is handed in late says so before, is taken, and is kept with its mark', async () => {
  const learner = await school.signUp('Efua')
  const phone = await school.phone()
  const app = createAppPage(phone)
  await app.signIn(learner)
  await app.enrol(COURSE)
  const intro = await phone.goto(`/courses/${COURSE}/units/${LATE_QUIZ}`)
  await intro.getByText(wordsWithin('quiz.will-decide')).first().waitFor()
  const quiz = await app.startQuiz(COURSE, LATE_QUIZ)
  await app.answerShownQuestion(quiz)
  await app.goToReview(quiz)
  await app.handIn(quiz)
  await expect.poll(async () => (await attemptsAtSchool(learner))[0]?.marks).toEqual(['late'])
  await quiz.getByText(wordsWithin('mark.late')).first().waitFor()
  await quiz.getByText(wordsWithin('work.marks-open')).first().waitFor()
  expect(phone.takeErrors()).toEqual([])
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import { createAppPage } from '#pages/app-page.ts'
import { words, wordsWithin } from '#pages/words.ts'
import { attemptsAtSchool, expectReceiptValid } from '#world/attempts-at-school.ts'
import { createSchoolWorld, type SchoolWorld } from '#world/school-world.ts'

const COURSE = 'algebra'
const GRADED_QUIZ = 'algebra-final-test'
const PRACTICE_QUIZ = 'algebra-practice-letters'
const PAGE_WITH_MATHS = 'algebra-the-balance'
const FILM = 'algebra-balance-film'

let school: SchoolWorld
beforeAll(async () => {
  school = await createSchoolWorld()
})
afterAll(() => school.close())

test('a course taken with no network: enrolled, downloaded, learnt, handed in, delivered with the app closed, graded and receipted', async () => {
  const learner = await school.signUp('Neema')
  const phone = await school.phone()
  const app = createAppPage(phone)
  await app.signIn(learner)
  await app.enrol(COURSE)
  await app.download(COURSE)

  // The school is gone, and the phone restarts.
  await school.stopServer()
  await phone.quit()
  await phone.start()
  await phone.setOffline(true)
  const course = await phone.goto(`/courses/${COURSE}`)
  await course.getByRole('heading', { name: words('course.outline') }).waitFor()

  // A page with maths and pictures.
  const reader = await app.openUnit(COURSE, PAGE_WITH_MATHS)
  await reader.locator('math').first().waitFor()
  const picture = reader.locator('article img, main img').first()
  await picture.scrollIntoViewIfNeeded()
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(100)

  // The film, from the middle on.
  const cinema = await app.openUnit(COURSE, FILM)
  const film = cinema.locator('video')
  await film.waitFor()
  await expect.poll(() => film.evaluate((video: HTMLVideoElement) => video.duration)).toBeGreaterThan(10)
  const sought = await film.evaluate(
    (video: HTMLVideoElement) =>
      new Promise<number>((resolve) => {
        video.addEventListener('seeked', () => resolve(video.currentTime), { once: true })
        video.currentTime = video.duration * 0.7
      }),
  )
  expect(sought).toBeGreaterThan(5)
  expect(await film.evaluate((video: HTMLVideoElement) => video.textTracks.length)).toBeGreaterThan(0)

  // Practice tells at once what was right.
  const practice = await app.startQuiz(COURSE, PRACTICE_QUIZ)
  await app.answerShownQuestion(practice)
  const check = practice.getByRole('button', { name: words('quiz.check') })
  if (await check.isVisible()) await check.click()
  await practice
    .getByText(words('quiz.verdict-right'))
    .or(practice.getByText(words('quiz.verdict-partly')))
    .or(practice.getByText(words('quiz.verdict-wrong')))
    .first()
    .waitFor()

  const quiz = await app.startQuiz(COURSE, GRADED_QUIZ)
  const count = Number(
    (/of (\d+)/.exec(await quiz.getByRole('heading', { name: words('quiz.question-of') }).innerText()) ?? [])[1],
  )
  expect(count).toBeGreaterThan(3)
  for (let question = 1; question <= count; question += 1) {
    await quiz.getByRole('heading', { name: new RegExp(`Question ${String(question)} of`) }).waitFor()
    await app.answerShownQuestion(quiz)
    await quiz.getByRole('button', { name: words(question === count ? 'quiz.to-review' : 'reader.next') }).click()
  }
  await app.handIn(quiz)
  await quiz.getByText(wordsWithin('quiz.card-here-offline')).first().waitFor()
  // A try that was under way says so until it has failed.
  await expect.poll(() => app.status()).toMatch(/on this phone/)
  const page = await phone.page()
  const attemptId = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  await phone.closePages()

  await school.startServer()
  expect(await attemptsAtSchool(learner)).toEqual([])
  await phone.setOffline(false)
  await expect.poll(async () => (await attemptsAtSchool(learner)).map(({ id }) => id)).toContain(attemptId)
  const handedIn = (await attemptsAtSchool(learner)).filter(({ status }) => status === 'handed-in')
  expect(handedIn.map(({ id }) => id)).toEqual([attemptId])
  const [delivered] = handedIn
  expect(delivered?.grade?.points).toBeGreaterThan(0)
  expect(Object.keys(delivered?.answers ?? {})).toHaveLength(count)
  await expectReceiptValid(school.url, delivered as Attempt)

  const opened = await phone.goto(`/outbox/${attemptId}`)
  await opened.getByText(wordsWithin('receipt.check-valid')).first().waitFor()
  await opened
    .getByText(delivered?.receipt?.number ?? 'no receipt')
    .first()
    .waitFor()
  expect(await app.status()).toBe('All sent')
  expect(phone.takeErrors()).toEqual([])
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import { createAppPage } from '#pages/app-page.ts'
import { words, wordsWithin } from '#pages/words.ts'
import { attemptsAtSchool, expectReceiptValid } from '#world/attempts-at-school.ts'
import { createSchoolWorld, type Account, type SchoolWorld } from '#world/school-world.ts'
import type { Device } from '#world/device.ts'

const COURSE = 'first-aid'
const QUIZ = 'first-aid-final-test'
/** What Safari and Firefox lack. */
const NO_BACKGROUND_SYNC = 'delete ServiceWorkerRegistration.prototype.sync; delete globalThis.SyncManager'

let school: SchoolWorld
beforeAll(async () => {
  school = await createSchoolWorld()
})
afterAll(() => school.close())

const prepare = async (phone: Device, learner: Account) => {
  const app = createAppPage(phone)
  await app.signIn(learner)
  await app.enrol(COURSE)
  await app.download(COURSE, { withVideo: false })
  return app
}

const handInOffline = async (phone: Device): Promise<string> => {
  const app = createAppPage(phone)
  const quiz = await app.startQuiz(COURSE, QUIZ)
  await app.answerShownQuestion(quiz)
  await app.goToReview(quiz)
  await app.handIn(quiz)
  await quiz.getByText(wordsWithin('quiz.card-here-offline')).first().waitFor()
  return new URL(quiz.url()).pathname.split('/').at(-1) ?? ''
}

const idsAtSchool = async (learner: Account): Promise<readonly string[]> =>
  (await attemptsAtSchool(learner)).map(({ id }) => id)

test('without Background Sync, work goes out on "online", on coming back to the app, and at its start', async () => {
  const learner = await school.signUp('Otieno')
  const phone = await school.phone({ initScript: NO_BACKGROUND_SYNC })
  await prepare(phone, learner)

  await phone.setOffline(true)
  const first = await handInOffline(phone)
  await phone.setOffline(false)
  await expect.poll(() => idsAtSchool(learner)).toEqual([first])

  // The network seems good, and the school is out of reach: coming back to the app is the moment to try.
  await school.stopServer()
  const page = await phone.page()
  await page.evaluate(() => globalThis.dispatchEvent(new Event('focus')))
  const app = createAppPage(phone)
  const quiz = await app.startQuiz(COURSE, QUIZ)
  await app.answerShownQuestion(quiz)
  await app.goToReview(quiz)
  await app.handIn(quiz)
  const second = new URL(quiz.url()).pathname.split('/').at(-1) ?? ''
  await school.startServer()
  await page.evaluate(() => globalThis.dispatchEvent(new Event('focus')))
  await expect.poll(async () => (await idsAtSchool(learner)).includes(second)).toBe(true)

  await phone.setOffline(true)
  const third = await handInOffline(phone)
  await phone.quit()
  await phone.start()
  await phone.goto('/')
  await expect.poll(async () => (await idsAtSchool(learner)).includes(third)).toBe(true)
  const all = await attemptsAtSchool(learner)
  expect(all).toHaveLength(3)
  for (const attempt of all) await expectReceiptValid(school.url, attempt)
})

test('a school that is away for a moment, with the network there and the app closed, has the work soon after it is back', async () => {
  const learner = await school.signUp('Mumbi')
  const phone = await school.phone()
  const app = await prepare(phone, learner)
  await school.stopServer()
  const quiz = await app.startQuiz(COURSE, QUIZ)
  await app.answerShownQuestion(quiz)
  await app.goToReview(quiz)
  await app.handIn(quiz)
  await expect.poll(() => app.status()).toMatch(/on this phone/)
  const id = new URL(quiz.url()).pathname.split('/').at(-1) ?? ''
  await phone.closePages()
  // Long enough for the browser's first try to have found nobody.
  await new Promise((resolve) => setTimeout(resolve, 5000))
  await school.startServer()
  await expect.poll(() => idsAtSchool(learner)).toEqual([id])
})

test('a battery that falls out in the middle of a quiz takes no answer with it, and the time goes on', async () => {
  const learner = await school.signUp('Wanjiru')
  const phone = await school.phone()
  const app = await prepare(phone, learner)
  await phone.setOffline(true)
  const quiz = await app.startQuiz(COURSE, QUIZ)
  const limitLeft = async (): Promise<number> => {
    const text = await (await phone.page()).getByRole('timer').innerText()
    const [, minutes, seconds] = /(?:(\d+)\s*min|(\d+):(\d+))/.exec(text) ?? []
    return Number(minutes ?? seconds)
  }
  await quiz.getByRole('heading', { name: /Question 1 of/ }).waitFor()
  const minutesAtStart = await limitLeft()
  const given: string[] = []
  for (let question = 1; question <= 3; question += 1) {
    await quiz.getByRole('heading', { name: new RegExp(`Question ${String(question)} of`) }).waitFor()
    await app.answerShownQuestion(quiz)
    await quiz.getByText(words('quiz.save-saved')).first().waitFor()
    given.push(new URL(quiz.url()).pathname)
    if (question < 3) await quiz.getByRole('button', { name: words('reader.next') }).click()
  }
  const address = new URL(quiz.url())
  await phone.kill()
  await phone.start()
  await phone.setOffline(true)
  const again = await phone.goto(`${address.pathname}${address.search}${address.hash}`)
  await again.getByRole('heading', { name: /Question 3 of/ }).waitFor()
  await again
    .getByRole('button', { name: wordsWithin('quiz.map') })
    .first()
    .click()
  const map = again.getByRole('dialog')
  await map.getByRole('button', { name: /Question 1, answered/i }).waitFor()
  for (const number of [1, 2, 3])
    expect(
      await map.getByRole('button', { name: new RegExp(`Question ${String(number)}, answered`, 'i') }).count(),
    ).toBe(1)
  expect(await map.getByRole('button', { name: /Question 4, open/i }).count()).toBe(1)
  expect(Math.abs((await limitLeft()) - minutesAtStart)).toBeLessThanOrEqual(2)
})

test('a session that ends offline costs no work: after signing in again the queue goes out', async () => {
  const learner = await school.signUp('Achieng')
  const phone = await school.phone()
  const app = await prepare(phone, learner)
  await phone.setOffline(true)
  const id = await handInOffline(phone)
  await phone.forgetSession()
  await phone.setOffline(false)
  const page = await phone.goto('/')
  await page.getByText(words('session.expired-title')).waitFor()
  await expect.poll(() => app.status()).toMatch(/on this phone/)
  expect(await idsAtSchool(learner)).toEqual([])
  await app.signIn(learner)
  await expect.poll(() => idsAtSchool(learner)).toEqual([id])
  await expect.poll(() => app.status()).toBe('All sent')
})

test('another person on the same phone sees nothing of the first, whose unsent work goes out when they return', async () => {
  const [first, second] = [await school.signUp('Baraka'), await school.signUp('Zawadi')]
  const phone = await school.phone()
  const app = await prepare(phone, first)
  await phone.setOffline(true)
  const id = await handInOffline(phone)
  await school.stopServer()
  await phone.setOffline(false)
  await app.signOut()
  await school.startServer()
  await app.signIn(second)
  const outbox = await phone.goto('/outbox')
  await outbox.getByText(words('outbox.empty-title')).waitFor()
  const home = await phone.goto('/')
  await home.getByRole('heading', { name: /Zawadi/ }).waitFor()
  expect(await home.getByText('First aid').count()).toBe(0)
  expect(await idsAtSchool(first)).toEqual([])
  expect(await attemptsAtSchool(second)).toEqual([])
  await app.signOut()
  await app.signIn(first)
  await expect.poll(() => idsAtSchool(first)).toEqual([id])
  const [attempt] = await attemptsAtSchool(first)
  await expectReceiptValid(school.url, attempt as Attempt)
  expect(await attemptsAtSchool(second)).toEqual([])
})

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAppPage, type AppPage } from '#pages/app-page.ts'
import { everyLook, findingsOf } from '#pages/looks.ts'
import { words, wordsWithin } from '#pages/words.ts'
import type { Device } from '#world/device.ts'
import { createSchoolWorld, type SchoolWorld } from '#world/school-world.ts'

/** Of the sample school: somebody in the middle of courses, with work at the school. */
const LEARNER = { email: 'ben@school.example', password: 'edutrack' }
const COURSE = 'first-aid'
const QUIZ = 'first-aid-final-test'

let school: SchoolWorld
let device: Device
let app: AppPage
beforeAll(async () => {
  school = await createSchoolWorld()
  device = await school.phone()
  app = createAppPage(device)
})
afterAll(() => school.close())

interface Stop {
  readonly name: string
  go(): Promise<Page>
}
const at = (name: string, path: string, shows: (page: Page) => Promise<unknown>): Stop => ({
  name,
  go: async () => {
    const page = await device.goto(path)
    await shows(page)
    return page
  },
})
const heading = (page: Page) => page.getByRole('heading', { level: 1 }).first().waitFor()
const courseCards = (page: Page) => page.locator('main li a').first().waitFor()
const says = (key: string) => (page: Page) => page.getByText(wordsWithin(key)).first().waitFor()

const door: readonly Stop[] = [
  at('sign-in', '/sign-in', heading),
  at('sign-up', '/sign-up', heading),
  at('forgot', '/forgot', heading),
  at('reset', '/reset?token=of-no-use', heading),
]
const screens: readonly Stop[] = [
  at('home', '/', says('home.continue')),
  at('courses', '/courses', courseCards),
  at('courses-found', '/courses?q=water', courseCards),
  at('course', `/courses/${COURSE}`, says('course.outline')),
  at('course-not-enrolled', '/courses/night-sky', heading),
  {
    name: 'download-sheet',
    go: async () => {
      const page = await device.goto(`/courses/${COURSE}`)
      await page.getByRole('button', { name: words('course.download-none') }).click()
      await page
        .getByRole('dialog')
        .getByRole('button', { name: words('download.start') })
        .waitFor()
      return page
    },
  },
  at('page', `/courses/${COURSE}/units/first-aid-burns`, (page) => page.locator('main p').first().waitFor()),
  {
    name: 'page-maths',
    go: async () => {
      await app.enrol('algebra')
      const page = await app.openUnit('algebra', 'algebra-the-balance')
      await page.locator('article math').first().waitFor()
      await page.waitForFunction(() => document.querySelector<HTMLImageElement>('article img')?.complete === true)
      return page
    },
  },
  at('page-not-in', '/courses/night-sky/units/night-sky-none', says('reader.absent-not-in-title')),
  at('video', `/courses/${COURSE}/units/first-aid-cpr-rhythm`, (page) =>
    page.waitForFunction(
      () => (document.querySelector('video')?.readyState ?? 0) >= HTMLMediaElement.HAVE_CURRENT_DATA,
    ),
  ),
  at('quiz', `/courses/${COURSE}/units/${QUIZ}`, says('quiz.start')),
  at('assignment', `/courses/${COURSE}/units/first-aid-my-plan`, says('assignment.start')),
  { name: 'question', go: () => app.startQuiz(COURSE, QUIZ) },
  {
    name: 'review',
    go: async () => {
      const page = await app.startQuiz(COURSE, QUIZ)
      await app.goToReview(page)
      return page
    },
  },
  {
    name: 'hand-in-sheet',
    go: async () => {
      const page = await app.startQuiz(COURSE, QUIZ)
      await app.goToReview(page)
      await page
        .getByRole('button', { name: words('quiz.hand-in') })
        .first()
        .click()
      await page.getByRole('dialog').waitFor()
      return page
    },
  },
  at('outbox', '/outbox', heading),
  {
    name: 'receipt',
    go: async () => {
      const page = await device.goto('/outbox')
      await page.locator('main a[href^="/outbox/"]').last().click()
      await page.getByText(wordsWithin('receipt.check-valid')).first().waitFor()
      return page
    },
  },
  at('downloads', '/downloads', heading),
  at('inbox', '/inbox', heading),
  at('me', '/me', heading),
  at('not-found', '/nowhere', heading),
]

const findingsAt = async ({ name, go }: Stop): Promise<readonly string[]> => [
  ...(await findingsOf(await go(), name, everyLook)),
  ...device.takeErrors(),
]

const TITLE = '$name: axe finds nothing, and nothing is wider than the screen, in any look'
test.each(door)(TITLE, async (stop) => expect(await findingsAt(stop)).toEqual([]))
test('a learner signs in', () => app.signIn(LEARNER))
test.each(screens)(TITLE, async (stop) => expect(await findingsAt(stop)).toEqual([]))

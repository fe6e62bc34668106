import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Question } from '@edutrack/shared-schema/collections/questions'
import { createAppPage } from '#pages/app-page.ts'
import { everyLook, findingsOf } from '#pages/looks.ts'
import { words, wordsWithin } from '#pages/words.ts'
import { attemptsAtSchool } from '#world/attempts-at-school.ts'
import type { Device } from '#world/device.ts'
import { createSchoolWorld, type Account, type SchoolWorld } from '#world/school-world.ts'

/** Of the sample school: she teaches courses that learners have worked in; he has a class that has taken the quizzes of another. */
const INSTRUCTOR = 'lena@school.example'
const OF_A_CLASS = 'tomas@school.example'
const COURSE = 'first-aid'

let school: SchoolWorld
let device: Device
let lena: Account
beforeAll(async () => {
  school = await createSchoolWorld()
  device = await school.phone()
  lena = await school.account(INSTRUCTOR)
  await createAppPage(device).signIn(lena)
})
afterAll(() => school.close())

const section = (key: string) => (page: Page) =>
  page
    .getByRole('heading', { name: words(key) })
    .first()
    .waitFor()
const field = (key: string) => (page: Page) =>
  page
    .getByRole('textbox', { name: words(key) })
    .first()
    .waitFor()
const button = (key: string) => (page: Page) =>
  page
    .getByRole('button', { name: words(key) })
    .first()
    .waitFor()
/** What counts is how it looks once all is there. */
const pictures = (page: Page) =>
  page.waitForFunction(() => {
    const shown = [...document.querySelectorAll<HTMLImageElement>('main img')]
    return (
      shown.length > 0 &&
      shown.every(({ complete, naturalWidth, loading }) => naturalWidth > 0 || (loading === 'lazy' && !complete))
    )
  })
const grades = async (page: Page): Promise<void> => {
  await page.getByRole('grid', { name: words('teach.all-grades') }).waitFor()
  await page.getByRole('progressbar', { name: words('grades.reading-label') }).waitFor({ state: 'detached' })
}
/** Choices are set as learners have seen them, and in names formulas are words. */
const setAnswers = async (page: Page): Promise<void> => {
  await section('analysis.look')(page)
  await page.locator('tbody th math').first().waitFor()
  expect(await page.locator('main').innerText()).not.toMatch(/\$|\\[a-z]/)
}
const check = async (name: string, path: string, shows: (page: Page) => Promise<unknown>): Promise<void> => {
  const page = await device.goto(path)
  await shows(page)
  expect([...(await findingsOf(page, `teach-${name}`, everyLook)), ...device.takeErrors()]).toEqual([])
}
const TITLE = '%s: axe finds nothing, and nothing is wider than the screen, in any look'

test.each([
  ['home', '', button('teach.new-course')],
  ['import', '/import', section('teach.import')],
  ['course', `/${COURSE}`, section('teach.outline')],
  ['page', `/${COURSE}/units/first-aid-burns`, field('teach.text')],
  ['video', `/${COURSE}/units/first-aid-cpr-rhythm`, button('media.add-film')],
  ['quiz', `/${COURSE}/units/first-aid-final-test`, button('teach.new-question')],
  ['assignment', `/${COURSE}/units/first-aid-my-plan`, field('teach.text-assignment')],
  ['bank', `/${COURSE}/questions`, button('teach.new-question')],
  ['media', `/${COURSE}/media`, pictures],
  ['grades', `/${COURSE}/grades`, grades],
  ['analysis-of-few', `/${COURSE}/units/first-aid-check-bleeding-burns/analysis`, section('analysis.plot')],
  ['exceptions', `/${COURSE}/exceptions`, section('exceptions.open')],
  ['history', `/${COURSE}/units/first-aid-burns/history`, section('history.title')],
  ['people', `/${COURSE}/people`, button('teach.save-csv')],
  ['list', `/${COURSE}/roster`, section('list.title')],
  ['invitations', `/${COURSE}/invitations`, section('roster.new-link')],
  ['colleagues', `/${COURSE}/colleagues`, section('roster.add-colleague')],
  ['certificates', `/${COURSE}/certificates`, section('teach-certificates.title')],
] as const)(TITLE, (name, path, shows) => check(name, `/teach${path}`, shows))

test('each type of question that the sample school has: the same', async () => {
  const bank = (await lena.documents('questions')) as unknown as readonly Question[]
  const oneOfEach = [...new Map(bank.map((question) => [question.kind, question])).values()]
  expect(oneOfEach.length).toBeGreaterThanOrEqual(8)
  for (const { id, courseId, kind } of oneOfEach)
    await check(kind, `/teach/${courseId}/questions/${id}`, field('teach.prompt'))
})

test('a hand-in: the same', async () => {
  const [attempt] = (await attemptsAtSchool(lena)).filter(
    ({ status, grade }) => status === 'handed-in' && grade?.pending === true,
  )
  if (attempt === undefined) throw new Error('nothing waits for a grade in the sample school')
  await check('grading', `/teach/${attempt.courseId}/attempts/${attempt.id}`, (page) =>
    page.getByText(wordsWithin('teach.still-pending')).waitFor(),
  )
})

test('who teaches a class signs in', async () => {
  await createAppPage(device).signOut()
  await createAppPage(device).signIn(await school.account(OF_A_CLASS))
})
test.each([
  ['grades-of-class', '/algebra/grades', grades],
  ['analysis', '/algebra/units/algebra-final-test/analysis', setAnswers],
] as const)(TITLE, (name, path, shows) => check(name, `/teach${path}`, shows))

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Enrolment } from '@edutrack/shared-schema/collections/enrolments'
import { createAppPage } from '#pages/app-page.ts'
import { createPictures } from '#pages/pictures.ts'
import { words } from '#pages/words.ts'
import { attemptsAtSchool } from '#world/attempts-at-school.ts'
import type { Device } from '#world/device.ts'
import { createSchoolWorld, type Account, type SchoolWorld } from '#world/school-world.ts'
import { writeCourse } from '#world/write-course.ts'

const COURSE = 'tides'
const TIMED = 'tides-timed'
const CLOSED = 'tides-closed'
const MINUTE = 60_000
const picture = createPictures('extra-time')

let school: SchoolWorld
let lena: Account
let desk: Device
let amir: Account
let beth: Account
let hisPhone: Device
let herPhone: Device
beforeAll(async () => {
  school = await createSchoolWorld()
  lena = await school.account('lena@school.example')
  await writeCourse(lena, {
    id: COURSE,
    title: 'Tides',
    questions: [
      { id: 'tides-q', kind: 'numeric', prompt: 'How many tides has a day?', content: {}, key: { value: 2 } },
    ],
    quizzes: [
      { id: TIMED, title: 'Against the clock', questionIds: ['tides-q'], timeLimitSeconds: 600 },
      { id: CLOSED, title: 'Until a minute ago', questionIds: ['tides-q'], closesAt: Date.now() - MINUTE },
    ],
  })
  amir = await school.signUp('Amir')
  beth = await school.signUp('Beth')
  desk = await school.phone({ viewport: { width: 1280, height: 800 } })
  hisPhone = await school.phone()
  herPhone = await school.phone()
  await createAppPage(desk).signIn(lena)
  for (const [phone, account] of [
    [hisPhone, amir],
    [herPhone, beth],
  ] as const) {
    await createAppPage(phone).signIn(account)
    await createAppPage(phone).enrol(COURSE)
    await createAppPage(phone).download(COURSE)
  }
})
afterAll(() => school.close())

/** What a `datetime-local` field takes: the machine's own time, to the minute. */
const fieldText = (at: number): string =>
  new Date(at - new Date(at).getTimezoneOffset() * MINUTE).toISOString().slice(0, 16)
const tomorrow = Math.floor((Date.now() + 24 * 60 * MINUTE) / MINUTE) * MINUTE

test('the instructor gives one learner half as much time again, and a later deadline; the other has neither', async () => {
  const page = await desk.goto(`/teach/${COURSE}/people`)
  await page.getByRole('button', { name: 'Manage Amir' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('textbox', { name: words('teach.extra-time') }).fill('50')
  await sheet.getByLabel('Until a minute ago').fill(fieldText(tomorrow))
  await picture(page, 'sheet')
  await sheet.getByRole('button', { name: words('teach.save') }).click()
  await sheet.waitFor({ state: 'detached' })
  const termsOf = async (account: Account) =>
    ((await account.documents('enrolments')) as unknown as readonly Enrolment[]).map(
      ({ extraTimePercent, dueAtByUnit }) => ({ extraTimePercent, dueAtByUnit }),
    )
  await expect.poll(() => termsOf(amir)).toEqual([{ extraTimePercent: 50, dueAtByUnit: { [CLOSED]: tomorrow } }])
  expect(await termsOf(beth)).toEqual([{ extraTimePercent: undefined, dueAtByUnit: undefined }])
})

const intro = async (phone: Device, unitId: string): Promise<Page> => phone.goto(`/courses/${COURSE}/units/${unitId}`)
const doQuiz = async (phone: Device, unitId: string): Promise<void> => {
  const app = createAppPage(phone)
  const page = await app.startQuiz(COURSE, unitId)
  await page.getByRole('textbox').first().fill('2')
  await page.getByText(words('quiz.save-saved')).waitFor()
  await app.goToReview(page)
  await app.handIn(page)
}
const handedIn = async (account: Account, unitId: string) =>
  (await attemptsAtSchool(account)).find((attempt) => attempt.unitId === unitId && attempt.status === 'handed-in')

test('both come to the learner’s phone, which needs no network to keep to them', async () => {
  const his = await intro(hisPhone, TIMED)
  await his.getByText('15 min').first().waitFor()
  await his.getByText(/50 %/).first().waitFor()
  await picture(his, 'timed-with-more')
  const hers = await intro(herPhone, TIMED)
  await hers.getByText('10 min').first().waitFor()
  for (const phone of [hisPhone, herPhone]) {
    const page = await phone.page()
    await page.evaluate(async () => void (await navigator.serviceWorker.ready))
    await phone.setOffline(true)
  }
  await intro(hisPhone, CLOSED)
  await his.getByRole('button', { name: words('quiz.start') }).waitFor()
  await his
    .getByText(/tomorrow/)
    .first()
    .waitFor()
  await picture(his, 'own-deadline')
  await intro(herPhone, CLOSED)
  await hers.getByRole('button', { name: words('quiz.start-anyway') }).waitFor()
  for (const phone of [hisPhone, herPhone]) {
    await doQuiz(phone, CLOSED)
    await phone.setOffline(false)
  }
  await expect.poll(async () => (await handedIn(amir, CLOSED))?.marks).toEqual([])
  await expect.poll(async () => (await handedIn(beth, CLOSED))?.marks).toEqual(['late'])
})

test('the timer runs with the learner’s own limit', async () => {
  const page = await createAppPage(hisPhone).startQuiz(COURSE, TIMED)
  await page.getByRole('timer').getByText(/1[45]/).waitFor()
  const other = await createAppPage(herPhone).startQuiz(COURSE, TIMED)
  await other
    .getByRole('timer')
    .getByText(/^(9|10) /)
    .waitFor()
  for (const device of [desk, hisPhone, herPhone]) expect(device.takeErrors()).toEqual([])
})

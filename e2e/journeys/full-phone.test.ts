import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAppPage } from '#pages/app-page.ts'
import { createPictures } from '#pages/pictures.ts'
import { words, wordsWithin } from '#pages/words.ts'
import type { Device } from '#world/device.ts'
import { attemptsAtSchool } from '#world/attempts-at-school.ts'
import { createSchoolWorld, type Account, type SchoolWorld } from '#world/school-world.ts'

const COURSE = 'first-aid'
const QUIZ = 'first-aid-final-test'

/** The quota that Chromium can be told holds for the Cache API only: here IndexedDB throws what it throws on a full disk, while the tab says so. Nor does the service worker, which has its own, deliver instead. */
const FULL_DISK = `
  delete ServiceWorkerRegistration.prototype.sync; delete globalThis.SyncManager
  for (const name of ['put', 'add']) {
    const original = IDBObjectStore.prototype[name]
    IDBObjectStore.prototype[name] = function (...values) {
      if (sessionStorage.getItem('disk') === 'full') throw new DOMException('The disk is full', 'QuotaExceededError')
      return original.apply(this, values)
    }
  }
`
const look = createPictures('full-phone')
let school: SchoolWorld
let phone: Device
let desk: Device
let learner: Account
beforeAll(async () => {
  school = await createSchoolWorld()
  phone = await school.phone({ initScript: FULL_DISK })
  desk = await school.phone({ initScript: FULL_DISK, viewport: { width: 1280, height: 800 } })
  learner = await school.signUp('Nia')
  await createAppPage(phone).signIn(learner)
  await createAppPage(desk).signIn(await school.account('lena@school.example'))
})
afterAll(() => school.close())

const setDisk = async (device: Device, disk: 'full' | 'free'): Promise<void> => {
  const page = await device.page()
  await page.evaluate((value) => sessionStorage.setItem('disk', value), disk)
}

test('a wish to enrol that a full phone can’t keep is told, with the remedy; with room it goes through', async () => {
  const page = await phone.goto(`/courses/${COURSE}`)
  const enrol = page.getByRole('button', { name: words('course.enrol') })
  await enrol.waitFor()
  await setDisk(phone, 'full')
  await enrol.click()
  await page.getByRole('status').getByText(words('trouble.no-room')).waitFor()
  await look(page, 'enrol')
  await setDisk(phone, 'free')
  phone.takeErrors()
  await createAppPage(phone).enrol(COURSE)
})

test('a full phone opens, reads and sends; that the school’s answers find no room is told, and with room the receipt is here', async () => {
  const app = createAppPage(phone)
  await app.download(COURSE, { withVideo: false })
  await phone.setOffline(true)
  const quiz = await app.startQuiz(COURSE, QUIZ)
  await app.answerShownQuestion(quiz)
  await app.goToReview(quiz)
  await app.handIn(quiz)
  await setDisk(phone, 'full')
  await phone.setOffline(false)
  const page = await phone.goto('/outbox')
  await page.getByText(words('outbox.reason-no-room')).waitFor()
  await look(page, 'outbox')
  await phone.goto(`/courses/${COURSE}`)
  await page.getByText(words('trouble.no-room-title')).waitFor()
  await page.getByRole('heading', { name: words('course.outline') }).waitFor()
  await look(page, 'course')
  await page.getByRole('link', { name: words('trouble.make-room') }).click()
  await page.getByRole('heading', { name: words('downloads.title') }).waitFor()
  await look(page, 'downloads')
  await expect.poll(async () => (await attemptsAtSchool(learner)).length).toBe(1)
  await setDisk(phone, 'free')
  await page.getByText(words('trouble.no-room-title')).waitFor({ state: 'detached' })
  await expect.poll(() => app.status()).toMatch(words('status.all-sent'))
  phone.takeErrors()
})

test('a sheet whose work could not be kept stays, with what was typed, and says why', async () => {
  const page = await desk.goto('/teach')
  await page
    .getByRole('button', { name: words('teach.new-course') })
    .first()
    .click()
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel(words('teach.title')).fill('Knots')
  await setDisk(desk, 'full')
  await sheet.getByRole('button', { name: words('teach.create') }).click()
  await sheet
    .getByRole('alert')
    .filter({ hasText: wordsWithin('trouble.no-room') })
    .waitFor()
  await look(page, 'new-course')
  await setDisk(desk, 'free')
  await sheet.getByRole('button', { name: words('teach.create') }).click()
  await page.getByRole('heading', { name: 'Knots' }).waitFor()
  desk.takeErrors()
})

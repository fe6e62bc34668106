import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { createAppPage } from '#pages/app-page.ts'
import { words, wordsWithin } from '#pages/words.ts'
import { createSchoolWorld, type SchoolWorld } from '#world/school-world.ts'

const COURSE = 'first-aid'
/** So slow that there is time to cut it, in bytes a second. */
const SLOW = 120_000

let school: SchoolWorld
beforeAll(async () => {
  school = await createSchoolWorld()
})
afterAll(() => school.close())

/** Parts of media that have come whole, as `hash bytes=a-b`. */
const watchMedia = (page: Page): string[] => {
  const came: string[] = []
  page.on('requestfinished', (request) => {
    const hash = /\/api\/media\/([0-9a-f]{64})$/.exec(request.url())?.[1]
    if (hash === undefined) return
    void request.response().then((response) => {
      if (response?.ok() === true) came.push(`${hash} ${request.headers()['range'] ?? ''}`)
    })
  })
  return came
}

const startDownload = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: words('course.download-none') }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: words('download.start') })
    .click()
}
test('a download that is cut by the network, and then by a kill, goes on where it was: no part that came is fetched again', async () => {
  const learner = await school.signUp('Halima')
  const phone = await school.phone()
  const app = createAppPage(phone)
  await app.signIn(learner)
  await app.enrol(COURSE)
  const page = await phone.page()
  const came = watchMedia(page)
  await phone.throttleNetwork(SLOW)
  await startDownload(page)
  await expect.poll(() => came.length).toBeGreaterThanOrEqual(3)
  await phone.setOffline(true)
  await page.getByText(wordsWithin('download.interrupted')).first().waitFor()
  const beforeCut = [...came]
  await phone.setOffline(false)
  await phone.throttleNetwork(SLOW)
  await expect.poll(() => came.length).toBeGreaterThanOrEqual(beforeCut.length + 3)
  const beforeKill = [...came]
  await phone.kill()
  await phone.start()
  const again = await phone.page()
  const cameAfter = watchMedia(again)
  await app.signInAgain(learner)
  await phone.goto(`/courses/${COURSE}`)
  await again.getByRole('button', { name: words('course.download-ready') }).waitFor()
  expect(beforeCut.length).toBeGreaterThan(2)
  expect(cameAfter.length).toBeGreaterThan(0)
  // What had come last before the cut, and before the kill, may not have been stored yet; all before it had.
  const stored = [...beforeCut.slice(0, -1), ...beforeKill.slice(beforeCut.length, -1)]
  const cameLater = [...beforeKill.slice(beforeCut.length), ...cameAfter]
  for (const part of stored)
    expect(cameLater.filter((later) => later === part)).toHaveLength(beforeCut.includes(part) ? 0 : 1)
})

test('too little space is said before anything is fetched, where the browser tells of it', async () => {
  const learner = await school.signUp('Imani')
  const phone = await school.phone({
    // Chromium itself tells of 10 GB, whatever there is; others tell the truth.
    initScript: 'navigator.storage.estimate = async () => ({ quota: 6_000_000, usage: 900_000 })',
  })
  const app = createAppPage(phone)
  await app.signIn(learner)
  await app.enrol(COURSE)
  const page = await phone.page()
  const came = watchMedia(page)
  await page.getByRole('button', { name: words('course.download-none') }).click()
  await page.getByRole('dialog').getByText(words('download.no-space-title')).waitFor()
  expect(came).toEqual([])
  expect(phone.takeErrors()).toEqual([])
})

test('space that runs out in the middle is said; with more of it the download goes on; what is stored can be seen and removed', async () => {
  const learner = await school.signUp('Makena')
  const phone = await school.phone()
  const app = createAppPage(phone)
  await app.signIn(learner)
  await app.enrol(COURSE)
  await phone.limitStorage(2_600_000)
  const page = await phone.page()
  await startDownload(page)
  await page.getByText(wordsWithin('download.no-space')).first().waitFor()
  await phone.limitStorage(null)
  await page
    .getByRole('dialog')
    .getByRole('button', { name: words('download.resume-rest') })
    .click()
  await page.getByText(words('download.ready')).first().waitFor()
  const downloads = await phone.goto('/downloads')
  await downloads.getByText(wordsWithin('downloads.used')).first().waitFor()
  await downloads
    .getByText(/First aid/)
    .first()
    .waitFor()
  expect(phone.takeErrors()).toEqual([])
})

import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAppPage } from '#pages/app-page.ts'
import { words } from '#pages/words.ts'
import type { Device } from '#world/device.ts'
import { createSchoolWorld, type SchoolWorld } from '#world/school-world.ts'

/** Of the sample school: who learns in it, and who teaches a class of it. */
const LEARNER = { email: 'ben@school.example', password: 'edutrack' }
const INSTRUCTOR = { email: 'tomas@school.example', password: 'edutrack' }

let school: SchoolWorld
beforeAll(async () => {
  school = await createSchoolWorld()
})
afterAll(() => school.close())

const signedIn = async (person: typeof LEARNER): Promise<Device> => {
  const device = await school.phone()
  await createAppPage(device).signIn(person)
  return device
}
const scrolled = (page: Page) => page.evaluate(() => Math.round(scrollY))
const hrefInFocus = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('href'))

/** How far from its place a link may be found, px: positions are rounded on the way. */
const TOLERANCE = 3
/** Opens the link by the keyboard and comes back: the focus is on it, and it stands where it stood. */
const expectPlaceKept = async (page: Page, link: Locator, back: () => Promise<unknown>): Promise<void> => {
  await link.focus()
  await link.scrollIntoViewIfNeeded()
  const [place, href] = [await topOf(link), await link.getAttribute('href')]
  expect(await scrolled(page)).toBeGreaterThan(200)
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.pathname === href)
  await page.getByRole('heading', { level: 1 }).and(page.locator(':focus')).waitFor()
  await back()
  await expect.poll(() => hrefInFocus(page)).toBe(href)
  const distance = async () => Math.abs((await topOf(page.locator('main a:focus'))) - place)
  await expect.poll(distance).toBeLessThanOrEqual(TOLERANCE)
}
const topOf = async (link: Locator) => (await link.boundingBox())?.y ?? Number.NaN
const up = (page: Page) => page.getByRole('banner').getByRole('link').first().click()

test('from a course back to the catalogue, from a unit up to the outline: the focus is on what was opened, the list where it was', async () => {
  const device = await signedIn(LEARNER)
  const page = await device.goto('/courses')
  await page.locator('main li a').first().waitFor()
  await page.evaluate(() => scrollTo(0, 700))
  await expectPlaceKept(page, page.locator('main a[href="/courses/recursion"]'), () => page.goBack())

  const outline = await device.goto('/courses/first-aid')
  await expectPlaceKept(outline, outline.locator('main a[href$="/first-aid-burns"]').last(), () => up(outline))
  expect(device.takeErrors()).toEqual([])
})

test('up to a list that one has not come from: it is scrolled to where one was', async () => {
  const device = await signedIn(LEARNER)
  const page = await device.goto('/courses/first-aid/units/first-aid-burns')
  await page.locator('main p').first().waitFor()
  await up(page)
  await expect.poll(() => hrefInFocus(page)).toBe('/courses/first-aid/units/first-aid-burns')
  await expect.poll(() => scrolled(page)).toBeGreaterThan(200)
})

test('from a hand-in back to the table of grades: the keys go on at the cell that was opened', async () => {
  const device = await signedIn(INSTRUCTOR)
  const page = await device.goto('/teach/algebra/grades')
  const grid = page.getByRole('grid', { name: words('teach.all-grades') })
  await expect.poll(async () => Number(await grid.getAttribute('aria-rowcount'))).toBeGreaterThan(25)
  await page.getByRole('progressbar', { name: words('grades.reading-label') }).waitFor({ state: 'detached' })
  await grid.focus()
  for (const key of ['ArrowRight', ...Array<string>(20).fill('ArrowDown')]) await page.keyboard.press(key)
  const cell = async () => {
    const active = (await grid.getAttribute('aria-activedescendant')) ?? ''
    return page.locator(`[id="${active}"] a`).getAttribute('href', { timeout: 5000 })
  }
  const href = await cell()
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.pathname === href)
  await page.getByRole('heading', { level: 1 }).and(page.locator(':focus')).waitFor()
  await up(page)
  await expect.poll(() => grid.evaluate((element) => element === document.activeElement)).toBe(true)
  expect(await cell()).toBe(href)
  expect(device.takeErrors()).toEqual([])
})

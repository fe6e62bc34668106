import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import { createAppPage } from '#pages/app-page.ts'
import { createPictures } from '#pages/pictures.ts'
import { words, wordsWithin } from '#pages/words.ts'
import type { Device } from '#world/device.ts'
import { createSchoolWorld, type Account, type SchoolWorld } from '#world/school-world.ts'

const COURSE = 'night-sky'
const PAGE = 'night-sky-moon'
const HISTORY = `/teach/${COURSE}/units/${PAGE}/history`

const look = createPictures('unit-history')
let school: SchoolWorld
let lena: Account
let tomas: Account
let herDesk: Device
let hisPhone: Device
let original: string
beforeAll(async () => {
  school = await createSchoolWorld()
  lena = await school.account('lena@school.example')
  tomas = await school.account('tomas@school.example')
  herDesk = await school.phone({ viewport: { width: 1280, height: 800 } })
  hisPhone = await school.phone()
  original = (await pageAtSchool()).markdown
  await createAppPage(herDesk).signIn(lena)
  await createAppPage(hisPhone).signIn(tomas)
})
afterAll(() => school.close())

const pageAtSchool = async (): Promise<Unit> => {
  const units = (await lena.documents('units')) as unknown as readonly Unit[]
  const unit = units.find(({ id }) => id === PAGE)
  if (unit === undefined) throw new Error('the sample school has no such page')
  return unit
}
const openEditor = async (device: Device): Promise<Page> => {
  const page = await device.goto(`/teach/${COURSE}/units/${PAGE}`)
  await page.getByRole('textbox', { name: words('teach.text') }).waitFor()
  return page
}
const write = async (page: Page, text: string): Promise<void> => {
  await page.getByRole('textbox', { name: words('teach.text') }).fill(text)
  await page.getByText(words('quiz.save-saved')).waitFor()
}
const textAtSchool = async (): Promise<string> => (await pageAtSchool()).markdown
const rows = (page: Page) => page.getByRole('region', { name: words('history.versions') }).getByRole('listitem')

test('a part that nobody has changed has no history yet; from the first change on each version says who and how much', async () => {
  const hers = await herDesk.goto(HISTORY)
  await hers.getByRole('heading', { name: words('history.empty') }).waitFor()
  await look(hers, 'empty')
  const editor = await openEditor(herDesk)
  await write(editor, `${original}\n\nWatch it for a month.`)
  await expect.poll(textAtSchool, { timeout: 15_000 }).toContain('Watch it for a month.')
  await editor.getByRole('link', { name: words('history.title') }).click()
  await expect.poll(() => rows(hers).count()).toBe(2)
  await rows(hers).nth(0).getByText(words('history.now')).waitFor()
  await rows(hers)
    .nth(0)
    .getByText(/5 words more/)
    .waitFor()
  await rows(hers).nth(1).getByText(wordsWithin('history.first')).waitFor()
})

test('a colleague is added while her edit of the course waits on a phone: both are there, and nobody is asked', async () => {
  const her = await school.phone()
  await createAppPage(her).signIn(lena)
  const course = await her.goto(`/teach/${COURSE}`)
  await course.getByRole('heading', { name: words('teach.outline') }).waitFor()
  await look(course, 'outline')
  await her.setOffline(true)
  const title = course.getByRole('textbox', { name: words('teach.title') })
  await title.fill('Reading the night sky, slowly')
  await course.getByText(words('quiz.save-saved')).waitFor()

  const hers = await herDesk.goto(`/teach/${COURSE}/colleagues`)
  await hers.getByRole('textbox', { name: words('roster.colleague-email') }).fill(tomas.email)
  await hers.getByRole('button', { name: words('roster.add') }).click()
  await hers.getByText(tomas.email).waitFor()

  await her.setOffline(false)
  const atSchool = async () =>
    ((await lena.documents('courses')) as unknown as readonly { id: string; title: string; staffIds: string[] }[]).find(
      ({ id }) => id === COURSE,
    )
  await expect.poll(async () => (await atSchool())?.title, { timeout: 20_000 }).toBe('Reading the night sky, slowly')
  expect((await atSchool())?.staffIds).toEqual([tomas.personId])
  expect(await course.getByText(words('teach.clash-title')).count()).toBe(0)
  expect(await title.inputValue()).toBe('Reading the night sky, slowly')
  expect(her.takeErrors()).toEqual([])
  await her.close()
})

test('he loses most of the text by mistake; she sees what has changed since, how it looked, and goes back', async () => {
  const his = await openEditor(hisPhone)
  await write(his, 'Oh no.')
  await expect.poll(textAtSchool, { timeout: 15_000 }).toBe('Oh no.')

  const hers = await herDesk.goto(HISTORY)
  await expect.poll(() => rows(hers).count()).toBe(3)
  await rows(hers)
    .nth(0)
    .getByText(/^Tom.*words fewer/)
    .waitFor()
  await look(hers, 'list')
  await rows(hers).nth(1).getByRole('link').click()
  const changes = hers.getByRole('region', { name: words('history.differences') })
  await changes.locator('ins', { hasText: 'Oh' }).waitFor()
  await changes.locator('del', { hasText: 'Watch it for a month.' }).first().waitFor()
  await look(hers, 'changes')
  await hers.getByRole('button', { name: words('history.preview') }).click()
  const preview = hers.getByRole('region', { name: words('history.preview') })
  await preview.getByText('Watch it for a month.').waitFor()
  await look(hers, 'preview')
  await hers.getByRole('button', { name: words('history.restore') }).click()
  await hers.getByText(words('history.restored')).waitFor()
  await expect.poll(textAtSchool, { timeout: 15_000 }).toContain('Watch it for a month.')
  // It comes to his phone like any edit.
  await expect
    .poll(() => his.getByRole('textbox', { name: words('teach.text') }).inputValue(), { timeout: 15_000 })
    .toContain('Watch it for a month.')

  await hers
    .getByRole('status')
    .getByRole('button', { name: words('action.undo') })
    .click()
  await expect.poll(textAtSchool, { timeout: 15_000 }).toBe('Oh no.')
})

test('on a phone he looks back himself; the version says to which it went back', async () => {
  const his = await hisPhone.goto(HISTORY)
  await expect.poll(() => rows(his).count()).toBeGreaterThanOrEqual(4)
  await look(his, 'list-his')
  const first = rows(his).filter({ hasText: /First version/ })
  await first.getByRole('link').click()
  await his.getByRole('region', { name: words('history.differences') }).waitFor()
  await look(his, 'changes-his')
  await his.getByRole('button', { name: words('history.preview') }).click()
  await look(his, 'preview-his')
  await his.getByRole('button', { name: words('history.restore') }).click()
  await his.getByText(words('history.restored')).waitFor()
  await expect.poll(textAtSchool, { timeout: 15_000 }).toBe(original)
  await his.goto(HISTORY)
  await rows(his).first().getByText(wordsWithin('history.back-to')).waitFor()
})

test('without a network the screen says what it needs, and what the school sent last can be gone back to', async () => {
  const his = await openEditor(hisPhone)
  await hisPhone.setOffline(true)
  await write(his, 'Written on the bus.')
  await his.getByRole('link', { name: words('history.title') }).click()
  await his.getByText(words('history.needs-network')).waitFor()
  await look(his, 'offline')
  await his.getByRole('link', { name: wordsWithin('history.received') }).click()
  await his
    .getByRole('region', { name: words('history.differences') })
    .locator('ins', { hasText: 'bus' })
    .waitFor()
  await look(his, 'received')
  await his.getByRole('button', { name: words('history.restore') }).click()
  await expect.poll(() => his.getByRole('textbox', { name: words('teach.text') }).inputValue()).toBe(original)
  await hisPhone.setOffline(false)
  // The list comes by itself when there is a network again.
  await his.getByRole('link', { name: words('history.title') }).click()
  await expect.poll(() => rows(his).count(), { timeout: 15_000 }).toBeGreaterThanOrEqual(4)
  expect(await textAtSchool()).toBe(original)
  expect([...herDesk.takeErrors(), ...hisPhone.takeErrors()]).toEqual([])
})

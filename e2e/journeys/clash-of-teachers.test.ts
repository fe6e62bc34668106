import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import { createAppPage } from '#pages/app-page.ts'
import { words, wordsWithin } from '#pages/words.ts'
import { heldDocuments } from '#world/held-documents.ts'
import { createSchoolWorld, type Account, type SchoolWorld } from '#world/school-world.ts'
import type { Device } from '#world/device.ts'

const COURSE = 'night-sky'
const UNIT = 'night-sky-moon'

let school: SchoolWorld
let lena: Account
let tomas: Account
let herDesk: Device
let hisPhone: Device
beforeAll(async () => {
  school = await createSchoolWorld()
  lena = await school.account('lena@school.example')
  tomas = await school.account('tomas@school.example')
  herDesk = await school.phone({ viewport: { width: 1280, height: 800 } })
  hisPhone = await school.phone()
})
afterAll(() => school.close())

const textsFor = async (account: Account): Promise<readonly string[]> =>
  ((await account.documents('units')) as unknown as readonly Unit[])
    .filter(({ courseId }) => courseId === COURSE)
    .map(({ markdown }) => markdown)

test('a colleague, added by their address, finds the course among their own', async () => {
  await createAppPage(hisPhone).signIn(tomas)
  await createAppPage(herDesk).signIn(lena)
  const his = await hisPhone.goto(`/teach/${COURSE}`)
  await his.getByRole('heading', { level: 2, name: words('teach.not-here') }).waitFor()

  const hers = await herDesk.goto(`/teach/${COURSE}/colleagues`)
  const address = hers.getByRole('textbox', { name: words('roster.colleague-email') })
  await address.fill('nobody@school.example')
  await hers.getByRole('button', { name: words('roster.add') }).click()
  await hers.getByText(words('error.no-such-colleague')).waitFor()
  await address.fill(tomas.email)
  await hers.getByRole('button', { name: words('roster.add') }).click()
  await hers.getByText(tomas.email).waitFor()

  // It comes to his phone by itself, with what learners have handed in.
  await his.getByRole('heading', { name: words('teach.outline') }).waitFor()
  await his.goto('/teach')
  await his.getByText('Reading the night sky').first().waitFor()
  await his.goto(`/teach/${COURSE}/grades`)
  await his.getByRole('heading', { name: words('teach.grades'), level: 1 }).waitFor()
})

test('both edit one page, he without a network: both texts are kept side by side, and both reach the school', async () => {
  const write = async (device: Device, text: string): Promise<void> => {
    const page = await device.page()
    await page.getByRole('textbox', { name: words('teach.text') }).fill(text)
    await page.getByText(words('quiz.save-saved')).waitFor()
  }
  for (const device of [herDesk, hisPhone]) {
    const page = await device.goto(`/teach/${COURSE}/units/${UNIT}`)
    await page.getByRole('textbox', { name: words('teach.text') }).waitFor()
  }
  await hisPhone.setOffline(true)
  await write(hisPhone, 'Written on the bus.')
  await write(herDesk, 'Written at home.')
  await expect.poll(() => textsFor(lena), { timeout: 15_000 }).toContain('Written at home.')

  await hisPhone.setOffline(false)
  const page = await hisPhone.page()
  await page.getByText(words('teach.clash-title')).waitFor({ timeout: 20_000 })
  await page
    .getByRole('region', { name: words('teach.clash-mine') })
    .getByText('Written on the bus.')
    .waitFor()
  await page
    .getByRole('region', { name: words('teach.clash-theirs') })
    .getByText('Written at home.')
    .waitFor()
  expect(await textsFor(lena)).not.toContain('Written on the bus.')
  await page.getByRole('button', { name: words('teach.clash-keep-both') }).click()
  await expect.poll(() => textsFor(lena), { timeout: 15_000 }).toContain('Written on the bus.')
  expect(await textsFor(lena)).toContain('Written at home.')
})

test('removed, he loses drafts, keys and learners’ work of the course from his phone, and edits no more', async () => {
  const his = await hisPhone.goto(`/teach/${COURSE}`)
  await his.getByRole('heading', { name: words('teach.outline') }).waitFor()
  const heldOfCourse = async (): Promise<number> => {
    let count = 0
    for (const collection of ['units', 'enrolments', 'attempts', 'questions'])
      count += (await heldDocuments(await hisPhone.page(), tomas.personId, collection)).filter((document) =>
        document.includes(`"courseId":"${COURSE}"`),
      ).length
    return count
  }
  expect(await heldOfCourse()).toBeGreaterThan(0)
  const hers = await herDesk.goto(`/teach/${COURSE}/colleagues`)
  await hers.getByRole('button', { name: /^Remove Tom/ }).click()
  await hers
    .getByRole('dialog')
    .getByRole('button', { name: words('roster.remove-sure') })
    .click()
  await hers.getByText(wordsWithin('roster.colleague-removed')).waitFor()
  await his.getByRole('heading', { level: 2, name: words('teach.not-here') }).waitFor()
  await expect.poll(heldOfCourse).toBe(0)
  expect([...herDesk.takeErrors(), ...hisPhone.takeErrors()]).toEqual([])
})

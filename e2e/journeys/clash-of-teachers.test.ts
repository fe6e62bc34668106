import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import { createAppPage } from '#pages/app-page.ts'
import { words } from '#pages/words.ts'
import { createSchoolWorld, type SchoolWorld } from '#world/school-world.ts'

const INSTRUCTOR = 'lena@school.example'
const COURSE = 'night-sky'
const UNIT = 'night-sky-moon'

let school: SchoolWorld
beforeAll(async () => {
  school = await createSchoolWorld()
})
afterAll(() => school.close())

test('one page edited on two devices, one of them without a network: both texts are kept side by side, and both reach the school', async () => {
  const account = await school.account(INSTRUCTOR)
  const [home, away] = [await school.phone(), await school.phone()]
  const write = async (device: typeof home, text: string): Promise<void> => {
    const page = await device.page()
    await page.getByRole('textbox', { name: words('teach.text') }).fill(text)
    await page.getByText(words('quiz.save-saved')).waitFor()
  }
  for (const device of [home, away]) {
    await createAppPage(device).signIn(account)
    const page = await device.goto(`/teach/${COURSE}/units/${UNIT}`)
    await page.getByRole('textbox', { name: words('teach.text') }).waitFor()
  }
  await away.setOffline(true)
  await write(away, 'Written on the bus.')
  await write(home, 'Written at home.')
  const texts = async (): Promise<readonly string[]> =>
    ((await account.documents('units')) as unknown as readonly Unit[])
      .filter(({ courseId }) => courseId === COURSE)
      .map(({ markdown }) => markdown)
  await expect.poll(texts).toContain('Written at home.')

  await away.setOffline(false)
  const page = await away.page()
  await page.getByText(words('teach.clash-title')).waitFor()
  await page
    .getByRole('region', { name: words('teach.clash-mine') })
    .getByText('Written on the bus.')
    .waitFor()
  await page
    .getByRole('region', { name: words('teach.clash-theirs') })
    .getByText('Written at home.')
    .waitFor()
  expect(await texts()).not.toContain('Written on the bus.')
  await page.getByRole('button', { name: words('teach.clash-keep-both') }).click()
  await expect.poll(texts).toContain('Written on the bus.')
  expect(await texts()).toContain('Written at home.')
  expect([...home.takeErrors(), ...away.takeErrors()]).toEqual([])
})

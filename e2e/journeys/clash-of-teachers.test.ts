import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import { createAppPage } from '#pages/app-page.ts'
import { createPictures } from '#pages/pictures.ts'
import { words, wordsWithin } from '#pages/words.ts'
import { heldDocuments } from '#world/held-documents.ts'
import { createSchoolWorld, type Account, type SchoolWorld } from '#world/school-world.ts'
import type { Device } from '#world/device.ts'
import { writeCourse } from '#world/write-course.ts'

const COURSE = 'night-sky'
const UNIT = 'night-sky-moon'
/** Another course of hers, with a quiz, an assignment and a question. */
const OWN = 'harbour'
const picture = createPictures('clash-of-teachers')

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

test('he comes to her other course too', async () => {
  await writeCourse(lena, {
    id: OWN,
    title: 'The harbour',
    questions: [
      { id: 'harbour-q', kind: 'short-text', prompt: 'What holds a ship?', content: {}, key: { accepted: ['anchor'] } },
    ],
    quizzes: [{ id: 'harbour-quiz', title: 'Test', questionIds: ['harbour-q'] }],
    assignments: [{ id: 'harbour-report', title: 'Report', markdown: 'Tell what you saw.' }],
  })
  const hers = await herDesk.goto(`/teach/${OWN}/colleagues`)
  await hers.getByRole('textbox', { name: words('roster.colleague-email') }).fill(tomas.email)
  await hers.getByRole('button', { name: words('roster.add') }).click()
  await hers.getByText(tomas.email).waitFor()
  const his = await hisPhone.goto(`/teach/${OWN}`)
  await his.getByRole('heading', { name: words('teach.outline') }).waitFor()
})

test.each([
  {
    what: 'the settings of a quiz',
    path: `/teach/${OWN}/units/harbour-quiz`,
    field: 'teach.attempts',
    stored: '"attemptLimit":',
    his: '17',
    hers: '19',
    keep: 'both',
  },
  {
    what: 'the task of an assignment',
    path: `/teach/${OWN}/units/harbour-report`,
    field: 'teach.text-assignment',
    stored: '"',
    his: 'Written on the ferry.',
    hers: 'Written in the office.',
    keep: 'both',
  },
  {
    what: 'a question',
    path: `/teach/${OWN}/questions/harbour-q`,
    field: 'teach.prompt',
    stored: '"',
    his: 'Asked on the ferry?',
    hers: 'Asked in the office?',
    keep: 'question',
  },
  {
    what: 'the course itself',
    path: `/teach/${OWN}`,
    field: 'teach.title',
    stored: '"',
    his: 'The harbour by night',
    hers: 'The harbour by day',
    keep: 'theirs',
  },
] as const)(
  'both edit $what, he without a network: each is shown the other’s, and nothing goes before he chooses',
  async ({ path, field, stored, his, hers, keep }) => {
    const atSchool = async (): Promise<string> =>
      JSON.stringify([
        await lena.documents('courses'),
        await lena.documents('units'),
        await lena.documents('questions'),
      ])
    const fieldOf = (page: Page) => page.getByRole('textbox', { name: words(field) })
    for (const device of [herDesk, hisPhone]) await fieldOf(await device.goto(path)).waitFor()
    await hisPhone.setOffline(true)
    for (const [device, text] of [
      [hisPhone, his],
      [herDesk, hers],
    ] as const) {
      const page = await device.page()
      await fieldOf(page).fill(text)
      await page.getByText(words('quiz.save-saved')).waitFor()
    }
    await expect.poll(atSchool).toContain(`${stored}${hers}`)
    await hisPhone.setOffline(false)
    const page = await hisPhone.page()
    await page.getByText(words('teach.clash-title')).waitFor()
    await page
      .getByRole('region', { name: words('teach.clash-mine') })
      .getByText(his)
      .waitFor()
    await page
      .getByRole('region', { name: words('teach.clash-theirs') })
      .getByText(hers)
      .waitFor()
    expect(await atSchool()).not.toContain(`${stored}${his}`)
    expect(await page.getByText(/passPercent|attemptLimit/).count()).toBe(0)
    await picture(page, path.slice(1).replaceAll('/', '-'))
    await page.getByRole('button', { name: words(`teach.clash-keep-${keep}`) }).click()
    await page.getByText(words('teach.clash-title')).waitFor({ state: 'detached' })
    if (keep === 'theirs') {
      await expect.poll(() => fieldOf(page).inputValue()).toBe(hers)
      expect(await atSchool()).not.toContain(`${stored}${his}`)
    } else await expect.poll(atSchool).toContain(`${stored}${his}`)
    expect(await atSchool()).toContain(`${stored}${hers}`)
  },
)

test('what they change apart of one thing comes together without a question', async () => {
  for (const device of [herDesk, hisPhone])
    await (
      await device.goto(`/teach/${OWN}/units/harbour-report`)
    )
      .getByRole('textbox', { name: words('teach.text-assignment') })
      .waitFor()
  await hisPhone.setOffline(true)
  const [his, hers] = [await hisPhone.page(), await herDesk.page()]
  await his.getByRole('textbox', { name: words('teach.minutes') }).fill('33')
  await hers.getByRole('textbox', { name: words('teach.text-assignment') }).fill('Tell what you heard.')
  for (const page of [his, hers]) await page.getByText(words('quiz.save-saved')).waitFor()
  const report = async () => (await lena.documents('units')).find(({ id }) => id === 'harbour-report')
  await expect.poll(report).toMatchObject({ markdown: 'Tell what you heard.' })
  await hisPhone.setOffline(false)
  await expect.poll(report).toMatchObject({ markdown: 'Tell what you heard.', minutes: 33 })
  await his.getByRole('textbox', { name: words('teach.text-assignment') }).waitFor()
  expect(await his.getByText(words('teach.clash-title')).count()).toBe(0)
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

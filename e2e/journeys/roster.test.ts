import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Enrolment } from '@edutrack/shared-schema/collections/enrolments'
import { createAppPage } from '#pages/app-page.ts'
import { words, wordsWithin } from '#pages/words.ts'
import type { Device } from '#world/device.ts'
import { createSchoolWorld, type Account, type SchoolWorld } from '#world/school-world.ts'

const COURSE = 'growing-food'

let school: SchoolWorld
let lena: Account
let desk: Device
beforeAll(async () => {
  school = await createSchoolWorld()
  lena = await school.account('lena@school.example')
  desk = await school.phone({ viewport: { width: 1280, height: 800 } })
  await createAppPage(desk).signIn(lena)
})
afterAll(() => school.close())

const inCourse = async (): Promise<readonly Enrolment[]> =>
  ((await lena.documents('enrolments')) as unknown as readonly Enrolment[]).filter(
    ({ courseId, status }) => courseId === COURSE && status === 'active',
  )

/** Makes a link as the instructor does; resolves to its path. */
const makeLink = async (label: string, capacity?: number): Promise<string> => {
  const page = await desk.goto(`/teach/${COURSE}/invitations`)
  await page.getByRole('textbox', { name: words('roster.link-label') }).fill(label)
  await page.getByRole('textbox', { name: words('teach.group') }).fill(`Group of ${label}`)
  if (capacity !== undefined)
    await page.getByRole('textbox', { name: words('roster.link-capacity') }).fill(String(capacity))
  await page.getByRole('button', { name: words('roster.make-link') }).click()
  const row = page.getByRole('listitem').filter({ hasText: label })
  const text = await row
    .getByText(/\/join\//)
    .first()
    .innerText()
  return /\/join\/\S+/.exec(text)?.[0] ?? ''
}

test('the course takes invited people alone', async () => {
  const page = await desk.goto(`/teach/${COURSE}`)
  await page.getByLabel(words('teach.enrolment')).selectOption('invitation')
  await page.getByText(words('quiz.save-saved')).waitFor()
  await expect
    .poll(async () => (await lena.documents('courses')).find(({ id }) => id === COURSE)?.['enrolment'])
    .toEqual({ mode: 'invitation' })
})

test('somebody without an account opens a link, signs up, and is in the course and its group', async () => {
  const link = await makeLink('Evening class')
  const phone = await school.phone()
  const page = await phone.goto(link)
  await page.getByRole('heading', { name: wordsWithin('join.title-of') }).waitFor()
  await page.getByRole('link', { name: words('join.sign-up') }).click()
  await page.getByLabel(words('sign-up.name')).fill('Wanjiru')
  await page.getByLabel(words('sign-in.email')).fill('wanjiru@example.org')
  await page.getByLabel(words('sign-in.password')).fill('learn-offline')
  await page.getByRole('button', { name: words('sign-up.submit') }).click()
  await page.getByRole('button', { name: wordsWithin('join.join') }).click()
  await page.getByRole('heading', { name: words('course.outline') }).waitFor()
  await expect
    .poll(async () => (await inCourse()).find(({ personName }) => personName === 'Wanjiru')?.group)
    .toBe('Group of Evening class')
  expect(phone.takeErrors()).toEqual([])
})

test('the network goes after the link was opened: the wish waits on the phone, goes out, and is told if it is refused', async () => {
  const link = await makeLink('One seat', 1)
  const first = await school.signUp('Amina')
  const second = await school.signUp('Kofi')
  const phones: Device[] = []
  for (const learner of [first, second]) {
    const phone = await school.phone()
    phones.push(phone)
    await createAppPage(phone).signIn(learner)
    const page = await phone.goto(link)
    await page.getByRole('button', { name: wordsWithin('join.join') }).waitFor()
    await page.evaluate(async () => void (await navigator.serviceWorker.ready))
    await phone.setOffline(true)
    await page.getByRole('button', { name: wordsWithin('join.join') }).click()
    await page.getByText(words('join.waiting-offline')).waitFor()
  }
  const [hers, his] = phones
  await hers?.setOffline(false)
  await (await hers?.page())?.getByRole('heading', { name: words('course.outline') }).waitFor()
  await his?.setOffline(false)
  await (await his?.page())?.getByText(words('error.invitation-full')).waitFor()
  const ids = (await inCourse()).map(({ personId }) => personId)
  expect([ids.includes(first.personId), ids.includes(second.personId)]).toEqual([true, false])
})

test('a link that was taken back says so to whoever opens it', async () => {
  const link = await makeLink('Mistake')
  const page = await desk.page()
  await page.getByRole('button', { name: /^Revoke the link: Mistake$/ }).click()
  await page.getByText(words('roster.link-revoked')).waitFor()
  const phone = await school.phone()
  const opened = await phone.goto(link)
  await opened.getByText(words('error.invitation-over')).waitFor()
})

test('a list of five thousand is judged line by line, comes in with progress, and is taken back', async () => {
  const before = (await inCourse()).length
  const people = Array.from(
    { length: 5000 },
    (_, at) => `"Person, ${String(at)}",p${String(at)}@list.example,${at % 2 === 0 ? 'Even' : 'Odd'}`,
  )
  const faulty = [
    'Nobody,,Even',
    ',x@list.example,Odd',
    'Twice,p7@list.example,Even',
    'Wrong,not an address,Odd',
    '=1+1,formula@list.example,Even',
  ]
  const page = await desk.goto(`/teach/${COURSE}/roster`)
  await page.getByLabel(words('list.choose')).setInputFiles({
    name: 'class.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`\uFEFFName;E-mail;Group\r\n`.replaceAll(';', ',') + [...people, ...faulty].join('\r\n')),
  })
  await page.getByText(/come into the course\./).waitFor({ timeout: 120_000 })
  await page.getByText('Line 5,002 of class.csv').waitFor()
  await page.getByText('The same address stands on line 9.').waitFor()
  await page.getByText(words('list.fault-email-wrong')).waitFor()
  expect((await inCourse()).length).toBe(before)
  await page.getByRole('button', { name: /^Bring in [\d,]+ people$/ }).click()
  await page.getByRole('progressbar').waitFor()
  await page.getByText(/came into the course\./).waitFor({ timeout: 240_000 })
  await expect.poll(async () => (await inCourse()).length).toBe(before + 5001)
  await page.getByRole('button', { name: words('list.take-back') }).click()
  await page.getByText(/out of the course again/).waitFor({ timeout: 240_000 })
  await expect.poll(async () => (await inCourse()).length).toBe(before)
  expect(desk.takeErrors()).toEqual([])
})

test('people are put into a group together, found by it, and put back', async () => {
  const page = await desk.goto(`/teach/${COURSE}/people`)
  await page.getByRole('button', { name: words('roster.choose-people') }).click()
  await page.getByRole('button', { name: /^Choose (?:all|the one)/ }).click()
  await page.getByRole('button', { name: words('roster.to-group') }).click()
  await page
    .getByRole('dialog')
    .getByRole('combobox', { name: words('teach.group') })
    .fill('Blue')
  await page.getByRole('button', { name: words('roster.put-in-group') }).click()
  await page.getByText(/ in Blue\.$/).waitFor()
  await page.getByRole('button', { name: 'Blue' }).click()
  await expect.poll(async () => (await inCourse()).every(({ group }) => group === 'Blue')).toBe(true)
  await page.getByRole('button', { name: words('action.undo') }).click()
  await expect.poll(async () => (await inCourse()).some(({ group }) => group === 'Blue')).toBe(false)
})

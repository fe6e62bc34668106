import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import { createAppPage } from '#pages/app-page.ts'
import { createPictures } from '#pages/pictures.ts'
import { words, wordsWithin } from '#pages/words.ts'
import { attemptsAtSchool } from '#world/attempts-at-school.ts'
import type { Device } from '#world/device.ts'
import { createSchoolWorld, type Account, type SchoolWorld } from '#world/school-world.ts'
import { writeCourse } from '#world/write-course.ts'
import { wrongClock } from '#world/wrong-clock.ts'

const COURSE = 'knots'
const LATE = 'knots-late'
const ONCE = 'knots-once'
const OPEN = 'knots-open'
const HOUR = 3_600_000
const picture = createPictures('exceptions')

let school: SchoolWorld
let lena: Account
let desk: Device
let learners: Readonly<Record<'Amina' | 'Baraka' | 'Chidi' | 'Dalia', Account>>
const phones = new Map<string, Device>()
let closesAt: number

beforeAll(async () => {
  school = await createSchoolWorld()
  lena = await school.account('lena@school.example')
  closesAt = Date.now() + 45_000
  await writeCourse(lena, {
    id: COURSE,
    title: 'Knots',
    questions: [
      {
        id: 'knots-q',
        kind: 'short-text',
        prompt: 'Which knot never slips?',
        content: {},
        key: { accepted: ['bowline'] },
      },
    ],
    quizzes: [
      { id: LATE, title: 'By tonight', questionIds: ['knots-q'], closesAt },
      { id: ONCE, title: 'Once only', questionIds: ['knots-q'], attemptLimit: 1 },
      { id: OPEN, title: 'At any time', questionIds: ['knots-q'], closesAt: Date.now() + HOUR },
    ],
  })
  learners = {
    Amina: await school.signUp('Amina'),
    Baraka: await school.signUp('Baraka'),
    Chidi: await school.signUp('Chidi'),
    Dalia: await school.signUp('Dalia'),
  }
  desk = await school.phone({ viewport: { width: 1280, height: 800 } })
  await createAppPage(desk).signIn(lena)
})
afterAll(() => school.close())

/** A phone of a learner, who is in the course and has it. */
const phoneOf = async (name: keyof typeof learners, initScript?: string): Promise<Device> => {
  const phone = await school.phone(initScript === undefined ? {} : { initScript })
  const app = createAppPage(phone)
  await app.signIn(learners[name])
  const page = await phone.goto(`/courses/${COURSE}`)
  const enrol = page.getByRole('button', { name: words('course.enrol') })
  const download = page.getByRole('button', { name: words('course.download-none') })
  await enrol.or(download).waitFor()
  if (await enrol.isVisible()) await enrol.click()
  // Whoever leaves between the tap and its effect has not enrolled.
  await download.waitFor()
  await app.download(COURSE)
  await page.evaluate(async () => void (await navigator.serviceWorker.ready))
  return phone
}
const answer = async (phone: Device, unitId: string): Promise<Page> => {
  const page = await createAppPage(phone).startQuiz(COURSE, unitId)
  await page.getByRole('textbox').first().fill('Bowline')
  await page.getByText(words('quiz.save-saved')).waitFor()
  return page
}
const handIn = async (phone: Device, page: Page): Promise<void> => {
  await createAppPage(phone).goToReview(page)
  await createAppPage(phone).handIn(page)
}
const handedIn = async (name: keyof typeof learners): Promise<readonly Attempt[]> =>
  (await attemptsAtSchool(learners[name]))
    .filter(({ status }) => status === 'handed-in')
    .toSorted((a, b) => (a.receipt?.receivedAt ?? 0) - (b.receipt?.receivedAt ?? 0))
const marksOf = async (name: keyof typeof learners) => (await handedIn(name)).map(({ marks }) => marks)

test('late: begun in time, handed in without a network after it has closed', async () => {
  const phone = await phoneOf('Amina')
  phones.set('Amina', phone)
  await phone.setOffline(true)
  const page = await answer(phone, LATE)
  await page.waitForTimeout(Math.max(0, closesAt - Date.now()) + 1000)
  await handIn(phone, page)
  await phone.setOffline(false)
  await expect.poll(() => marksOf('Amina')).toEqual([['late']])
})

test('beyond the limit: the one attempt is made on two phones without a network', async () => {
  const both = [await phoneOf('Baraka'), await phoneOf('Baraka')]
  for (const phone of both) {
    await phone.setOffline(true)
    await handIn(phone, await answer(phone, ONCE))
  }
  for (const [index, phone] of both.entries()) {
    await phone.setOffline(false)
    await expect.poll(async () => (await handedIn('Baraka')).length).toBe(index + 1)
  }
  expect((await marksOf('Baraka'))[1]).toContain('over-limit')
  const [first, second] = both as [Device, Device]
  phones.set('Baraka', second)
  await first.close()
})

test('after un-enrolment: taken out while the work waits on a phone without a network', async () => {
  const phone = await phoneOf('Chidi')
  phones.set('Chidi', phone)
  await phone.setOffline(true)
  const page = await answer(phone, OPEN)
  await handIn(phone, page)
  const office = await desk.goto(`/teach/${COURSE}/people`)
  await office.getByRole('button', { name: 'Manage Chidi' }).click()
  await office
    .getByRole('dialog')
    .getByRole('button', { name: words('teach.remove-person') })
    .click()
  await office.getByRole('dialog').waitFor({ state: 'detached' })
  await phone.setOffline(false)
  await expect.poll(() => marksOf('Chidi')).toEqual([['not-enrolled']])
  // Nobody is shown a course as theirs, with nothing done in it, that they were taken out of.
  const home = await phone.goto('/')
  await home.getByRole('listitem').getByText(words('course.removed-title')).waitFor()
  expect(await home.getByText(wordsWithin('home.parts-done')).count()).toBe(0)
})

test('under a wrong clock: three hours ahead, so that the phone thinks it has closed; by the school’s clock it is in time', async () => {
  const phone = await phoneOf('Dalia', wrongClock(3 * HOUR))
  phones.set('Dalia', phone)
  await phone.setOffline(true)
  await handIn(phone, await answer(phone, OPEN))
  await phone.setOffline(false)
  await expect.poll(() => marksOf('Dalia')).toEqual([['clock-off']])
})

const card = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name })

test('all four are on the exceptions desk with their evidence, at both sizes', async () => {
  const page = await desk.goto(`/teach/${COURSE}/grades`)
  await page.getByRole('link', { name: words('exceptions.go') }).click()
  await page.getByRole('heading', { level: 1, name: words('exceptions.title') }).waitFor()
  const says = (name: string, text: string | RegExp) => card(page, name).getByText(text).first().waitFor()
  await says('Amina', words('teach.mark-late'))
  await says('Amina', words('exceptions.fact-late'))
  await says('Baraka', words('teach.mark-over-limit'))
  await says('Baraka', '2, of 1 allowed')
  await says('Chidi', words('teach.mark-not-enrolled'))
  await says('Chidi', wordsWithin('exceptions.enrolment-removed'))
  await says('Dalia', words('teach.mark-clock-off'))
  await says('Dalia', /^3\shrs? ahead of the school’s/)
  for (const name of ['Amina', 'Baraka', 'Chidi', 'Dalia']) {
    await says(name, words('teach.fact-handed-in'))
    await says(name, words('teach.fact-received'))
    await says(name, '2 of 2')
  }
  await picture(page, 'desk')
  // What was answered is one tap away.
  await card(page, 'Amina')
    .getByRole('link', { name: words('exceptions.see-answers') })
    .click()
  await page.getByText('Which knot never slips?').waitFor()
  await picture(page, 'answers')
  await page.goBack()
})

test('one tap decides, the learner is told, and the gradebook follows', async () => {
  const page = await desk.page()
  await card(page, 'Amina')
    .getByRole('textbox', { name: words('exceptions.penalty') })
    .fill('25')
  await card(page, 'Amina')
    .getByRole('button', { name: words('exceptions.accept-less') })
    .click()
  await expect
    .poll(async () => (await handedIn('Amina'))[0])
    .toMatchObject({ decision: { verdict: 'accepted', penaltyPercent: 25 }, grade: { earned: 1.5, points: 2 } })
  await card(page, 'Baraka')
    .getByRole('button', { name: words('teach.reject') })
    .click()
  await card(page, 'Chidi')
    .getByRole('textbox', { name: words('teach.decision-comment') })
    .fill('You were still learning.')
  await card(page, 'Chidi')
    .getByRole('button', { name: words('teach.accept') })
    .click()
  await expect.poll(async () => (await handedIn('Baraka'))[1]?.decision?.verdict).toBe('rejected')
  await expect.poll(async () => (await handedIn('Chidi'))[0]?.decision?.comment).toBe('You were still learning.')
  await page.getByRole('heading', { name: 'Decided (3)' }).waitFor()

  const told = async (name: string, ...texts: readonly (string | RegExp)[]): Promise<void> => {
    const phone = phones.get(name) as Device
    const inbox = await phone.goto('/inbox')
    await inbox
      .getByRole('link')
      .filter({ hasText: words('notice.decided').source.slice(1, -1) })
      .click()
    for (const text of texts) await inbox.getByText(text).first().waitFor()
    await picture(inbox, `told-${name}`)
  }
  await told('Amina', /with 25\s% less/, '1.5 of 2')
  await told('Baraka', words('work.marks-rejected'))
  await told('Chidi', words('work.marks-accepted'), 'You were still learning.')

  await desk.goto(`/teach/${COURSE}/grades`)
  await page.getByText('1.5').first().waitFor()
})

test('a decision is taken back at once or later; who has not read of it is told nothing', async () => {
  const page = await desk.goto(`/teach/${COURSE}/exceptions`)
  const phone = await (phones.get('Dalia') as Device).page()
  await card(page, 'Dalia')
    .getByRole('button', { name: words('teach.reject') })
    .click()
  await phone.getByText(words('work.marks-rejected')).first().waitFor()
  await page.getByRole('button', { name: words('action.undo') }).click()
  await phone.getByText(words('work.marks-open')).first().waitFor()
  await expect
    .poll(async () => (await learners.Dalia.documents('notices')).filter(({ kind }) => kind === 'decided'))
    .toEqual([])
  await card(page, 'Dalia')
    .getByRole('button', { name: words('teach.accept') })
    .click()
  await phone.getByText(words('work.marks-accepted')).first().waitFor()

  await card(page, 'Amina')
    .getByRole('button', { name: words('exceptions.take-back') })
    .click()
  await expect.poll(async () => (await handedIn('Amina'))[0]?.grade?.earned).toBe(2)
  expect((await handedIn('Amina'))[0]?.decision).toBeUndefined()
  expect(
    (await learners.Amina.documents('notices')).filter(({ kind }) => kind === 'decided').length,
  ).toBeGreaterThanOrEqual(1)
  await picture(page, 'decided')
  for (const device of [desk, ...phones.values()]) expect(device.takeErrors()).toEqual([])
})

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Note } from '@edutrack/shared-schema/collections/notes'
import type { Post } from '@edutrack/shared-schema/collections/posts'
import { createAppPage } from '#pages/app-page.ts'
import { words, wordsWithin } from '#pages/words.ts'
import type { Device } from '#world/device.ts'
import { announce } from '#world/announce.ts'
import { startPushService, type PushService } from '#world/push-service.ts'
import { createSchoolWorld, type Account, type SchoolWorld } from '#world/school-world.ts'

const INSTRUCTOR = 'lena@school.example'
const COURSE = 'first-aid'
const UNIT = 'first-aid-first-minute'

let pushService: PushService
let school: SchoolWorld
beforeAll(async () => {
  pushService = await startPushService()
  school = await createSchoolWorld({ env: pushService.env })
})
afterAll(async () => {
  await school.close()
  await pushService.close()
})

const learnerWithPhone = async (name: string): Promise<{ readonly account: Account; readonly phone: Device }> => {
  const account = await school.signUp(name)
  const phone = await school.phone()
  const app = createAppPage(phone)
  await app.signIn(account)
  await app.enrol(COURSE)
  return { account, phone }
}
/** Writes in the sheet that is open, and sends off. */
const write = async (
  page: Page,
  { title, text }: { readonly title?: string; readonly text: string },
): Promise<void> => {
  const sheet = page.getByRole('dialog')
  if (title !== undefined) await sheet.getByRole('textbox').first().fill(title)
  await sheet.getByRole('textbox', { name: words('discussion.text') }).fill(text)
  await sheet.getByRole('button', { name: words('discussion.send') }).click()
  await sheet.waitFor({ state: 'detached' })
}
const posts = async (account: Account): Promise<readonly Post[]> =>
  ((await account.documents('posts')) as unknown as readonly Post[]).filter(({ courseId }) => courseId === COURSE)
const onThisPhone = (page: Page) => page.getByText(words('state.on-this-phone'), { exact: true })

test('an announcement made offline is told; it is answered offline, moderated, deleted and brought back', async () => {
  const lena = await school.account(INSTRUCTOR)
  const desk = await school.phone()
  await createAppPage(desk).signIn(lena)
  const { account: emil, phone } = await learnerWithPhone('Emil')
  const { account: other } = await learnerWithPhone('Other')

  const teachersPage = await desk.goto(`/courses/${COURSE}/discussion`)
  await teachersPage.getByRole('button', { name: words('discussion.new-announcement') }).waitFor()
  await desk.setOffline(true)
  await teachersPage.getByRole('button', { name: words('discussion.new-announcement') }).click()
  await write(teachersPage, { title: 'Look up tonight', text: 'The **Geminids** come. <script>alert(1)</script>' })
  const row = teachersPage.getByRole('link', { name: /Look up tonight/ })
  await row.getByText(words('state.on-this-phone')).waitFor()
  expect((await posts(emil)).map(({ title }) => title)).not.toContain('Look up tonight')
  await desk.setOffline(false)

  const inbox = await phone.goto('/inbox')
  await inbox.getByRole('link', { name: /Look up tonight/ }).click({ timeout: 30_000 })
  await inbox.getByRole('heading', { name: 'Look up tonight' }).waitFor()
  await inbox.getByText('Geminids').waitFor()
  expect(new URL(inbox.url()).pathname).toMatch(new RegExp(`^/courses/${COURSE}/discussion/`))
  await expect
    .poll(async () => (await emil.documents('notices')).every(({ readAt }) => readAt !== undefined), {
      timeout: 15_000,
    })
    .toBe(true)

  await phone.setOffline(true)
  await inbox
    .getByRole('button', { name: words('discussion.reply') })
    .first()
    .click()
  await write(inbox, { text: 'From which direction?' })
  await inbox.getByText('From which direction?').waitFor()
  await onThisPhone(inbox).first().waitFor()
  const discussion = await phone.goto(`/courses/${COURSE}/discussion`)
  await discussion.getByRole('button', { name: words('discussion.new-discussion') }).click()
  await write(discussion, { title: 'Do I need a telescope?', text: 'I have none.' })
  await discussion
    .getByRole('link', { name: /telescope/ })
    .getByText(words('state.on-this-phone'))
    .waitFor()
  await phone.setOffline(false)
  await expect
    .poll(async () => (await posts(lena)).map(({ markdown }) => markdown), { timeout: 30_000 })
    .toEqual(expect.arrayContaining(['From which direction?', 'I have none.']))
  await discussion
    .getByRole('link', { name: /telescope/ })
    .getByText(words('state.on-this-phone'))
    .waitFor({ state: 'detached' })

  // The instructor is told of both, and hides one.
  const desksInbox = await desk.goto('/inbox')
  await desksInbox.getByRole('link', { name: /telescope/ }).waitFor({ timeout: 30_000 })
  await desksInbox
    .getByRole('link', { name: wordsWithin('notice.reply') })
    .filter({ hasText: 'Look up tonight' })
    .first()
    .click()
  const article = desksInbox.getByRole('article').filter({ hasText: 'From which direction?' })
  await article.getByRole('button', { name: words('discussion.hide') }).click()
  await article.getByText(words('discussion.hidden-staff')).waitFor()
  await expect
    .poll(async () => (await posts(other)).filter(({ hidden }) => hidden === true).map(({ markdown }) => markdown), {
      timeout: 15_000,
    })
    .toEqual([''])
  const thread = (await posts(emil)).find(({ title }) => title === 'Look up tonight')
  const mine = await phone.goto(`/courses/${COURSE}/discussion/${thread?.id ?? ''}`)
  await mine.getByText(words('discussion.hidden-mine')).waitFor({ timeout: 15_000 })
  await mine.getByText('From which direction?').waitFor()

  // The author deletes it, and has it back, at the school too.
  const own = mine.getByRole('article').filter({ hasText: 'From which direction?' })
  await own.getByRole('button', { name: words('discussion.remove') }).click()
  await own.waitFor({ state: 'detached' })
  await expect
    .poll(async () => (await posts(lena)).some(({ markdown }) => markdown === 'From which direction?'))
    .toBe(false)
  await mine.getByRole('button', { name: words('action.undo') }).click()
  await own.waitFor()
  await expect
    .poll(async () => (await posts(lena)).some(({ markdown }) => markdown === 'From which direction?'), {
      timeout: 15_000,
    })
    .toBe(true)
  expect([...desk.takeErrors(), ...phone.takeErrors()]).toEqual([])
}, 180_000)

test('one note written on two devices, one of them offline: both texts are kept and shown on both', async () => {
  const { account, phone } = await learnerWithPhone('Nora')
  const tablet = await school.phone({ viewport: { width: 1280, height: 800 } })
  await createAppPage(tablet).signIn(account)
  const onPhone = await phone.goto(`/courses/${COURSE}/units/${UNIT}`)
  await onPhone.getByRole('button', { name: wordsWithin('notes.open') }).click()
  const sheet = onPhone.getByRole('dialog')
  await sheet.getByRole('button', { name: words('notes.write') }).click()
  await sheet.getByRole('textbox', { name: words('notes.text') }).fill('Ask about tides.')
  await sheet.getByRole('button', { name: words('action.done') }).click()
  await sheet.getByText('Ask about tides.').waitFor()
  await sheet.getByRole('button', { name: words('notes.bookmark') }).click()
  const onTablet = await tablet.goto(`/courses/${COURSE}/units/${UNIT}`)
  const panel = onTablet.getByRole('region', { name: words('notes.title') })
  await panel.getByText('Ask about tides.').waitFor({ timeout: 20_000 })

  await phone.setOffline(true)
  await sheet
    .getByRole('button', { name: /Ask about tides/ })
    .first()
    .click()
  await sheet.getByRole('textbox', { name: words('notes.text') }).fill('Ask about tides. And about eclipses.')
  await sheet.getByRole('button', { name: words('action.done') }).click()
  await sheet.getByText(words('state.on-this-phone')).waitFor()
  await panel
    .getByRole('button', { name: /Ask about tides/ })
    .first()
    .click()
  await panel.getByRole('textbox', { name: words('notes.text') }).fill('Tides: see part 4.')
  await panel.getByRole('button', { name: words('action.done') }).click()
  const texts = async (): Promise<readonly string[]> =>
    ((await account.documents('notes')) as unknown as readonly Note[])
      .filter(({ kind }) => kind === 'note')
      .map(({ text }) => text)
  await expect.poll(texts, { timeout: 15_000 }).toEqual(['Tides: see part 4.'])
  await phone.setOffline(false)
  for (const page of [sheet, panel]) {
    await page.getByText(words('notes.other-device')).waitFor({ timeout: 20_000 })
    await page.getByText('Ask about tides. And about eclipses.').waitFor()
    await page.getByText('Tides: see part 4.').waitFor()
  }
  // The list of all, and the way back to the place; deleted and brought back.
  const list = await phone.goto('/notes')
  await list.getByText('Tides: see part 4.').waitFor()
  await list.getByRole('button', { name: /^Delete: (?!Ask|Tides)/ }).click()
  await list.getByText(words('notes.removed-bookmark')).waitFor()
  await list.getByRole('button', { name: words('action.undo') }).click()
  await list.getByText(words('notes.removed-bookmark')).waitFor({ state: 'detached' })
  await list
    .getByRole('link', { name: wordsWithin('notes.at') })
    .first()
    .click()
  await list.waitForURL(new RegExp(`/courses/${COURSE}/units/${UNIT}$`))
  expect(await (await school.account(INSTRUCTOR)).documents('notes')).toEqual([])
  expect([...phone.takeErrors(), ...tablet.takeErrors()]).toEqual([])
}, 120_000)

test('a device is woken for an announcement by an encrypted message, shows it, and opens what it is about', async () => {
  const account = await school.signUp('Pia')
  // The browser's own push service is what headless Chromium lacks: it subscribes at one that stands in for it.
  const phone = await school.phone({ initScript: pushService.initScript })
  const app = createAppPage(phone)
  await app.signIn(account)
  await app.enrol(COURSE)
  const page = await phone.goto('/me')
  await page.context().grantPermissions(['notifications'])
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await page.reload()
  const turn = page.getByRole('switch', { name: wordsWithin('alerts.this-device') })
  await turn.click()
  await expect.poll(() => turn.isChecked()).toBe(true)

  const lena = await school.account(INSTRUCTOR)
  await announce(lena, { id: 'push-one', courseId: COURSE, title: 'Clouds tonight' })
  await expect.poll(() => pushService.messages(), { timeout: 30_000 }).toHaveLength(1)
  const [message = ''] = pushService.messages()
  expect(JSON.parse(message)).toMatchObject({
    title: expect.stringContaining('Announcement') as unknown,
    body: 'Clouds tonight',
  })

  // The browser hands it to the service worker, as its push service would.
  const session = await page.context().newCDPSession(page)
  const registration = new Promise<string>((resolve) =>
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [first] = registrations
      if (first !== undefined) resolve(first.registrationId)
    }),
  )
  await session.send('ServiceWorker.enable')
  const delivery = { origin: school.url, registrationId: await registration, data: message }
  await session.send('ServiceWorker.deliverPushMessage', delivery)
  // Told twice, it shows once.
  await session.send('ServiceWorker.deliverPushMessage', delivery)
  const shown = () =>
    page.evaluate(async () =>
      (await (await navigator.serviceWorker.ready).getNotifications()).map(({ title, body }) => ({ title, body })),
    )
  await expect
    .poll(shown)
    .toEqual([{ title: expect.stringContaining('Announcement') as unknown, body: 'Clouds tonight' }])
  const [worker] = page.context().serviceWorkers()
  await worker?.evaluate(`self.registration.getNotifications().then(([notification]) =>
    self.dispatchEvent(new NotificationEvent('notificationclick', { notification })))`)
  await page.getByRole('heading', { name: 'Clouds tonight' }).waitFor({ timeout: 20_000 })
  expect(new URL(page.url()).pathname).toBe(`/courses/${COURSE}/discussion/push-one`)
  await expect.poll(shown).toEqual([])

  // Subscribed no more, the device is asked once, and never again.
  pushService.endSubscription()
  await announce(lena, { id: 'push-two', courseId: COURSE, title: 'Still clouds' })
  await expect.poll(() => pushService.requests(), { timeout: 30_000 }).toBe(2)
  await announce(lena, { id: 'push-three', courseId: COURSE, title: 'Clear again' })
  const told = async () =>
    (await account.documents('notices')).map(({ subject }) => (subject as { readonly id: string }).id)
  await expect.poll(told, { timeout: 30_000 }).toContain('push-three')
  await new Promise((resolve) => void setTimeout(resolve, 3000))
  expect(pushService.requests()).toBe(2)
  expect(phone.takeErrors()).toEqual([])
}, 120_000)

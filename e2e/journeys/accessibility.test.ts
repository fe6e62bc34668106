import { mkdirSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAppPage, type AppPage } from '#pages/app-page.ts'
import { words, wordsWithin } from '#pages/words.ts'
import type { Device } from '#world/device.ts'
import { createSchoolWorld, type SchoolWorld } from '#world/school-world.ts'

const PHONE = { width: 360, height: 740 }
const WIDE = { width: 1280, height: 800 }
/** Pictures of every screen, to be looked at. */
const PICTURES = new URL('../test-results/screens/', import.meta.url).pathname
/** Of the sample school: somebody in the middle of courses, with work at the school. */
const LEARNER = { email: 'ben@school.example', password: 'edutrack' }
const COURSE = 'first-aid'
const QUIZ = 'first-aid-final-test'

/** One device that is turned into each of these on every screen; axe is run where the look changes what it can find. */
const looks: readonly {
  readonly name: string
  readonly size: { readonly width: number; readonly height: number }
  readonly theme?: 'dark'
  /** The person's own wish: 2 is 200 %. */
  readonly textScale?: number
  readonly direction?: 'rtl'
  readonly rules?: 'all' | 'colours'
}[] = [
  { name: 'phone', size: PHONE, rules: 'all' },
  { name: 'phone-dark', size: PHONE, theme: 'dark', rules: 'colours' },
  { name: 'large-text', size: PHONE, textScale: 2 },
  { name: 'right-to-left', size: PHONE, direction: 'rtl' },
  { name: 'wide', size: WIDE, rules: 'all' },
  { name: 'wide-dark', size: WIDE, theme: 'dark' },
]

let school: SchoolWorld
let device: Device
let app: AppPage
beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true })
  school = await createSchoolWorld()
  device = await school.phone()
  app = createAppPage(device)
})
afterAll(() => school.close())

interface Stop {
  readonly name: string
  go(): Promise<Page>
}
const at = (name: string, path: string, shows: (page: Page) => Promise<unknown>): Stop => ({
  name,
  go: async () => {
    const page = await device.goto(path)
    await shows(page)
    return page
  },
})
const heading = (page: Page) => page.getByRole('heading', { level: 1 }).first().waitFor()
const courseCards = (page: Page) => page.locator('main li a').first().waitFor()
const says = (key: string) => (page: Page) => page.getByText(wordsWithin(key)).first().waitFor()

const door: readonly Stop[] = [
  at('sign-in', '/sign-in', heading),
  at('sign-up', '/sign-up', heading),
  at('forgot', '/forgot', heading),
  at('reset', '/reset?token=of-no-use', heading),
]
const screens: readonly Stop[] = [
  at('home', '/', says('home.continue')),
  at('courses', '/courses', courseCards),
  at('courses-found', '/courses?q=water', courseCards),
  at('course', `/courses/${COURSE}`, says('course.outline')),
  at('course-not-enrolled', '/courses/night-sky', heading),
  {
    name: 'download-sheet',
    go: async () => {
      const page = await device.goto(`/courses/${COURSE}`)
      await page.getByRole('button', { name: words('course.download-none') }).click()
      await page
        .getByRole('dialog')
        .getByRole('button', { name: words('download.start') })
        .waitFor()
      return page
    },
  },
  at('page', `/courses/${COURSE}/units/first-aid-burns`, (page) => page.locator('main p').first().waitFor()),
  {
    name: 'page-maths',
    go: async () => {
      await app.enrol('algebra')
      const page = await app.openUnit('algebra', 'algebra-the-balance')
      await page.locator('article math').first().waitFor()
      await page.waitForFunction(() => document.querySelector<HTMLImageElement>('article img')?.complete === true)
      return page
    },
  },
  at('page-not-in', '/courses/night-sky/units/night-sky-none', says('reader.absent-not-in-title')),
  at('video', `/courses/${COURSE}/units/first-aid-cpr-rhythm`, (page) =>
    page.waitForFunction(
      () => (document.querySelector('video')?.readyState ?? 0) >= HTMLMediaElement.HAVE_CURRENT_DATA,
    ),
  ),
  at('quiz', `/courses/${COURSE}/units/${QUIZ}`, says('quiz.start')),
  at('assignment', `/courses/${COURSE}/units/first-aid-my-plan`, says('assignment.start')),
  { name: 'question', go: () => app.startQuiz(COURSE, QUIZ) },
  {
    name: 'review',
    go: async () => {
      const page = await app.startQuiz(COURSE, QUIZ)
      await app.goToReview(page)
      return page
    },
  },
  {
    name: 'hand-in-sheet',
    go: async () => {
      const page = await app.startQuiz(COURSE, QUIZ)
      await app.goToReview(page)
      await page
        .getByRole('button', { name: words('quiz.hand-in') })
        .first()
        .click()
      await page.getByRole('dialog').waitFor()
      return page
    },
  },
  at('outbox', '/outbox', heading),
  {
    name: 'receipt',
    go: async () => {
      const page = await device.goto('/outbox')
      await page.locator('main a[href^="/outbox/"]').last().click()
      await page.getByText(wordsWithin('receipt.check-valid')).first().waitFor()
      return page
    },
  },
  at('downloads', '/downloads', heading),
  at('inbox', '/inbox', heading),
  at('me', '/me', heading),
  at('not-found', '/nowhere', heading),
]

/** Everything that is wrong with how a screen looks and reads, in each look. */
const findingsAt = async (stop: Stop): Promise<readonly string[]> => {
  const findings: string[] = []
  const page = await stop.go()
  for (const look of looks) {
    await wear(page, look)
    await page.screenshot({ path: `${PICTURES}${stop.name}-${look.name}.png` })
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    if (overflow > 0) findings.push(`${look.name}: ${String(overflow)} px wider than the screen`)
    if (look.rules === undefined) continue
    const axe = new AxeBuilder({ page })
    const { violations } = await (look.rules === 'all' ? axe : axe.withRules(['color-contrast'])).analyze()
    for (const { id, nodes } of violations)
      findings.push(`${look.name}: ${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
  }
  await wear(page, { name: '', size: PHONE })
  return [...findings, ...device.takeErrors()]
}
const wear = async (page: Page, { size, theme, textScale, direction }: (typeof looks)[number]): Promise<void> => {
  await page.setViewportSize(size)
  await page.emulateMedia({ colorScheme: theme ?? 'light', reducedMotion: 'reduce' })
  await page.evaluate(
    async ([scale, dir]) => {
      document.documentElement.style.setProperty('--text-scale', String(scale))
      document.documentElement.dir = dir
      // What is measured by observers comes to rest in the next frames.
      for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame)
      await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined)))
    },
    [textScale ?? 1, direction ?? 'ltr'] as const,
  )
}

const TITLE = '$name: axe finds nothing, and nothing is wider than the screen, in any look'
test.each(door)(TITLE, async (stop) => expect(await findingsAt(stop)).toEqual([]))
test('a learner signs in', () => app.signIn(LEARNER))
test.each(screens)(TITLE, async (stop) => expect(await findingsAt(stop)).toEqual([]))

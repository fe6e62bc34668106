import type { Page } from 'playwright-core'
import type { Account } from '#world/school-world.ts'
import type { Device } from '#world/device.ts'
import { words, wordsWithin } from './words.ts'

/** What a learner does in the app, by what they see. Each waits until its effect shows. */
export const createAppPage = (device: Device) => {
  const button = (page: Page, key: string) => page.getByRole('button', { name: words(key) })
  const statusPill = (page: Page) => page.getByRole('link', { name: wordsWithin('status.open') })

  return {
    signIn: async ({ email, password }: Pick<Account, 'email' | 'password'>): Promise<void> => {
      const page = await device.goto('/sign-in')
      await page.getByLabel(words('sign-in.email')).fill(email)
      await page.getByLabel(words('sign-in.password')).fill(password)
      await button(page, 'sign-in.submit').click()
      await statusPill(page).waitFor()
    },
    /** After a kill: Chromium keeps a young session's cookie in memory for 30 s, so the person may have to sign in once more. */
    signInAgain: async ({ email, password }: Pick<Account, 'email' | 'password'>): Promise<void> => {
      const page = await device.goto('/')
      await statusPill(page).waitFor()
      const expired = page.getByText(words('session.expired-title'))
      await page
        .waitForResponse((response) => response.url().endsWith('/api/me'), { timeout: 5000 })
        .catch(() => undefined)
      if (!(await expired.isVisible())) return
      await page.goto('/sign-in')
      await page.getByLabel(words('sign-in.email')).fill(email)
      await page.getByLabel(words('sign-in.password')).fill(password)
      await button(page, 'sign-in.submit').click()
      await expired.waitFor({ state: 'detached' })
    },
    signOut: async ({ wipe = false } = {}): Promise<void> => {
      const page = await device.goto('/me')
      await button(page, 'sign-out.submit').click()
      const sheet = page.getByRole('dialog')
      if (wipe) await sheet.getByRole('checkbox', { name: wordsWithin('sign-out.wipe') }).check({ force: true })
      await sheet.getByRole('button', { name: words(wipe ? 'sign-out.submit-wipe' : 'sign-out.submit') }).click()
      await page.getByRole('heading', { name: words('sign-in.title') }).waitFor()
    },
    openCourse: async (courseId: string): Promise<Page> => device.goto(`/courses/${courseId}`),
    openUnit: async (courseId: string, unitId: string): Promise<Page> =>
      device.goto(`/courses/${courseId}/units/${unitId}`),
    enrol: async (courseId: string): Promise<void> => {
      const page = await device.goto(`/courses/${courseId}`)
      await button(page, 'course.enrol').click()
      // Enrolled, the course shows what is in it.
      await page.getByRole('heading', { name: words('course.outline') }).waitFor()
      await page.getByRole('button', { name: words('course.download-none') }).waitFor()
    },
    /** Opens the sheet, says with or without videos, starts; resolves when the course is ready. */
    download: async (courseId: string, { withVideo = true } = {}): Promise<void> => {
      const page = await device.goto(`/courses/${courseId}`)
      await page.getByRole('button', { name: words('course.download-none') }).click()
      const sheet = page.getByRole('dialog')
      // What there is to choose is known with the size.
      const start = sheet.getByRole('button', { name: words('download.start'), disabled: false })
      await start.waitFor()
      const videos = sheet.getByRole('switch', { name: wordsWithin('download.with-video') })
      if ((await videos.count()) > 0 && (await videos.isChecked()) !== withVideo) await videos.click()
      await start.click()
      await sheet.getByText(wordsWithin('download.ready')).first().waitFor()
    },
    /** The status on every screen: 'All sent', '2 on this phone', … */
    status: async (): Promise<string> => {
      const text = await statusPill(await device.page()).innerText()
      return text.split('\n')[0]?.trim() ?? ''
    },
    statusPill: async () => statusPill(await device.page()),
    startQuiz: async (courseId: string, unitId: string): Promise<Page> => {
      const page = await device.goto(`/courses/${courseId}/units/${unitId}`)
      await page
        .getByRole('button', { name: words('quiz.start') })
        .or(button(page, 'quiz.practise'))
        .or(button(page, 'quiz.go-on'))
        .or(button(page, 'quiz.start-anyway'))
        .or(button(page, 'quiz.start-again'))
        .first()
        .click()
      // Where it goes on may be the look over all questions.
      await page
        .getByRole('heading', { name: words('quiz.question-of') })
        .or(page.getByRole('heading', { name: words('quiz.review-title') }))
        .waitFor()
      return page
    },
    /** Gives some answer to the question that shows, by its kind. Resolves to what was given. */
    answerShownQuestion: async (page: Page): Promise<void> => {
      const radios = page.getByRole('radio')
      const boxes = page.getByRole('checkbox')
      const texts = page.getByRole('textbox')
      if ((await radios.count()) > 0) await radios.first().check({ force: true })
      else if ((await boxes.count()) > 0) await boxes.first().check({ force: true })
      else await texts.first().fill('4')
    },
    goToReview: async (page: Page): Promise<void> => {
      const review = page.getByRole('heading', { name: words('quiz.review-title') })
      for (let steps = 0; steps < 60 && !(await review.isVisible()); steps += 1)
        await page
          .getByRole('button', { name: words('reader.next') })
          .or(button(page, 'quiz.to-review'))
          .first()
          .click()
      await review.waitFor()
    },
    handIn: async (page: Page): Promise<void> => {
      await button(page, 'quiz.hand-in').first().click()
      await page
        .getByRole('dialog')
        .getByRole('button', { name: words('quiz.hand-in') })
        .click()
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    },
  }
}
export type AppPage = ReturnType<typeof createAppPage>

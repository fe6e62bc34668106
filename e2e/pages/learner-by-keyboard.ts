import type { Page } from 'playwright-core'
import { createKeyboard } from './keyboard.ts'
import type { QuestionByKeyboard } from './questions-by-keyboard.ts'
import { words, wordsWithin } from './words.ts'

/** What a learner does who has no pointer, by what they see. Each waits until its effect shows. */
export const createLearnerByKeyboard = (page: Page) => {
  const keys = createKeyboard(page)
  const sheet = page.getByRole('dialog')
  const at = (title: string | RegExp) => page.getByRole('heading', { level: 1, name: title }).waitFor()
  const done = () => page.locator('[data-done=true]').waitFor({ state: 'attached' })
  const saved = () => page.getByText(words('quiz.save-saved')).waitFor()
  const handIn = async (): Promise<void> => {
    await keys.press(words('quiz.hand-in'))
    await sheet.waitFor()
    await keys.press(words('quiz.hand-in'))
    await sheet.waitFor({ state: 'detached' })
  }
  return {
    keys,
    at,
    findCourse: async (title: string): Promise<void> => {
      await keys.follow(words('nav.courses'))
      await keys.write(words('courses.search'), title)
      await keys.follow(new RegExp(`^${title}`))
      await at(title)
    },
    enrol: async (): Promise<void> => {
      await keys.press(words('course.enrol'))
      await page.getByRole('heading', { name: words('course.outline') }).waitFor()
    },
    download: async (): Promise<void> => {
      await keys.press(words('course.download-none'))
      // What it costs is known first.
      await sheet.getByRole('button', { name: words('download.start'), disabled: false }).waitFor()
      await keys.press(words('download.start'))
      await sheet.getByText(wordsWithin('download.ready')).first().waitFor()
      await keys.key('Escape')
      await sheet.waitFor({ state: 'detached' })
    },
    /** The way up, in the bar at the top. */
    up: async (to: string): Promise<void> => {
      await keys.follow(new RegExp(`^${to}$`))
      await at(to)
    },
    begin: (): Promise<void> => keys.follow(words('home.start')),
    /** At the end of a part, to the one after it. */
    goOn: async (title: string): Promise<void> => {
      await keys.follow(new RegExp(`${words('reader.next').source.slice(0, -1)}.*${title}`, 's'))
      await at(title)
    },
    readToTheEnd: done,
    watchToTheEnd: async (title: string): Promise<void> => {
      await keys.reach(new RegExp(`^${title}$`), 'video')
      await keys.key('Space')
      await keys.press(/^2×$/)
      await done()
    },
    /** `look`: at each question once it is answered. */
    takeQuiz: async (
      questions: readonly QuestionByKeyboard[],
      look: (prompt: string) => Promise<void>,
    ): Promise<void> => {
      await keys.press(words('quiz.start'))
      for (const [index, { prompt, answer }] of questions.entries()) {
        await page.getByText(prompt).waitFor()
        await answer(keys)
        await saved()
        await look(prompt)
        await keys.press(words(index < questions.length - 1 ? 'reader.next' : 'quiz.to-review'))
      }
      await at(words('quiz.review-title'))
    },
    handIn,
    write: async (text: string): Promise<void> => {
      await keys.press(words('assignment.start'))
      await keys.write(words('assignment.your-text'), text)
      await saved()
    },
  }
}
export type LearnerByKeyboard = ReturnType<typeof createLearnerByKeyboard>

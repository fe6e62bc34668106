import type { Page } from 'playwright-core'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import type { QuestionKind } from '@edutrack/shared-schema/questions/registry'
import { createKeyboard } from './keyboard.ts'
import type { QuestionByKeyboard } from './questions-by-keyboard.ts'
import { words, wordsToType, wordsWithin } from './words.ts'

/** What an instructor does who has no pointer, by what they see. Each waits until its effect shows. */
export const createAuthorByKeyboard = (page: Page) => {
  const keys = createKeyboard(page)
  const sheet = page.getByRole('dialog')
  const at = (title: string | RegExp) => page.getByRole('heading', { level: 1, name: title }).waitFor()
  /** Its heading is the learner's name, and below it stands of what it is. */
  const atHandIn = (title: string) =>
    page
      .locator('p')
      .filter({ hasText: new RegExp(`^${title}$`) })
      .waitFor()
  const saved = () => page.getByText(words('quiz.save-saved')).waitFor()
  /** The way up, in the bar at the top. */
  const up = async (to: string): Promise<void> => {
    await keys.follow(new RegExp(`^${to}$`))
    await at(to)
  }
  return {
    keys,
    at,
    saved,
    up,
    openTeaching: async (): Promise<void> => {
      await keys.follow(words('nav.teach'))
      await page.getByRole('button', { name: words('teach.new-course') }).waitFor()
    },
    newCourse: async (title: string): Promise<void> => {
      await keys.press(words('teach.new-course'))
      await keys.write(words('teach.title'), title)
      await keys.key('Enter')
      await at(title)
    },
    /** From the course's outline to the new part's own screen. */
    newUnit: async (kind: Unit['kind'], title: string): Promise<void> => {
      await keys.press(wordsWithin('teach.add-unit'))
      await keys.write(words('teach.title'), title)
      await keys.pick(words(`unit.${kind}`))
      await keys.key('Enter')
      await at(title)
    },
    /** The device's own window for files is no part of the app; what opens it is. */
    chooseFile: async (button: RegExp, path: string): Promise<void> => {
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), keys.press(button)])
      await chooser.setFiles(path)
    },
    /** From a quiz to the new question's own screen. */
    newQuestion: async (kind: QuestionKind, { prompt, write }: QuestionByKeyboard): Promise<void> => {
      await keys.press(words('teach.new-question'))
      await keys.choose(words('teach.kind'), wordsToType(`kind.${kind}`))
      await keys.press(words('teach.create'))
      await at(wordsToType(`kind.${kind}`))
      await keys.write(words('teach.prompt'), prompt)
      await write(keys)
      await saved()
    },
    publish: async (): Promise<void> => {
      await keys.press(words('teach.publish'))
      await sheet.waitFor()
      await keys.press(words('teach.publish'))
      await page.getByText(words('teach.state-published')).first().waitFor()
    },
    openGrades: async (): Promise<void> => {
      await keys.follow(words('teach.grades'))
      await at(words('teach.grades'))
    },
    /** From the list of what waits. */
    openHandIn: async (who: string, title: string): Promise<void> => {
      await keys.follow(new RegExp(`^${who}.*${title}`, 's'))
      await atHandIn(title)
    },
    /** Of a quiz the question that waits is graded, of an assignment the whole. `next`: of which the hand-in then comes. */
    grade: async (
      kind: 'quiz' | 'assignment',
      { points, comment, next }: { readonly points: string; readonly comment: string; readonly next?: string },
    ): Promise<void> => {
      if (kind === 'quiz') {
        await keys.press(words('teach.to-waiting'))
        await keys.type(points)
      } else await keys.write(wordsWithin('teach.points-of'), points)
      await keys.write(words('teach.comment'), comment)
      await keys.press(words(next === undefined ? 'teach.save-grade' : 'grading.save-and-next'))
      await page.getByText(wordsWithin('teach.grade-saved')).last().waitFor()
      if (next === undefined) await page.getByText(words('teach.still-pending')).waitFor({ state: 'detached' })
      else await atHandIn(next)
    },
  }
}
export type AuthorByKeyboard = ReturnType<typeof createAuthorByKeyboard>

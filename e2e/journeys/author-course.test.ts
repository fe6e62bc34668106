import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import type { Course } from '@edutrack/shared-schema/collections/courses'
import { createAppPage } from '#pages/app-page.ts'
import { createKeyboard } from '#pages/keyboard.ts'
import { words, wordsWithin } from '#pages/words.ts'
import { attemptsAtSchool } from '#world/attempts-at-school.ts'
import { createSchoolWorld, type SchoolWorld } from '#world/school-world.ts'

const INSTRUCTOR = 'tomas@school.example'

let school: SchoolWorld
beforeAll(async () => {
  school = await createSchoolWorld()
})
afterAll(() => school.close())

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor()

test('a course made by keyboard alone, without a network, is taken by a learner without one, and its key stays at the school', async () => {
  const tomas = await school.account(INSTRUCTOR)
  const desk = await school.phone({ viewport: { width: 1280, height: 800 } })
  const office = createAppPage(desk)
  await office.signIn(tomas)
  const page = await desk.goto('/teach')
  const keys = createKeyboard(page)
  await page.getByRole('button', { name: words('teach.new-course') }).waitFor()
  // What the next screens are made of is here once the app is stored; from now on there is no network.
  await page.evaluate(async () => void (await navigator.serviceWorker.ready))
  await page.reload()
  await page.getByRole('button', { name: words('teach.new-course') }).waitFor()
  await desk.setOffline(true)

  const sheet = page.getByRole('dialog')
  await keys.press(words('teach.new-course'))
  await sheet.waitFor()
  await keys.reach(words('teach.title'), 'textbox')
  await keys.type('Knots and ropes')
  await keys.key('Enter')
  await heading(page, 'Knots and ropes')

  // A page.
  await keys.press(wordsWithin('teach.add-unit'))
  await sheet.waitFor()
  await keys.reach(words('teach.title'), 'textbox')
  await keys.type('The bowline')
  await keys.key('Enter')
  await heading(page, 'The bowline')
  await keys.reach(words('teach.text'), 'textbox')
  await keys.type('The rabbit comes out of the hole.')
  await page
    .getByRole('region', { name: wordsWithin('teach.preview-of') })
    .getByText('rabbit')
    .waitFor()
  await page.getByText(words('quiz.save-saved')).waitFor()
  await page.goBack()
  await heading(page, 'Knots and ropes')

  // A graded quiz: an order, a number, an essay.
  await keys.press(wordsWithin('teach.add-unit'))
  await sheet.waitFor()
  await keys.reach(words('teach.title'), 'textbox')
  await keys.type('Try yourself')
  await keys.reach(/.*/, 'radio')
  await keys.key('ArrowDown', 2)
  await keys.key('Enter')
  await heading(page, 'Try yourself')
  await keys.choose(words('teach.mode'), 'Graded')
  const newQuestion = async (kind: string, prompt: string, fill: () => Promise<void>): Promise<void> => {
    await keys.press(words('teach.new-question'))
    await sheet.waitFor()
    await keys.choose(words('teach.kind'), kind)
    await keys.press(words('teach.create'))
    await heading(page, kind)
    await keys.reach(words('teach.prompt'), 'textbox')
    await keys.type(prompt)
    await fill()
    await page.getByText(words('quiz.save-saved')).waitFor()
    await page.goBack()
    await heading(page, 'Try yourself')
  }
  await newQuestion('Ordering', 'Put the steps in order.', async () => {
    for (const [index, step] of ['Loop', 'Through', 'Around'].entries()) {
      await keys.reach(new RegExp(`^Entry ${String(index + 1)}$`), 'textbox')
      await keys.type(step)
    }
    // The last two change places.
    await keys.reach(/^Move up: Around$/, 'button')
    await page.keyboard.press('Alt+ArrowUp')
  })
  await newQuestion('Number', 'How many strands has a three-strand rope?', async () => {
    await keys.reach(words('editor.value'), 'textbox')
    await page.keyboard.press('Control+a')
    await keys.type('3')
  })
  await newQuestion('Essay', 'When would you not use a bowline?', async () => undefined)
  await page.goBack()
  await heading(page, 'Knots and ropes')
  // Quiz before page and back, by the buttons.
  await keys.press(/^Move up: Try yourself$/)
  await keys.press(/^Move up: The bowline$/)
  await keys.press(words('teach.publish'))
  await sheet.waitFor()
  await keys.press(words('teach.publish'))
  await page.getByText(words('teach.state-published')).first().waitFor()
  expect(await office.status()).toMatch(/on this phone/)

  await desk.setOffline(false)
  const made = async (): Promise<Course | undefined> =>
    ((await tomas.documents('courses')) as unknown as readonly Course[]).find(
      ({ title }) => title === 'Knots and ropes',
    )
  await expect.poll(async () => (await made())?.status).toBe('published')
  await expect.poll(async () => (await made())?.contents).toMatchObject({ units: 2, questions: 3 })
  const course = (await made()) as Course
  const [pageId = '', quizId = ''] = course.modules[0]?.unitIds ?? []
  expect(desk.takeErrors()).toEqual([])

  const neema = await school.signUp('Neema')
  const phone = await school.phone()
  const app = createAppPage(phone)
  await app.signIn(neema)
  await app.enrol(course.id)
  await app.download(course.id)
  expect(JSON.stringify(await neema.documents('questions'))).not.toContain('"key"')
  await phone.setOffline(true)
  const reader = await app.openUnit(course.id, pageId)
  await reader.getByText('The rabbit comes out of the hole.').waitFor()
  const quiz = await app.startQuiz(course.id, quizId)
  const next = quiz.getByRole('button', { name: words('reader.next') })
  await quiz.getByText('Put the steps in order.').waitFor()
  // Loop, Around, Through is right, from whatever order is shown.
  const move = async (name: string): Promise<void> => {
    const button = quiz.getByRole('button', { name })
    if ((await button.getAttribute('aria-disabled')) !== 'true') await button.click()
  }
  for (let time = 0; time < 2; time += 1) await move('Move down: Through')
  for (let time = 0; time < 2; time += 1) await move('Move up: Loop')
  const keep = quiz.getByRole('button', { name: words('question.keep-order') })
  if (await keep.isVisible()) await keep.click()
  await next.click()
  await quiz.getByRole('textbox').fill('3')
  await next.click()
  await quiz.getByRole('textbox').fill('Where it can shake loose.')
  await quiz
    .getByRole('button', { name: words('quiz.to-review') })
    .first()
    .click()
  await app.handIn(quiz)
  await phone.setOffline(false)
  const graded = async (): Promise<Attempt | undefined> =>
    (await attemptsAtSchool(neema)).find(({ status }) => status === 'handed-in')
  await expect.poll(async () => (await graded())?.grade?.points).toBe(3)
  // The essay waits for a person; the rest is graded, and the learner is told so.
  expect((await graded())?.grade).toMatchObject({ earned: 2, pending: true })
  await quiz.getByText(words('quiz.card-pending')).waitFor()

  // It has come to the instructor's desk by itself, and the grade comes to the phone by itself.
  await desk.goto(`/teach/${course.id}/grades`)
  await keys.reach(/^Neema/, 'link')
  await page.keyboard.press('Enter')
  await heading(page, 'Neema')
  await page.getByText('Where it can shake loose.').waitFor()
  await keys.reach(/^Points, of 1$/, 'textbox')
  // Points and comment of the first two are passed by.
  await keys.key('Tab', 4)
  await keys.reach(/^Points, of 1$/, 'textbox')
  await keys.type('0.5')
  await keys.reach(words('teach.comment'), 'textbox')
  await keys.type('And when it is wet?')
  await keys.press(words('teach.save-grade'))
  await page.getByText(wordsWithin('teach.grade-saved')).waitFor()
  await quiz.getByText('2.5 of 3').first().waitFor()
  await quiz.getByText('And when it is wet?').waitFor()
  expect(desk.takeErrors()).toEqual([])
  expect(phone.takeErrors()).toEqual([])
})

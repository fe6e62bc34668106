import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import type { Question } from '@edutrack/shared-schema/collections/questions'
import { createAppPage } from '#pages/app-page.ts'
import { createPictures } from '#pages/pictures.ts'
import { words } from '#pages/words.ts'
import { attemptsAtSchool } from '#world/attempts-at-school.ts'
import type { Device } from '#world/device.ts'
import { createSchoolWorld, type Account, type SchoolWorld } from '#world/school-world.ts'

/** A graded quiz of the sample school, with a question whose right answer is 20. */
const COURSE = 'first-aid'
const QUIZ = 'first-aid-check-bleeding-burns'
const picture = createPictures('regrade')
const ASKED = 'For how many minutes do you cool a burn under running water?'

let school: SchoolWorld
let lena: Account
let learner: Account
let knower: Account
let desk: Device
let phone: Device
let question: Question
beforeAll(async () => {
  school = await createSchoolWorld()
  lena = await school.account('lena@school.example')
  learner = await school.signUp('Achieng')
  knower = await school.signUp('Baraka')
  const bank = (await lena.documents('questions')) as unknown as readonly Question[]
  const found = bank.find(({ prompt, courseId }) => courseId === COURSE && prompt === ASKED)
  if (found === undefined) throw new Error('the sample school has no such question')
  question = found
  desk = await school.phone({ viewport: { width: 1280, height: 800 } })
  phone = await school.phone()
})
afterAll(() => school.close())

const partOf = async (account: Account) => {
  const attempt = (await attemptsAtSchool(account)).find(({ status }) => status === 'handed-in')
  return attempt?.grade?.parts.find(({ questionId }) => questionId === question.id)
}
/** What may differ after a regrade is the grade alone. */
const withoutGrade = async (account: Account): Promise<Partial<Attempt> | undefined> => {
  const attempt = (await attemptsAtSchool(account)).find(({ status }) => status === 'handed-in')
  return attempt === undefined ? undefined : { ...attempt, grade: undefined }
}

test('a question is changed after two have answered it: both keep what they were asked and what it gave', async () => {
  const app = createAppPage(phone)
  await app.signIn(learner)
  await app.enrol(COURSE)
  const quiz = await app.startQuiz(COURSE, QUIZ)
  for (let at = 0; at < 60; at += 1) {
    await app.answerShownQuestion(quiz)
    const next = quiz.getByRole('button', { name: words('reader.next') })
    if (!(await next.isVisible())) break
    await next.click()
  }
  await app.goToReview(quiz)
  await app.handIn(quiz)
  await expect.poll(() => partOf(learner)).toMatchObject({ earned: 0, points: 2 })

  await knower.sync({
    push: [
      {
        collection: 'enrolments',
        rows: [
          {
            assumed: null,
            document: {
              id: `${knower.personId}:${COURSE}`,
              personId: knower.personId,
              courseId: COURSE,
              wish: 'enrolled',
              wishedAt: Date.now(),
              status: 'requested',
            },
          },
        ],
      },
      {
        collection: 'attempts',
        rows: [
          {
            assumed: null,
            document: {
              id: `attempt-${knower.personId}`,
              personId: knower.personId,
              courseId: COURSE,
              unitId: QUIZ,
              device: 'observer',
              startedAt: Date.now() - 60_000,
              asked: [{ questionId: question.id, version: question.version }],
              seed: 1,
              answers: { [question.id]: { value: { text: '20' }, at: Date.now() } },
              flagged: [],
              secondsUsed: 60,
              status: 'handed-in',
              handedInAt: Date.now(),
            },
          },
        ],
      },
    ],
  })
  await expect.poll(() => partOf(knower)).toMatchObject({ earned: 2, points: 2 })

  await createAppPage(desk).signIn(lena)
  const page = await desk.goto(`/teach/${COURSE}/questions/${question.id}`)
  await page
    .getByRole('textbox', { name: words('teach.prompt') })
    .fill('How many fingers has a hand without its thumb?')
  await page.getByRole('textbox', { name: words('editor.value') }).fill('4')
  await page.getByText(words('quiz.save-saved')).waitFor()
  await page.getByText(/answered an earlier version$/).waitFor()
  expect([(await partOf(learner))?.earned, (await partOf(knower))?.earned]).toEqual([0, 2])

  // Her phone shows what she was asked.
  const result = await phone.page()
  await result.getByText(ASKED).first().waitFor()
  await result.reload()
  await result.getByText(ASKED).first().waitFor()
  expect(await result.getByText('How many fingers').count()).toBe(0)
})

test('grading again is shown before it is done, told to who is affected, listed, and taken back', async () => {
  const before = [await withoutGrade(learner), await withoutGrade(knower)]
  const page = await desk.page()
  await page.getByRole('button', { name: words('regrade.look') }).click()
  const sheet = page.getByRole('dialog')
  // Others of the sample school have answered it too.
  await sheet.getByText(/^\d+ gains? · \d+ loses?/i).waitFor()
  await sheet.getByRole('listitem').filter({ hasText: 'Achieng' }).getByText('0 → 2 of 2').waitFor()
  await sheet.getByRole('listitem').filter({ hasText: 'Baraka' }).getByText('2 → 0 of 2').waitFor()
  expect((await partOf(learner))?.earned).toBe(0)
  await picture(page, 'preview')
  await sheet.getByRole('textbox', { name: words('regrade.comment') }).fill('The question was another one.')
  await sheet.getByRole('button', { name: /^Change [\d,]+ grades?$/ }).click()
  await page.getByText(/grades have changed\.$/).waitFor()
  expect([(await partOf(learner))?.earned, (await partOf(knower))?.earned]).toEqual([2, 0])
  expect([await withoutGrade(learner), await withoutGrade(knower)]).toEqual(before)
  await picture(page, 'log')

  const phonePage = await phone.page()
  await phonePage.getByText('The question was another one.').waitFor()
  await phonePage.getByText(ASKED).first().waitFor()
  await picture(phonePage, 'told')
  const inbox = await phone.goto('/inbox')
  await expect.poll(async () => inbox.getByRole('listitem').filter({ hasText: 'bleeding and burns' }).count()).toBe(2)

  await desk.goto(`/teach/${COURSE}/questions/${question.id}`)
  await page.getByRole('button', { name: words('regrade.undo') }).click()
  await page.getByText(/grades are as they were\.$/).waitFor()
  expect([await partOf(learner), await partOf(knower)]).toMatchObject([
    { earned: 0, points: 2 },
    { earned: 2, points: 2 },
  ])
  expect(JSON.stringify(await partOf(learner))).not.toContain('another one')
  expect([...desk.takeErrors(), ...phone.takeErrors()]).toEqual([])
})

test('how the questions of the quiz did is shown to the instructor', async () => {
  const page = await desk.goto(`/teach/${COURSE}/units/${QUIZ}/analysis`)
  await page.getByText(/^From the first hand-in/).waitFor()
  await page.getByRole('link', { name: /How many fingers/ }).waitFor()
  expect(desk.takeErrors()).toEqual([])
})

import { readdir } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAppPage } from '#pages/app-page.ts'
import { words } from '#pages/words.ts'
import { buildVariant } from '#world/build-variant.ts'
import { createSchoolWorld, type SchoolWorld } from '#world/school-world.ts'

const COURSE = 'first-aid'
const QUIZ = 'first-aid-final-test'

let school: SchoolWorld
let oldBuild: Awaited<ReturnType<typeof buildVariant>>
let newBuild: Awaited<ReturnType<typeof buildVariant>>
beforeAll(async () => {
  oldBuild = await buildVariant('old')
  newBuild = await buildVariant('new')
  school = await createSchoolWorld({ app: oldBuild.folder })
})
afterAll(async () => {
  await school.close()
  await oldBuild.remove()
  await newBuild.remove()
})

test('a new build is deployed while somebody types in a quiz: it is offered, takes no keystroke, and old parts still load', async () => {
  const learner = await school.signUp('Chebet')
  const phone = await school.phone()
  const app = createAppPage(phone)
  await app.signIn(learner)
  await app.enrol(COURSE)
  const page = await phone.page()
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
  })
  const quiz = await app.startQuiz(COURSE, QUIZ)
  const text = quiz.getByRole('textbox')
  for (let steps = 0; steps < 40 && (await text.count()) === 0; steps += 1)
    await quiz.getByRole('button', { name: words('reader.next') }).click()
  await text.pressSequentially('12')

  await school.stopServer('stop')
  await school.startServer({ app: newBuild.folder })
  await page.evaluate(async () => {
    await (await navigator.serviceWorker.getRegistration())?.update()
  })
  await quiz.getByText(words('update.title')).waitFor()
  expect(await quiz.evaluate(() => document.documentElement.dataset['build'])).toBe('old')
  // A part of the old build that this page has not loaded yet is still to be had, for a page without a service worker too.
  const oldScripts = (await readdir(`${oldBuild.folder}/assets`)).filter((name) => name.endsWith('.js'))
  for (const name of oldScripts) expect((await fetch(`${school.url}/assets/${name}`)).status, name).toBe(200)

  const address = quiz.url()
  await text.pressSequentially('3')
  await quiz.getByRole('button', { name: words('update.take') }).click()
  await expect.poll(() => quiz.evaluate(() => document.documentElement.dataset['build']).catch(() => '')).toBe('new')
  expect(quiz.url()).toBe(address)
  await expect.poll(() => quiz.getByRole('textbox').inputValue()).toBe('123')
  expect(await quiz.getByText(words('update.title')).count()).toBe(0)
  expect(phone.takeErrors()).toEqual([])
})

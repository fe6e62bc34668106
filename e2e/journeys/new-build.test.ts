import { readdir } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAppPage } from '#pages/app-page.ts'
import { words } from '#pages/words.ts'
import { buildVariant } from '#world/build-variant.ts'
import type { Device } from '#world/device.ts'
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

/** Addresses of the app's files that a device has. */
const filesOn = async (device: Device): Promise<readonly string[]> =>
  (await device.page()).evaluate(async () => {
    const found = []
    for (const name of await caches.keys())
      for (const { url } of await (await caches.open(name)).keys()) found.push(new URL(url).pathname)
    return found
  })
const readyAsIn = async (device: Device, text: RegExp): Promise<void> => {
  const page = await device.goto('/me')
  await page.getByText(text).waitFor()
}

test('what only instructors need is stored where one of them signs in, stays there through a new build without a network, and costs no learner', async () => {
  await school.stopServer('stop')
  await school.startServer({ app: oldBuild.folder })
  const phone = await school.phone()
  const onPhone = createAppPage(phone)
  await onPhone.signIn(await school.signUp('Wanjiru'))
  await readyAsIn(phone, words('stored.ready'))
  const forTeaching = /teach-|roster|package-worker|editors/
  expect((await filesOn(phone)).filter((path) => forTeaching.test(path))).toEqual([])

  const desk = await school.phone({ viewport: { width: 1280, height: 800 } })
  await createAppPage(desk).signIn(await school.account('tomas@school.example'))
  await readyAsIn(desk, words('stored.teaching-ready'))
  const before = (await filesOn(desk)).filter((path) => forTeaching.test(path))
  expect(before.some((path) => path.includes('teach-grades-screen'))).toBe(true)

  await school.stopServer('stop')
  await school.startServer({ app: newBuild.folder })
  // Under the service worker, as from the second start on.
  const page = await desk.goto('/me')
  await page.evaluate(async () => void (await (await navigator.serviceWorker.getRegistration())?.update()))
  await page.getByText(words('update.title')).waitFor()
  await desk.setOffline(true)
  // A second page is not reloaded: it still finds the parts of its own build.
  const second = await page.context().newPage()
  await second.goto('/teach')
  await second.getByRole('heading', { level: 1 }).waitFor()
  await page.getByRole('button', { name: words('update.take') }).click()
  await expect.poll(() => page.evaluate(() => document.documentElement.dataset['build']).catch(() => '')).toBe('new')
  await second.evaluate((address) => {
    history.pushState(null, '', address)
    dispatchEvent(new PopStateEvent('popstate'))
  }, `/teach/${COURSE}/grades`)
  await second.getByRole('heading', { level: 1, name: words('teach.grades') }).waitFor()
  expect(await second.evaluate(() => document.documentElement.dataset['build'])).toBe('old')
  await second.close()

  const grades = await desk.goto(`/teach/${COURSE}/grades`)
  await grades.getByRole('heading', { level: 1, name: words('teach.grades') }).waitFor()
  const editor = await desk.goto(`/teach/${COURSE}/units/${QUIZ}`)
  await editor.getByRole('heading', { level: 1 }).waitFor()
  expect(await editor.evaluate(() => document.documentElement.dataset['build'])).toBe('new')
  // The pages of the old build are closed: so is what they needed.
  await readyAsIn(desk, words('stored.teaching-ready'))
  await expect
    .poll(async () =>
      (await filesOn(desk)).filter((path) => before.includes(path) && path.endsWith('.js') && path.includes('screen')),
    )
    .toEqual([])
  expect([...desk.takeErrors(), ...phone.takeErrors()]).toEqual([])

  // Somebody else on the learner's phone.
  await desk.close()
  await onPhone.signOut()
  await onPhone.signIn(await school.account('tomas@school.example'))
  await readyAsIn(phone, words('stored.teaching-ready'))
})

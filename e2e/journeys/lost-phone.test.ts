import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAppPage } from '#pages/app-page.ts'
import { words, wordsWithin } from '#pages/words.ts'
import { createSchoolWorld, type SchoolWorld } from '#world/school-world.ts'

let school: SchoolWorld
beforeAll(async () => {
  school = await createSchoolWorld()
})
afterAll(() => school.close())

test('S17: a phone that is lost is signed out from another, and nobody goes on there', async () => {
  const learner = await school.signUp('Achieng')
  const [lost, other] = [await school.phone(), await school.phone()]
  const [onLost, onOther] = [createAppPage(lost), createAppPage(other)]
  await onLost.signIn(learner)
  await onOther.signIn(learner)
  const lostPage = await lost.goto('/')

  const page = await other.goto('/me')
  const places = page.getByRole('region', { name: words('me.places') })
  // The account itself was made by a request of its own.
  await expect.poll(() => places.getByRole('listitem').count()).toBe(3)
  await places.getByText(words('me.place-here')).waitFor()
  const onChromium = places.getByRole('button', { name: /^Sign out there: (Chrome|Chromium) on Linux$/ })
  await onChromium.first().click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: words('me.place-out') })
    .click()
  await page.getByText(words('me.place-out-done')).waitFor()
  await expect.poll(() => places.getByRole('listitem').count()).toBe(2)

  // Its stream has ended at once, so it has noticed by itself.
  await lostPage.getByText(words('session.expired-title')).waitFor()
  await page.reload()
  await places.getByText(words('me.place-here')).waitFor()
  await page.evaluate(async () => void (await navigator.serviceWorker.ready))
  await other.setOffline(true)
  await page.reload()
  await page.getByText(wordsWithin('me.places-offline')).waitFor()
})

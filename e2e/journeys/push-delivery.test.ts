import { existsSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { enrolmentIdOf } from '@edutrack/shared-schema/id'
import { announce } from '#world/announce.ts'
import { startPushService, type PushService } from '#world/push-service.ts'
import { createSchoolWorld, type SchoolWorld } from '#world/school-world.ts'
import { isOnCluster } from '#world/start-server.ts'

const COURSE = 'first-aid'

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

test('S15: the school tells an announcement to a device by a message that the device alone can read; subscribed no more, it is asked once and never again', async () => {
  // Servers of a cluster have them in the database.
  expect(existsSync(`${school.folder}/vapid-keys.json`)).toBe(!isOnCluster)
  const pia = await school.signUp('Pia')
  const signedIn = await fetch(`${school.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: school.url },
    body: JSON.stringify({ email: pia.email, password: pia.password }),
  })
  const cookie = signedIn.headers
    .getSetCookie()
    .map((text) => text.split(';')[0])
    .join('; ')
  const subscribed = await fetch(`${school.url}/api/me/push`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: school.url, cookie },
    body: JSON.stringify(pushService.subscription),
  })
  expect(subscribed.status).toBe(204)
  const enrolment = {
    id: enrolmentIdOf(pia.personId, COURSE),
    personId: pia.personId,
    courseId: COURSE,
    wish: 'enrolled',
    wishedAt: Date.now(),
  }
  await pia.sync({ push: [{ collection: 'enrolments', rows: [{ assumed: null, document: enrolment }] }] })
  const lena = await school.account('lena@school.example')
  await announce(lena, { id: 'push-one', courseId: COURSE, title: 'Practice tonight' })
  await expect.poll(() => pushService.messages(), { timeout: 20_000 }).toHaveLength(1)
  expect(JSON.parse(pushService.messages()[0] ?? '')).toMatchObject({
    title: expect.stringContaining('Announcement') as unknown,
    body: 'Practice tonight',
    url: expect.stringContaining('/inbox?open=') as unknown,
  })

  pushService.endSubscription()
  await announce(lena, { id: 'push-two', courseId: COURSE, title: 'Moved' })
  await expect.poll(() => pushService.requests(), { timeout: 20_000 }).toBe(2)
  await announce(lena, { id: 'push-three', courseId: COURSE, title: 'Moved again' })
  const told = async () =>
    (await pia.documents('notices')).map(({ subject }) => (subject as { readonly id: string }).id)
  await expect.poll(told, { timeout: 20_000 }).toContain('push-three')
  await new Promise((resolve) => void setTimeout(resolve, 3000))
  expect(pushService.requests()).toBe(2)
}, 60_000)

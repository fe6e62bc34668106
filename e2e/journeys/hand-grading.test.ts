import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { createAppPage } from '#pages/app-page.ts'
import { words, wordsWithin } from '#pages/words.ts'
import { createDevice } from '#world/device.ts'
import { freePort, isOnCluster, startServer } from '#world/start-server.ts'

// Its school is made in a folder, which a cluster doesn't read.
test.skipIf(isOnCluster)(
  'what waits is graded one after the other: with a reason where points are overridden, kept while it isn’t saved, and taken back',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'edutrack-grading-'))
    const generate = new URL('../../sync-server/src/sample-school/run-generate-load.ts', import.meta.url).pathname
    const size = ['--class', '60', '--units', '8', '--hand-ins', '8']
    await promisify(execFile)(process.execPath, [generate, '--data', folder, ...size])
    const server = await startServer({ folder, port: await freePort(), isEmpty: true })
    const phone = await createDevice({ baseUrl: server.url })
    try {
      await createAppPage(phone).signIn({ email: 'class-instructor@load.example', password: 'load-test' })
      const page = await phone.goto('/teach/class-course/grades')
      const list = page.getByRole('region', { name: words('teach.waiting') })
      await list.getByRole('link').first().click()
      const nameShown = () => page.getByRole('heading', { level: 1 }).innerText()
      const othersWait = async (): Promise<number> =>
        Number(/^\d+/.exec(await page.getByText(/^\d+ others? waits? for your grade/).innerText())?.[0])
      // Of 480 hand-ins some wait; how many is known when all have come.
      await expect.poll(othersWait).toBeGreaterThan(1)
      const waiting = await othersWait()
      const first = await nameShown()

      const points = page.getByLabel(wordsWithin('teach.points-of'))
      const comments = page.getByLabel(words('teach.comment'))
      const reason = page.getByText(words('grading.say-why'))
      await points.first().fill((await points.first().inputValue()) === '2' ? '1' : '2')
      await reason.waitFor()
      await comments.first().fill('Half right: see the page on safety.')
      await reason.waitFor({ state: 'detached' })
      await points.last().fill('1.5')
      await comments.last().fill('Well begun.')
      await page.reload()
      await points.last().waitFor()
      expect(await points.last().inputValue()).toBe('1.5')

      await page.getByRole('button', { name: words('grading.save-and-next') }).click()
      await page.getByText(words('teach.grade-saved')).waitFor()
      await expect.poll(nameShown).not.toBe(first)
      await expect.poll(othersWait).toBe(waiting - 1)
      await page.getByRole('button', { name: words('action.undo') }).click()
      await page.getByText(words('grading.taken-back')).waitFor()
      await expect.poll(othersWait).toBe(waiting)
      expect(phone.takeErrors()).toEqual([])
    } finally {
      await phone.close()
      await server.kill()
      await rm(folder, { recursive: true, force: true })
    }
  },
)

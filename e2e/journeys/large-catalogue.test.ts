import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { createAppPage } from '#pages/app-page.ts'
import { watchLongTasks } from '#pages/long-tasks.ts'
import { words } from '#pages/words.ts'
import { createDevice } from '#world/device.ts'
import { freePort, isOnCluster, startServer } from '#world/start-server.ts'

const COURSES = 10_000
const LONGEST_TASK_MS = 200
const CPU_SLOWDOWN = 4

// What it measures is the app; its school is made in a folder, which a cluster doesn't read.
test.skipIf(isOnCluster)(
  `${String(COURSES)} courses: searching as one types and scrolling keep a phone with a slow processor responsive`,
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'edutrack-large-'))
    const generate = new URL('../../sync-server/src/sample-school/run-generate-load.ts', import.meta.url).pathname
    await promisify(execFile)(process.execPath, [
      generate,
      '--data',
      folder,
      '--courses',
      String(COURSES),
      '--learners',
      '2',
      '--units',
      '0',
    ])
    const server = await startServer({ folder, port: await freePort(), isEmpty: true })
    const phone = await createDevice({ baseUrl: server.url })
    try {
      const app = createAppPage(phone)
      await app.signIn({ email: 'load-learner-00000@load.example', password: 'load-test' })
      const page = await phone.goto('/courses')
      const total = page.getByText(/^[\d,.]+ courses?$/)
      await expect
        .poll(async () => Number((await total.first().innerText()).replaceAll(/\D/g, '')), {
          timeout: 120_000,
          interval: 500,
        })
        .toBe(COURSES)

      await phone.throttleCpu(CPU_SLOWDOWN)
      const longestTask = await watchLongTasks(page)
      const search = page.getByRole('searchbox', { name: words('courses.search') })
      await search.pressSequentially('algebra', { delay: 120 })
      await expect
        .poll(async () => Number((await total.first().innerText()).replaceAll(/\D/g, '')))
        .toBeLessThan(COURSES)
      const found = Number((await total.first().innerText()).replaceAll(/\D/g, ''))
      expect(found).toBeGreaterThan(0)
      await search.fill('')
      await expect.poll(async () => Number((await total.first().innerText()).replaceAll(/\D/g, ''))).toBe(COURSES)
      for (let turn = 0; turn < 30; turn += 1) {
        await page.mouse.wheel(0, 900)
        await page.waitForTimeout(50)
      }
      expect(await longestTask()).toBeLessThan(LONGEST_TASK_MS)
      expect(await page.getByRole('link').count()).toBeLessThan(60)

      // Rows grow with the text; far down, what was opened is where it stood.
      await page.evaluate(() => document.documentElement.style.setProperty('--text-scale', '2'))
      for (let turn = 0; turn < 20; turn += 1) {
        await page.mouse.wheel(0, 900)
        await page.waitForTimeout(50)
      }
      const inView = page.locator('main li a').filter({ visible: true })
      const placesOf = () =>
        inView.evaluateAll((links) =>
          links
            .map((link) => ({ href: link.getAttribute('href'), top: Math.round(link.getBoundingClientRect().top) }))
            .filter(({ top }) => top > 100 && top < innerHeight - 200),
        )
      await page.waitForTimeout(500)
      const [opened] = await placesOf()
      const { href = null, top = Number.NaN } = opened ?? {}
      await page.locator(`main li a[href="${String(href)}"]`).click()
      await page.getByRole('heading', { level: 1 }).and(page.locator(':focus')).waitFor()
      await page.goBack()
      const distance = async () =>
        Math.abs(((await placesOf()).find((place) => place.href === href)?.top ?? Number.NaN) - top)
      await expect.poll(distance).toBeLessThanOrEqual(3)
      expect(phone.takeErrors()).toEqual([])
    } finally {
      await phone.close()
      await server.kill()
      await rm(folder, { recursive: true, force: true })
    }
  },
)

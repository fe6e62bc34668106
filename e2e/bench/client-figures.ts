/**
 * What the app costs a learner's phone: scripts, bytes on the wire, time and memory, in real Chromium against the real server. Each figure stands by itself;
 * times are at four times less processor.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { createAppPage } from '#pages/app-page.ts'
import { words } from '#pages/words.ts'
import { createDevice, type Device } from '#world/device.ts'
import { freePort, startServer } from '#world/start-server.ts'
import { createSchoolWorld, type Account } from '#world/school-world.ts'
import { median, type Figure } from '@edutrack/tools/bench/figure'
import { startCountingProxy } from './counting-proxy.ts'

const COURSE = 'first-aid'
const LESSON = 'first-aid-first-minute'
const QUIZ = 'first-aid-final-test'
const INSTRUCTOR = 'tomas@school.example'
const CPU_SLOWDOWN = 4
const DIST = new URL('../../pwa/dist/', import.meta.url).pathname
const KB = 1024

/** All client figures; `onProgress` is told what is being measured. */
export const measureClient = async (onProgress: (what: string) => void): Promise<readonly Figure[]> => [
  ...(await measureScripts(onProgress)),
  ...(await measureStoredApp(onProgress)),
  ...(await measureWire(onProgress)),
  ...(await measureSync(onProgress)),
]

const measureScripts = async (onProgress: (what: string) => void): Promise<readonly Figure[]> => {
  onProgress('scripts and cold start')
  const school = await createSchoolWorld()
  try {
    const learner = await school.signUp('Bench')
    const phone = await school.phone()
    const app = createAppPage(phone)
    const shell = await scriptsUntil(phone, '/sign-in', (page) => page.getByLabel(words('sign-in.email')).waitFor())
    await app.signIn(learner)
    await app.enrol(COURSE)
    await app.download(COURSE)
    const lesson = await scriptsUntil(phone, `/courses/${COURSE}/units/${LESSON}`, lessonShows)
    await phone.setOffline(true)
    const coldStarts: number[] = []
    for (let run = 0; run < 5; run += 1) {
      await phone.quit()
      await phone.start()
      await phone.setOffline(true)
      await phone.throttleCpu(CPU_SLOWDOWN)
      const startedAt = performance.now()
      const page = await phone.goto(`/courses/${COURSE}/units/${LESSON}`)
      await lessonShows(page)
      coldStarts.push(performance.now() - startedAt)
    }
    return [
      size('JavaScript to show the shell, gzip', await gzipKb(shell), 90),
      size('JavaScript to show a downloaded lesson, gzip', await gzipKb(lesson), 240),
      size('service worker, gzip', await gzipKb(['service-worker.js'])),
      measured('cold start offline to a lesson’s text at 4× CPU', median(coldStarts), 'ms', 1500),
    ]
  } finally {
    await school.close()
  }
}

/** What of the app lies on a device: as the server sends it, and as it takes room. */
const measureStoredApp = async (onProgress: (what: string) => void): Promise<readonly Figure[]> => {
  onProgress('the app on a device')
  const school = await createSchoolWorld()
  const storedFor = async (account: Account, text: RegExp) => {
    const phone = await school.phone()
    await createAppPage(phone).signIn(account)
    const page = await phone.goto('/me')
    await page.getByText(text).waitFor()
    const files = await page.evaluate(async () => {
      const found: { path: string; bytes: number }[] = []
      for (const name of await caches.keys()) {
        const cache = await caches.open(name)
        for (const request of await cache.keys()) {
          const bytes = (await (await cache.match(request))?.blob())?.size ?? 0
          found.push({ path: new URL(request.url).pathname, bytes })
        }
      }
      return found
    })
    await phone.close()
    let sent = (await readFile(join(DIST, 'service-worker.js.br'))).length
    for (const { path, bytes } of files) {
      const compressed = await readFile(join(DIST, `${path}.br`)).catch(() => undefined)
      sent += compressed?.length ?? bytes
    }
    return { sent: sent / KB, stored: files.reduce((sum, { bytes }) => sum + bytes, 0) / KB }
  }
  try {
    const learner = await storedFor(await school.signUp('Bench'), words('stored.ready'))
    const instructor = await storedFor(await school.account(INSTRUCTOR), words('stored.teaching-ready'))
    return [
      size('the app stored for a learner, sent with brotli', learner.sent),
      size('the app stored for a learner, on the device', learner.stored),
      size('the app stored for an instructor, sent with brotli', instructor.sent),
      size('the app stored for an instructor, on the device', instructor.stored),
    ]
  } finally {
    await school.close()
  }
}

const lessonShows = (page: Page): Promise<void> => page.locator('article p, main p').first().waitFor()

/** Scripts that the browser asked for until `shows` resolved, as paths in the built app. */
const scriptsUntil = async (
  phone: Device,
  path: string,
  shows: (page: Page) => Promise<void>,
): Promise<readonly string[]> => {
  const page = await phone.page()
  const asked = new Set<string>()
  const note = (request: { url(): string; resourceType(): string }): void => {
    if (request.resourceType() === 'script') asked.add(new URL(request.url()).pathname.slice(1))
  }
  page.on('request', note)
  await page.goto(path)
  await shows(page)
  page.off('request', note)
  return [...asked]
}

const gzipKb = async (paths: readonly string[]): Promise<number> => {
  let bytes = 0
  for (const path of paths) bytes += gzipSync(await readFile(join(DIST, path)), { level: 9 }).length
  return bytes / KB
}

const measureWire = async (onProgress: (what: string) => void): Promise<readonly Figure[]> => {
  onProgress('bytes on the wire')
  const folder = await mkdtemp(join(tmpdir(), 'edutrack-bench-'))
  const port = await freePort()
  const server = await startServer({ folder, port })
  const proxy = await startCountingProxy(port)
  const phone = await createDevice({ baseUrl: proxy.url })
  try {
    const app = createAppPage(phone)
    await signUp(proxy.url, 'bench@school.example')
    await app.signIn({ email: 'bench@school.example', password: 'learn-offline' })
    await app.enrol(COURSE)
    const quiz = await app.startQuiz(COURSE, QUIZ)
    for (let answered = 0; answered < 10; answered += 1) {
      await app.answerShownQuestion(quiz)
      const next = quiz.getByRole('button', { name: words('reader.next') })
      if ((await next.count()) === 0) break
      await next.click()
    }
    await app.goToReview(quiz)
    await quiet(proxy)
    await app.handIn(quiz)
    await quiz
      .getByText(/^R-/)
      .first()
      .waitFor()
      .catch(() => undefined)
    const handIn = await quiet(proxy)

    const page = await phone.goto('/')
    await page.getByRole('heading', { level: 1 }).waitFor()
    await quiet(proxy)
    const requests: string[] = []
    page.on('request', (request) => requests.push(request.url()))
    await page.evaluate(() => globalThis.dispatchEvent(new Event('focus')))
    const nothingNew = await quiet(proxy)
    return [
      size('handing in a quiz of 10 questions, up', handIn.up / KB, 2),
      size('handing in a quiz of 10 questions, down', handIn.down / KB),
      size('coming back with nothing new, up', nothingNew.up / KB, 1),
      size('coming back with nothing new, down', nothingNew.down / KB, 1),
      { ...size('coming back with nothing new, requests', requests.length, 1), unit: '' },
    ]
  } finally {
    await phone.close()
    await proxy.close()
    await server.kill()
    await rm(folder, { recursive: true, force: true })
  }
}

const QUIET_MS = 4000

/** Waits until nothing more goes over the wire but heartbeats, and tells what went since the last call. */
const quiet = async (proxy: Awaited<ReturnType<typeof startCountingProxy>>) => {
  let up = 0
  let down = 0
  for (let calm = 0; calm < QUIET_MS;) {
    await new Promise((resolve) => setTimeout(resolve, 500))
    const counted = proxy.take()
    up += counted.up
    down += counted.down
    calm = counted.up > 0 ? 0 : calm + 500
  }
  return { up, down }
}

const signUp = async (url: string, email: string): Promise<void> => {
  const response = await fetch(`${url}/api/auth/sign-up/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ name: 'Bench', email, password: 'learn-offline' }),
  })
  if (!response.ok) throw new Error(`Signing up: ${String(response.status)} ${await response.text()}`)
}

const measureSync = async (onProgress: (what: string) => void): Promise<readonly Figure[]> => {
  onProgress('first sync and memory')
  const [small, large] = [await syncCourses(1000), await syncCourses(5000)]
  return [
    measured('first sync of 1,000 documents', small.ms, 'ms'),
    measured('heap with 5,000 documents', large.heapMb, 'MB', 60),
  ]
}

/** Signs in to a school of so many courses, and waits until all are on the phone. */
const syncCourses = async (courses: number): Promise<{ readonly ms: number; readonly heapMb: number }> => {
  const folder = await mkdtemp(join(tmpdir(), 'edutrack-bench-'))
  const generate = new URL('../../sync-server/src/sample-school/run-generate-load.ts', import.meta.url).pathname
  const args = ['--data', folder, '--courses', String(courses), '--learners', '2', '--units', '0']
  await promisify(execFile)(process.execPath, [generate, ...args])
  const server = await startServer({ folder, port: await freePort(), isEmpty: true })
  const phone = await createDevice({ baseUrl: server.url })
  try {
    const app = createAppPage(phone)
    await app.signIn({ email: 'load-learner-00000@load.example', password: 'load-test' })
    const startedAt = performance.now()
    const page = await phone.goto('/courses')
    const total = page.getByText(/^[\d,.]+ courses?$/).first()
    for (let known = 0; known < courses;) {
      await page.waitForTimeout(100)
      known = Number((await total.innerText().catch(() => '0')).replaceAll(/\D/g, ''))
    }
    const ms = performance.now() - startedAt
    const session = await page.context().newCDPSession(page)
    await session.send('HeapProfiler.collectGarbage')
    const { usedSize } = await session.send('Runtime.getHeapUsage')
    return { ms, heapMb: usedSize / KB / KB }
  } finally {
    await phone.close()
    await server.kill()
    await rm(folder, { recursive: true, force: true })
  }
}

const measured = (name: string, value: number, unit: string, goal?: number): Figure => ({
  name,
  value,
  unit,
  better: 'lower',
  ...(goal === undefined ? {} : { goal }),
})
/** The same on any machine. */
const size = (name: string, kb: number, goal?: number): Figure => ({ ...measured(name, kb, 'KB', goal), isExact: true })

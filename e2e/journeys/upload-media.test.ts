import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CourseFile } from '@edutrack/shared-schema/collections/files'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import { factsOfPicture, filmWithPlace, photograph } from '@edutrack/sync-server/testing/make-media'
import { createAppPage } from '#pages/app-page.ts'
import { words, wordsWithin } from '#pages/words.ts'
import type { Device } from '#world/device.ts'
import { createSchoolWorld, type Account, type SchoolWorld } from '#world/school-world.ts'

const INSTRUCTOR = 'tomas@school.example'
const SAMPLE_FILM = new URL('../../sync-server/sample-school/algebra/media/balance.mp4', import.meta.url).pathname
const FILM_BYTES = 24 * 1024 * 1024
const PLACE = '+48.1333'

let school: SchoolWorld
let folder: string
let tomas: Account
let photo: Buffer
let film: Buffer
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'edutrack-media-'))
  school = await createSchoolWorld()
  tomas = await school.account(INSTRUCTOR)
  photo = await photograph({ width: 4000, height: 3000 }, 30)
  film = filmWithPlace(await readFile(SAMPLE_FILM), FILM_BYTES)
  await writeFile(join(folder, 'knot.mp4'), film)
})
afterAll(async () => {
  await school.close()
  await rm(folder, { recursive: true, force: true })
})

/** A published course of a page and a film, without either's content. */
const newCourse = async (id: string): Promise<void> => {
  const unit = { courseId: id, minutes: 5, status: 'published', markdown: '', fileIds: [] }
  const { push } = await tomas.sync({
    push: [
      {
        collection: 'courses',
        rows: [
          {
            assumed: null,
            document: {
              id,
              title: `Knots ${id}`,
              description: '',
              category: '',
              level: 'beginner',
              language: 'en',
              staffIds: [],
              status: 'published',
              modules: [{ id: `${id}-m`, title: '1', unitIds: [`${id}-page`, `${id}-film`] }],
              minutes: 10,
              enrolment: { mode: 'open' },
            },
          },
        ],
      },
      {
        collection: 'units',
        rows: [
          { assumed: null, document: { ...unit, id: `${id}-page`, title: 'The bowline', kind: 'page' } },
          { assumed: null, document: { ...unit, id: `${id}-film`, title: 'Watch it', kind: 'video' } },
        ],
      },
    ],
  })
  expect(push.flatMap(({ results }) => results.map(({ outcome }) => outcome))).toEqual(Array(3).fill('accepted'))
}
const filesOf = async (courseId: string): Promise<readonly CourseFile[]> =>
  ((await tomas.documents('files')) as unknown as readonly CourseFile[]).filter((file) => file.courseId === courseId)
const unitOf = async (id: string): Promise<Unit | undefined> =>
  ((await tomas.documents('units')) as unknown as readonly Unit[]).find((unit) => unit.id === id)
const contentOf = async (page: Page, { hash }: CourseFile): Promise<Buffer> => {
  const answer = await page.request.get(`${school.url}/api/media/${hash}`)
  expect(answer.status()).toBe(200)
  return answer.body()
}

/** As if somebody had dragged it from a folder. */
const drop = async (page: Page, name: string, content: Buffer): Promise<void> => {
  const transfer = await page.evaluateHandle(
    ([fileName, text]) => {
      const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
      const made = new DataTransfer()
      made.items.add(new File([bytes], fileName, { type: 'image/jpeg' }))
      return made
    },
    [name, content.toString('base64')] as const,
  )
  await page.locator('textarea').first().dispatchEvent('drop', { dataTransfer: transfer })
}
const upload = (page: Page, name: string) => page.getByRole('progressbar', { name: `Sending ${name}` })
const sentPercent = async (page: Page, name: string): Promise<number> =>
  Number(
    (await upload(page, name)
      .getAttribute('aria-valuenow')
      .catch(() => null)) ?? 0,
  )
const slowly = async (page: Page, bytesPerSecond: number): Promise<void> => {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: bytesPerSecond,
  })
}
const isShown = (page: Page, alt: string): Promise<boolean> =>
  page
    .getByRole('img', { name: alt })
    .first()
    .evaluate((image) => image instanceof HTMLImageElement && image.complete && image.naturalWidth > 0)
const readyDesk = async (): Promise<Device> => {
  const desk = await school.phone({ viewport: { width: 1280, height: 800 } })
  await createAppPage(desk).signIn(tomas)
  const page = await desk.goto('/teach')
  await page.evaluate(async () => void (await navigator.serviceWorker.ready))
  return desk
}

test('a picture and a film that are added without a network arrive once, whatever ends in the middle, and are seen offline by learners', async () => {
  await newCourse('knots')
  const desk = await readyDesk()
  let page = await desk.goto('/teach/knots/units/knots-page')
  await page.locator('textarea').first().waitFor()
  await desk.setOffline(true)

  // Dropped into the text; words for it are asked for before it goes in.
  await drop(page, 'bowline.jpg', photo)
  const sheet = page.getByRole('dialog')
  const insert = sheet.getByRole('button', { name: 'Insert', exact: true })
  await sheet.getByText(words('media.goes-later')).waitFor()
  expect(await insert.getAttribute('aria-disabled')).toBe('true')
  await sheet.getByLabel(words('media.alt')).fill('A finished bowline')
  await insert.click()
  await sheet.waitFor({ state: 'detached' })
  expect(await page.locator('textarea').first().inputValue()).toMatch(
    /^!\[A finished bowline\]\(file:[0-9a-f-]{36}\)\n$/,
  )
  // Seen at once, from this device.
  await expect.poll(() => isShown(page, 'A finished bowline'), { timeout: 10_000 }).toBe(true)
  await page.getByText(words('quiz.save-saved')).waitFor()

  page = await desk.goto('/teach/knots/units/knots-film')
  await page.getByRole('button', { name: words('media.add-film') }).waitFor()
  await page.locator('input[type=file]').first().setInputFiles(join(folder, 'knot.mp4'))
  await upload(page, 'knot.mp4').waitFor()
  await page.getByText(words('quiz.save-saved')).waitFor()
  expect(await createAppPage(desk).status()).toMatch(/on this phone/i)
  expect(await filesOf('knots')).toEqual([])

  // The network comes back, and is slow; the server dies in the middle.
  await slowly(page, 4_000_000)
  await desk.setOffline(false)
  await slowly(page, 4_000_000)
  page = await desk.goto('/teach/knots/media')
  await slowly(page, 4_000_000)
  await expect.poll(() => sentPercent(page, 'knot.mp4'), { timeout: 60_000 }).toBeGreaterThan(15)
  await school.stopServer('kill')
  await page.getByText(words('state.on-this-phone')).first().waitFor()
  const sentBefore = await sentPercent(page, 'knot.mp4')
  await school.startServer()
  await expect.poll(() => sentPercent(page, 'knot.mp4'), { timeout: 60_000 }).toBeGreaterThan(sentBefore + 10)

  // The app is closed in the middle, and opened again elsewhere.
  await desk.quit()
  expect((await filesOf('knots')).map(({ role }) => role)).toEqual(['image'])
  await desk.start()
  page = await desk.goto('/')
  await expect.poll(async () => (await filesOf('knots')).length, { timeout: 90_000 }).toBe(2)

  const files = await filesOf('knots')
  const image = files.find(({ role }) => role === 'image') as CourseFile
  const video = files.find(({ role }) => role === 'video') as CourseFile
  expect(image).toMatchObject({ name: 'bowline.jpg', mime: 'image/webp', width: 600, height: 800 })
  expect(await factsOfPicture(await contentOf(page, image))).toEqual({
    format: 'webp',
    width: 600,
    height: 800,
    hasNotes: false,
  })
  expect(await factsOfPicture(photo)).toMatchObject({ format: 'jpeg', hasNotes: true })
  expect(image.bytes).toBeLessThan(photo.length / 10)
  const sent = await contentOf(page, video)
  expect([video.bytes, video.mime, sent.length]).toEqual([FILM_BYTES, 'video/mp4', FILM_BYTES])
  expect([film.includes(PLACE), sent.includes(PLACE)]).toEqual([true, false])
  expect((await unitOf('knots-page'))?.fileIds).toEqual([image.id])
  expect((await unitOf('knots-film'))?.video).toEqual({ fileId: video.id })
  await expect.poll(() => createAppPage(desk).status(), { timeout: 20_000 }).toMatch(/all sent/i)
  // Nothing comes a second time.
  page = await desk.goto('/teach/knots/media')
  await page.getByText('600 × 800').waitFor()
  expect((await filesOf('knots')).map(({ id }) => id).sort()).toEqual([image.id, video.id].sort())
  expect(desk.takeErrors()).toEqual([])

  const phone = await school.phone()
  const app = createAppPage(phone)
  await app.signIn(await school.signUp('Ana'))
  await app.enrol('knots')
  await app.download('knots')
  await phone.setOffline(true)
  const reading = await app.openUnit('knots', 'knots-page')
  await expect.poll(() => isShown(reading, 'A finished bowline'), { timeout: 20_000 }).toBe(true)
  const watching = await app.openUnit('knots', 'knots-film')
  const seconds = () => watching.locator('video').evaluate((element) => (element as HTMLVideoElement).duration)
  await expect.poll(seconds, { timeout: 20_000 }).toBeGreaterThan(1)
  expect(phone.takeErrors()).toEqual([])
})

test('with the app closed, a film goes out when the network comes back, and one that was being sent goes on; each arrives once', async () => {
  await newCourse('hitches')
  const desk = await readyDesk()
  let page = await desk.goto('/teach/hitches/media')
  const add = (name: string) =>
    page.locator('input[type=file]').first().setInputFiles({ name, mimeType: 'video/mp4', buffer: film })
  await page.getByText(words('media.empty-title')).waitFor()
  await desk.setOffline(true)
  await add('waits.mp4')
  await page.getByText(words('media.waits')).waitFor()
  await desk.closePages()
  await desk.setOffline(false)
  await expect.poll(async () => (await filesOf('hitches')).map(({ name }) => name)).toEqual(['waits.mp4'])

  page = await desk.goto('/teach/hitches/media')
  await page.getByText('waits.mp4').waitFor()
  await slowly(page, 1_000_000)
  await add('goes on.mp4')
  await expect.poll(() => sentPercent(page, 'goes on.mp4')).toBeGreaterThan(10)
  await desk.closePages()
  expect(await filesOf('hitches')).toHaveLength(1)
  await expect
    .poll(async () => (await filesOf('hitches')).map(({ name }) => name).sort(), { timeout: 120_000 })
    .toEqual(['goes on.mp4', 'waits.mp4'])

  page = await desk.goto('/teach/hitches/media')
  await expect.poll(() => createAppPage(desk).status(), { timeout: 20_000 }).toMatch(/all sent/i)
  for (const file of await filesOf('hitches')) expect((await contentOf(page, file)).length).toBe(file.bytes)
  expect(await filesOf('hitches')).toHaveLength(2)
  expect(desk.takeErrors()).toEqual([])
})

test('what a course can’t take is told by name; a file is renamed, removed with a warning where it is used, and brought back', async () => {
  await newCourse('ropes')
  const desk = await readyDesk()
  const page = await desk.goto('/teach/ropes/media')
  await page.getByText(words('media.empty-title')).waitFor()
  const input = page.locator('input[type=file]').first()
  const give = (name: string, text: string | Buffer, mimeType: string) =>
    input.setInputFiles({ name, mimeType, buffer: Buffer.from(text) })
  await give('program.exe', 'MZ', 'application/octet-stream')
  await page.getByText(wordsWithin('error.file-type')).waitFor()
  await give('active.svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 'image/svg+xml')
  await page.getByText(words('error.file-active')).waitFor({ timeout: 30_000 })
  await page.getByRole('button', { name: words('media.put-away') }).click()
  await give('rope.jpg', await photograph({ width: 400, height: 300 }), 'image/jpeg')
  await page.getByText('300 × 400').waitFor({ timeout: 30_000 })

  await page.getByRole('button', { name: 'Rename rope.jpg' }).click()
  await page.getByRole('dialog').getByLabel(words('media.name')).fill('A rope')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: words('action.save') })
    .click()
  await expect.poll(async () => (await filesOf('ropes')).map(({ name }) => name)).toEqual(['A rope'])
  const [file] = await filesOf('ropes')

  // Not used, it goes at once, and comes back.
  await page.getByRole('button', { name: 'Remove A rope' }).click()
  await expect.poll(async () => (await filesOf('ropes')).length).toBe(0)
  await page.getByRole('button', { name: words('action.undo') }).click()
  await expect.poll(async () => await filesOf('ropes'), { timeout: 20_000 }).toEqual([file])

  // As the cover it is used: that is said before.
  const editor = await desk.goto('/teach/ropes')
  await editor.getByLabel(words('media.cover')).selectOption({ label: 'A rope' })
  const coverOf = async () =>
    (await tomas.documents('courses')).find(({ id }) => id === 'ropes')?.['coverFileId'] as string | undefined
  await expect.poll(coverOf, { timeout: 20_000 }).toBe(file?.id)
  const library = await desk.goto('/teach/ropes/media')
  await library.getByRole('button', { name: 'Remove A rope' }).click()
  const warning = library.getByRole('dialog')
  await warning.getByText(words('media.remove-text')).waitFor()
  await warning.getByRole('link', { name: words('media.cover') }).waitFor()
  await warning.getByRole('button', { name: words('action.keep') }).click()
  expect(await filesOf('ropes')).toEqual([file])
  expect(desk.takeErrors()).toEqual([])
})

test('the pictures of a package come with it in the app, and what became of each is told', async () => {
  const desk = await readyDesk()
  const editor = await desk.goto('/teach/knots')
  const download = editor.waitForEvent('download')
  await editor.getByRole('button', { name: words('export.save') }).click()
  const saved = join(folder, 'knots.imscc')
  await (await download).saveAs(saved)

  const page = await desk.goto('/teach/import')
  await page.locator('input[type=file]').setInputFiles(saved)
  const files = page.getByRole('region', { name: words('import.files') })
  await files.getByText('bowline.jpg').waitFor()
  await page.getByRole('button', { name: words('import.take-in') }).click()
  await page.getByRole('link', { name: words('import.open-course') }).waitFor()
  await expect.poll(() => files.getByText(words('import.file-here')).count(), { timeout: 60_000 }).toBe(2)
  await page.getByRole('link', { name: words('import.open-course') }).click()
  await page.waitForURL(/\/teach\/(?!knots|import)/)
  const courseId = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  const [image] = (await filesOf(courseId)).filter(({ role }) => role === 'image')
  const units = ((await tomas.documents('units')) as unknown as readonly Unit[]).filter(
    (unit) => unit.courseId === courseId,
  )
  expect(units.some(({ markdown }) => markdown.includes(`![A finished bowline](file:${image?.id ?? ''})`))).toBe(true)
  expect(desk.takeErrors()).toEqual([])
})

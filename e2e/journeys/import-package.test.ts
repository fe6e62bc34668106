import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { importPackage } from '@edutrack/interchange/import-package'
import { hostilePackages } from '@edutrack/interchange/testing/hostile-packages'
import { sampleBytes, samplesFolder } from '@edutrack/interchange/testing/pack-folder'
import type { Course } from '@edutrack/shared-schema/collections/courses'
import { createAppPage } from '#pages/app-page.ts'
import { createPictures } from '#pages/pictures.ts'
import { words, wordsWithin } from '#pages/words.ts'
import type { Device } from '#world/device.ts'
import { createSchoolWorld, type SchoolWorld } from '#world/school-world.ts'

const INSTRUCTOR = 'tomas@school.example'
const SAMPLE = new URL('../../interchange/samples/rivers.moodle.xml', import.meta.url).pathname

const picture = createPictures('import-package')

let school: SchoolWorld
let desk: Device
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'edutrack-packages-'))
  school = await createSchoolWorld()
  desk = await school.phone()
  await createAppPage(desk).signIn(await school.account(INSTRUCTOR))
})
afterAll(async () => {
  await school.close()
  await rm(folder, { recursive: true })
})

test('a package is read in the app, told item by item, and becomes a draft course at the school; what is none is said in a sentence', async () => {
  const expected = await importPackage(new Uint8Array(await readFile(SAMPLE)), { name: 'rivers.moodle.xml' })
  if (expected.outcome !== 'read') throw new Error(expected.outcome)
  const count = (status: string): string =>
    String(expected.report.items.filter((item) => item.status === status).length)
  const tomas = await school.account(INSTRUCTOR)
  const page = await desk.goto('/teach/import')
  const file = page.locator('input[type=file]')
  await file.setInputFiles({
    name: 'broken.imscc',
    mimeType: 'application/zip',
    buffer: Buffer.from('PK\u0003\u0004 no zip'),
  })
  await page.getByText(wordsWithin('import.unreadable')).waitFor()

  await file.setInputFiles(SAMPLE)
  await page.getByRole('heading', { name: wordsWithin('import.report') }).waitFor()
  for (const status of ['imported', 'lossy', 'skipped'])
    await page
      .getByRole('button', {
        name: new RegExp(`^${wordsWithin(`import.status-${status}`).source}\\s*${count(status)}$`),
      })
      .waitFor()
  for (const { reason } of expected.report.items.filter(({ status }) => status === 'skipped'))
    await page.getByText(reason).first().waitFor()
  await page.getByRole('button', { name: words('import.take-in') }).click()
  // Its picture comes along, and is told when it has arrived.
  await page.getByText(words('import.file-here')).waitFor()
  await page.getByRole('link', { name: words('import.open-course') }).click()
  await page.getByRole('heading', { level: 1, name: expected.course.title }).waitFor()

  const courses = async (): Promise<readonly Course[]> =>
    ((await tomas.documents('courses')) as unknown as readonly Course[]).filter(
      ({ title }) => title === expected.course.title,
    )
  await expect.poll(async () => (await courses()).map(({ status }) => status)).toEqual(['draft'])
  const [course] = await courses()
  const questions = async (): Promise<number> =>
    (await tomas.documents('questions')).filter(({ courseId }) => courseId === course?.id).length
  await expect.poll(questions).toBe(expected.course.questions.length)

  // And out again: another system's reader finds every question.
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: words('export.save') }).click()
  const saved = await (await download).path()
  const again = await importPackage(new Uint8Array(await readFile(saved)))
  if (again.outcome !== 'read') throw new Error(again.outcome)
  expect(again.course.title).toBe(expected.course.title)
  expect(again.course.questions).toHaveLength(expected.course.questions.length)
  expect(desk.takeErrors()).toEqual([])
})

const STATUSES = ['imported', 'lossy', 'skipped'] as const

test('each sample is told in the app as it is told elsewhere: every item of it, with what becomes of it', async () => {
  const page = await desk.goto('/teach/import')
  for (const name of (await readdir(samplesFolder)).filter((one) => one !== 'README.md')) {
    const bytes = sampleBytes(name)
    const file = join(folder, /\.(txt|xml)$/.test(name) ? name : `${name}.zip`)
    await writeFile(file, bytes)
    const expected = await importPackage(bytes, { name })
    if (expected.outcome !== 'read') throw new Error(name)
    await page.locator('input[type=file]').setInputFiles(file)
    await page.getByText(expected.report.format, { exact: false }).first().waitFor()
    for (const status of STATUSES) {
      const count = expected.report.items.filter((item) => item.status === status).length
      const chip = page.getByRole('button', {
        name: new RegExp(`^${wordsWithin(`import.status-${status}`).source}\\s*${String(count)}$`),
      })
      if (count > 0) await chip.waitFor()
    }
    for (const { reason } of expected.report.items.filter(({ status }) => status === 'skipped'))
      await page.getByText(reason).first().waitFor()
    await picture(page, name)
  }
  expect(desk.takeErrors()).toEqual([])
})

test('hostile packages are named in the app, which goes on meanwhile and afterwards', async () => {
  const page = await desk.goto('/teach/import')
  for (const { name, bytes, isRead, says } of hostilePackages) {
    const file = join(folder, name)
    await writeFile(file, bytes())
    const begin = performance.now()
    await page.locator('input[type=file]').setInputFiles(file)
    if (isRead) {
      await page.getByRole('heading', { name: wordsWithin('import.report') }).waitFor({ timeout: 90_000 })
      if (!says.test('imported')) await page.getByText(says).first().waitFor()
    } else {
      await page.getByText(wordsWithin('import.unreadable')).first().waitFor({ timeout: 90_000 })
      await page.getByText(says).first().waitFor()
    }
    expect([name, performance.now() - begin < 90_000]).toEqual([name, true])
    // The screen itself never waits for the reader.
    const asked = performance.now()
    await page.evaluate(() => document.title)
    expect([name, performance.now() - asked < 2000]).toEqual([name, true])
    if (name === 'one-line.xml' || name === 'bomb.zip') await picture(page, name)
    await page.reload()
  }
  expect(desk.takeErrors()).toEqual([])
})

import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { importPackage } from '@edutrack/interchange/import-package'
import type { Course } from '@edutrack/shared-schema/collections/courses'
import { createAppPage } from '#pages/app-page.ts'
import { words, wordsWithin } from '#pages/words.ts'
import { createSchoolWorld, type SchoolWorld } from '#world/school-world.ts'

const INSTRUCTOR = 'tomas@school.example'
const SAMPLE = new URL('../../interchange/samples/rivers.moodle.xml', import.meta.url).pathname

let school: SchoolWorld
beforeAll(async () => {
  school = await createSchoolWorld()
})
afterAll(() => school.close())

test('a package is read in the app, told item by item, and becomes a draft course at the school; what is none is said in a sentence', async () => {
  const expected = await importPackage(new Uint8Array(await readFile(SAMPLE)), { name: 'rivers.moodle.xml' })
  if (expected.outcome !== 'read') throw new Error(expected.outcome)
  const count = (status: string): string =>
    String(expected.report.items.filter((item) => item.status === status).length)
  const tomas = await school.account(INSTRUCTOR)
  const desk = await school.phone()
  await createAppPage(desk).signIn(tomas)
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

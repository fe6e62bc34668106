import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Certificate } from '@edutrack/shared-schema/collections/certificates'
import type { Course } from '@edutrack/shared-schema/collections/courses'
import { createAppPage } from '#pages/app-page.ts'
import { savedFile } from '#pages/saved-file.ts'
import { words, wordsWithin } from '#pages/words.ts'
import { readCredential } from '#world/public-certificate.ts'
import { createSchoolWorld, type Account, type SchoolWorld } from '#world/school-world.ts'

const INSTRUCTOR = 'tomas@school.example'
const LEARNER = 'Neema Wanjirũ فاطمة'
const COURSE = 'knots'

let school: SchoolWorld
beforeAll(async () => {
  school = await createSchoolWorld()
})
afterAll(() => school.close())

/** A published course of a page and a graded quiz, as its instructor's device would send it. */
const makeCourse = async (tomas: Account): Promise<void> => {
  const course = {
    id: COURSE,
    title: 'Knots and ropes',
    description: 'What holds, and why.',
    category: 'crafts',
    level: 'beginner',
    language: 'en',
    staffIds: [],
    status: 'published',
    modules: [{ id: 'm1', title: 'Knots', unitIds: ['bowline', 'knots-quiz'] }],
    minutes: 5,
    enrolment: { mode: 'open' },
  }
  const unit = { courseId: COURSE, minutes: 2, status: 'published', fileIds: [] }
  const quiz = {
    mode: 'graded',
    questionIds: ['strands'],
    counts: 'best',
    shuffleQuestions: false,
    shuffleChoices: false,
    feedback: 'after-hand-in',
    passPercent: 50,
  }
  const rows = (document: object) => [{ assumed: null, document: document as { id: string } }]
  const { push } = await tomas.sync({
    push: [
      { collection: 'courses', rows: rows(course) },
      {
        collection: 'units',
        rows: [
          ...rows({ ...unit, id: 'bowline', title: 'The bowline', kind: 'page', markdown: 'The rabbit comes out.' }),
          ...rows({ ...unit, id: 'knots-quiz', title: 'Try yourself', kind: 'quiz', markdown: '', quiz }),
        ],
      },
      {
        collection: 'questions',
        rows: rows({
          id: 'strands',
          courseId: COURSE,
          kind: 'numeric',
          title: 'Strands',
          prompt: 'How many strands has a three-strand rope?',
          content: {},
          key: { value: 3 },
          points: 2,
          tags: [],
        }),
      },
    ],
  })
  for (const { collection, results } of push)
    for (const result of results) expect([collection, result.outcome]).toEqual([collection, 'accepted'])
}

test('a course finished with no network becomes a certificate: seen and saved offline, checked by a stranger, revoked and restored by its instructor', async () => {
  const tomas = await school.account(INSTRUCTOR)
  await makeCourse(tomas)
  const desk = await school.phone({ viewport: { width: 1280, height: 800 } })
  await createAppPage(desk).signIn(tomas)
  const editor = await desk.goto(`/teach/${COURSE}`)
  await editor.getByRole('checkbox', { name: wordsWithin('teach.certificate') }).check()
  await editor.getByLabel(words('teach.certificate-percent')).fill('80')
  const rule = async () =>
    ((await tomas.documents('courses')) as unknown as readonly Course[]).find(({ id }) => id === COURSE)?.certificate
  await expect.poll(rule).toEqual({ minimumPercent: 80 })

  const neema = await school.signUp(LEARNER)
  const phone = await school.phone()
  const app = createAppPage(phone)
  await app.signIn(neema)
  const empty = await phone.goto('/certificates')
  await empty.getByText(words('certificates.empty-title')).waitFor()
  await app.enrol(COURSE)
  await app.download(COURSE)
  await phone.setOffline(true)
  const reader = await app.openUnit(COURSE, 'bowline')
  await reader.locator('[data-done=true]').waitFor({ state: 'attached' })
  const quiz = await app.startQuiz(COURSE, 'knots-quiz')
  await quiz.getByRole('textbox').fill('3')
  await app.goToReview(quiz)
  await app.handIn(quiz)
  await expect.poll(() => app.status()).toMatch(/on this phone/)
  await phone.closePages()
  expect(await neema.documents('certificates')).toEqual([])

  // Delivered with the app closed; the certificate follows by itself.
  await phone.setOffline(false)
  const issued = async () => (await neema.documents('certificates')) as unknown as readonly Certificate[]
  await expect.poll(async () => (await issued()).length).toBe(1)
  const [certificate] = await issued()
  if (certificate === undefined) throw new Error('no certificate')
  expect(certificate).toMatchObject({
    personName: LEARNER,
    courseTitle: 'Knots and ropes',
    percent: 100,
    status: 'valid',
  })
  const { pdfHash = '' } = certificate
  const inbox = await phone.goto('/inbox')
  await inbox.getByRole('link', { name: wordsWithin('notice.certificate') }).waitFor()
  // The file comes without being asked for.
  const isHere = () =>
    inbox.evaluate(
      async (hash) =>
        (await caches.open('edutrack-media')).match(`/media-on-this-device/${hash}/description`).then(Boolean),
      pdfHash,
    )
  await expect.poll(isHere).toBe(true)

  await phone.setOffline(true)
  await inbox.getByRole('link', { name: wordsWithin('notice.certificate') }).click()
  await inbox.getByRole('heading', { level: 1, name: 'Knots and ropes' }).waitFor()
  await inbox.getByText(LEARNER).waitFor()
  await inbox.getByText(words('certificates.kept')).waitFor()
  const saved = await savedFile(inbox, () =>
    inbox.getByRole('button', { name: words('certificates.save-pdf') }).click(),
  )
  expect(saved).toEqual({ name: 'Knots and ropes.pdf', start: '%PDF-', hash: pdfHash })
  const list = await phone.goto('/certificates')
  await list.getByRole('link', { name: /Knots and ropes/ }).waitFor()
  await list.reload()
  await list.getByRole('link', { name: /Knots and ropes/ }).waitFor()

  // Somebody who has only the address, in a browser that has never been here.
  const stranger = await school.phone()
  const address = `/verify/${certificate.id}`
  const page = await stranger.goto(address)
  await page.getByRole('heading', { level: 1, name: 'Valid certificate' }).waitFor()
  await page.getByText(LEARNER).waitFor()
  expect(await page.locator('script').count()).toBe(0)
  const known = await readCredential(school.url, certificate.id)
  expect(known).toMatchObject({ badge: { credentialSubject: { identifier: [{ identityHash: LEARNER }] } } })
  expect(known.isRevoked).toBe(false)
  const unknown = await stranger.goto(`/verify/${'x'.repeat(22)}`)
  await unknown.getByRole('heading', { level: 1, name: 'Unknown certificate' }).waitFor()

  const office = await desk.goto(`/teach/${COURSE}/certificates`)
  await office.getByRole('button', { name: wordsWithin('teach-certificates.change-of') }).click()
  const sheet = office.getByRole('dialog')
  await sheet.getByLabel(words('teach-certificates.reason')).fill('Somebody else took the test.')
  await sheet.getByRole('button', { name: words('teach-certificates.revoke') }).click()
  await office.getByText(wordsWithin('teach-certificates.done-revoke')).waitFor()
  await stranger.goto(address)
  await page.getByRole('heading', { level: 1, name: 'Revoked certificate' }).waitFor()
  expect(await page.getByText(/Somebody else/).count()).toBe(0)
  expect((await readCredential(school.url, certificate.id)).isRevoked).toBe(true)

  await phone.setOffline(false)
  const told = await phone.goto(`/certificates/${certificate.id}`)
  await told.getByText(words('certificates.revoked-title')).waitFor()
  await told.getByText(/Somebody else took the test./).waitFor()
  // A mistake: it is undone where it was done, and is as it was.
  await office.getByRole('button', { name: words('action.undo') }).click()
  await told.getByText(words('certificates.revoked-title')).waitFor({ state: 'detached' })
  await stranger.goto(address)
  await page.getByRole('heading', { level: 1, name: 'Valid certificate' }).waitFor()
  // With the app's service worker in charge the address still is the school's page, not a screen of the app.
  const own = await phone.goto(address)
  await own.getByRole('heading', { level: 1, name: 'Valid certificate' }).waitFor()
  for (const device of [phone, desk, stranger]) expect(device.takeErrors()).toEqual([])
})

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import type { Certificate } from '@edutrack/shared-schema/collections/certificates'
import type { Course } from '@edutrack/shared-schema/collections/courses'
import type { QuestionKind } from '@edutrack/shared-schema/questions/registry'
import { createAppPage } from '#pages/app-page.ts'
import { createAuthorByKeyboard, type AuthorByKeyboard } from '#pages/author-by-keyboard.ts'
import { REPORT_POINTERS } from '#pages/keyboard.ts'
import { createLearnerByKeyboard, type LearnerByKeyboard } from '#pages/learner-by-keyboard.ts'
import { bothSizes, findingsOf, WIDE } from '#pages/looks.ts'
import { questionsByKeyboard, type QuestionByKeyboard } from '#pages/questions-by-keyboard.ts'
import { savedFile } from '#pages/saved-file.ts'
import { signInByKeyboard } from '#pages/sign-in-by-keyboard.ts'
import { words, wordsWithin } from '#pages/words.ts'
import { attemptsAtSchool } from '#world/attempts-at-school.ts'
import type { Device } from '#world/device.ts'
import { readCredential } from '#world/public-certificate.ts'
import { createSchoolWorld, type Account, type SchoolWorld } from '#world/school-world.ts'

const INSTRUCTOR = 'tomas@school.example'
const LEARNER = 'Neema'
const COURSE = 'Knots and ropes'
const PAGE = 'The bowline'
const VIDEO = 'Watch it being tied'
const QUIZ = 'Try yourself'
const ASSIGNMENT = 'Your own knot'
const media = new URL('../../sync-server/sample-school/growing-food/media/', import.meta.url).pathname
const asked = Object.entries(questionsByKeyboard) as [QuestionKind, QuestionByKeyboard][]
/** What an essay and an assignment wait for comes later. */
const AT_ONCE = asked.reduce((sum, [, { earned = 0 }]) => sum + earned, 0)

let school: SchoolWorld
let tomas: Account
let neema: Account
let desk: Device
let office: Page
let author: AuthorByKeyboard
let phone: Device
let screen: Page
let learner: LearnerByKeyboard
beforeAll(async () => {
  school = await createSchoolWorld()
  tomas = await school.account(INSTRUCTOR)
  neema = await school.signUp(LEARNER)
  desk = await school.phone({ viewport: WIDE, initScript: REPORT_POINTERS })
  phone = await school.phone({ initScript: REPORT_POINTERS })
  office = await desk.goto('/')
  author = createAuthorByKeyboard(office)
  screen = await phone.goto('/')
  learner = createLearnerByKeyboard(screen)
})
afterAll(() => school.close())

/** How it looks at this moment, small and wide. */
const looksRight = async (page: Page, name: string): Promise<void> =>
  expect(await findingsOf(page, `keyboard-${name}`, bothSizes)).toEqual([])
/** Errors of the pages, a pointer that was used among them. */
const noErrors = (): void => expect([...desk.takeErrors(), ...phone.takeErrors()]).toEqual([])
const madeCourse = async (): Promise<Course | undefined> =>
  ((await tomas.documents('courses')) as unknown as readonly Course[]).find(({ title }) => title === COURSE)
const handedIn = async (): Promise<readonly Attempt[]> =>
  (await attemptsAtSchool(neema)).filter(({ status }) => status === 'handed-in')

test('a course with one of every kind of part and of question is made by keyboard alone, without a network', async () => {
  await signInByKeyboard(office, tomas)
  await author.openTeaching()
  // What the next screens are made of is here once the app is stored; from now on there is no network.
  await office.evaluate(async () => void (await navigator.serviceWorker.ready))
  await office.reload()
  await office.getByRole('button', { name: words('teach.new-course') }).waitFor()
  await desk.setOffline(true)
  await author.newCourse(COURSE)

  await author.newUnit('page', PAGE)
  await author.keys.write(words('teach.text'), 'The rabbit comes out of the hole.')
  // The marks are one stop; arrows go from one to the next.
  await author.keys.reach(words('teach.mark-bold'), 'button')
  await author.keys.key('ArrowRight', 3)
  await author.keys.press(words('teach.mark-list'))
  await office
    .getByRole('region', { name: wordsWithin('teach.preview-of') })
    .getByRole('listitem')
    .getByText('rabbit')
    .waitFor()
  await author.saved()
  await looksRight(office, 'page')
  await author.up(COURSE)

  await author.newUnit('video', VIDEO)
  await author.chooseFile(words('media.add-film'), `${media}seed-to-pot.mp4`)
  await author.chooseFile(words('media.add-captions'), `${media}seed-to-pot.vtt`)
  await author.saved()
  await looksRight(office, 'video')
  await author.up(COURSE)

  await author.newUnit('quiz', QUIZ)
  await author.keys.choose(words('teach.mode'), 'Graded')
  for (const [kind, question] of asked) {
    await author.newQuestion(kind, question)
    await looksRight(office, `question-${kind}`)
    await author.up(QUIZ)
  }
  await looksRight(office, 'quiz')
  await author.up(COURSE)

  await author.newUnit('assignment', ASSIGNMENT)
  await author.keys.write(words('teach.text-assignment'), 'Tie a knot that you use, and tell how.')
  await author.saved()
  await author.up(COURSE)

  // The video before the page and back, by the buttons.
  await author.keys.press(new RegExp(`^Move up: ${VIDEO}$`))
  await author.keys.press(new RegExp(`^Move up: ${PAGE}$`))
  await author.keys.turn(wordsWithin('teach.certificate'))
  await author.keys.write(words('teach.certificate-percent'), '80')
  await author.saved()
  await author.publish()
  await looksRight(office, 'course')
  expect(await createAppPage(desk).status()).toMatch(/on this phone/)
  noErrors()

  await desk.setOffline(false)
  await expect.poll(async () => (await madeCourse())?.status).toBe('published')
  await expect
    .poll(async () => (await madeCourse())?.contents)
    .toMatchObject({ units: 4, questions: asked.length, files: 2 })
})

test('a learner finds and downloads it, and takes all of it by keyboard, without a network', async () => {
  await signInByKeyboard(screen, neema)
  await learner.findCourse(COURSE)
  await learner.enrol()
  await learner.download()
  expect(JSON.stringify(await neema.documents('questions'))).not.toContain('"key"')
  await phone.setOffline(true)
  await looksRight(screen, 'downloaded')

  await learner.begin()
  await learner.at(PAGE)
  await learner.readToTheEnd()
  await learner.goOn(VIDEO)
  await learner.watchToTheEnd(VIDEO)
  await looksRight(screen, 'watched')
  await learner.goOn(QUIZ)
  await learner.takeQuiz(
    asked.map(([, question]) => question),
    (prompt) => looksRight(screen, `answer-${prompt.slice(0, 20)}`),
  )
  await looksRight(screen, 'review')
  await learner.handIn()
  await looksRight(screen, 'handed-in')
  await learner.goOn(ASSIGNMENT)
  await learner.write('A clove hitch holds my goat: twice around the pole, and through.')
  await looksRight(screen, 'assignment')
  await learner.handIn()
  await expect.poll(() => createAppPage(phone).status()).toMatch(/on this phone/)
  expect(await handedIn()).toEqual([])
  noErrors()
})

test('delivered, it shows in the gradebook within two seconds', async () => {
  await author.openGrades()
  await office.getByRole('rowheader', { name: LEARNER }).waitFor()
  const shownAt = timeOfHandIns(office, 2)
  await phone.setOffline(false)
  await expect.poll(async () => (await handedIn()).length).toBe(2)
  const receivedAt = Math.max(...(await handedIn()).map(({ receipt }) => receipt?.receivedAt ?? Infinity))
  // Server, clocks and screens are of one machine.
  expect((await shownAt) - receivedAt).toBeLessThan(2000)
  const quiz = (await handedIn()).find(({ asked: questions }) => questions.length > 0)
  expect(quiz?.grade).toMatchObject({ earned: AT_ONCE, points: asked.length, pending: true })
  expect(quiz?.grade?.parts.map(({ earned }) => earned)).toEqual(asked.map(([, { earned = 0 }]) => earned))
  await looksRight(office, 'gradebook')
  await looksRight(screen, 'delivered')
})

test('essay and assignment are graded by hand, and with the last grade the learner gets the certificate', async () => {
  await author.openHandIn(LEARNER, QUIZ)
  await author.grade('quiz', { points: '0.5', comment: 'And when it is wet?', next: ASSIGNMENT })
  expect(await neema.documents('certificates')).toEqual([])
  await author.grade('assignment', { points: '9', comment: 'Good for your goat.' })
  await looksRight(office, 'graded')
  await author.up('Grades')
  for (const grade of [`${String(AT_ONCE + 0.5)} of ${String(asked.length)}`, '9 of 10'])
    await office.getByRole('gridcell', { name: grade }).waitFor()

  await learner.up(COURSE)
  await learner.keys.follow(wordsWithin('nav.inbox'))
  await learner.keys.follow(wordsWithin('notice.certificate'))
  await learner.at(COURSE)
  // The file comes without being asked for.
  await screen.getByText(words('certificates.kept')).waitFor()
  noErrors()
})

test('the certificate opens without a network; a stranger checks it by its page, a program by libraries that are not ours', async () => {
  const [certificate] = (await neema.documents('certificates')) as unknown as readonly Certificate[]
  if (certificate === undefined) throw new Error('no certificate')
  const percent = Math.round(((AT_ONCE + 0.5 + 9) / (asked.length + 10)) * 10_000) / 100
  expect(certificate).toMatchObject({ personName: LEARNER, courseTitle: COURSE, percent, status: 'valid' })
  await phone.setOffline(true)
  await screen.reload()
  await screen.getByText(words('certificates.kept')).waitFor()
  await looksRight(screen, 'certificate')
  const saved = await savedFile(screen, () => learner.keys.press(words('certificates.save-pdf')))
  expect(saved).toEqual({ name: `${COURSE}.pdf`, start: '%PDF-', hash: certificate.pdfHash })

  const stranger = await school.phone()
  const page = await stranger.goto(`/verify/${certificate.id}`)
  await page.getByRole('heading', { level: 1, name: 'Valid certificate' }).waitFor()
  await page.getByText(LEARNER).waitFor()
  await looksRight(page, 'verify')
  const { badge, isRevoked } = await readCredential(school.url, certificate.id)
  expect(badge).toMatchObject({
    name: COURSE,
    credentialSubject: { identifier: [{ identityHash: LEARNER }], result: [{ value: String(percent) }] },
  })
  expect(isRevoked).toBe(false)
  noErrors()
})

/** When the gradebook came to lead to so many hand-ins: ms of this machine's clock. */
const timeOfHandIns = (page: Page, count: number): Promise<number> =>
  page.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        const look = (): void => {
          if (document.querySelectorAll('[role=gridcell] a').length < wanted) return
          observer.disconnect()
          resolve(Date.now())
        }
        const observer = new MutationObserver(look)
        observer.observe(document.body, { subtree: true, childList: true })
        look()
      }),
    count,
  )

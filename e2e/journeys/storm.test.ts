import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { canonicalJson } from '@edutrack/shared-schema/canonical-json'
import { createAppPage } from '#pages/app-page.ts'
import { words, wordsWithin } from '#pages/words.ts'
import { attemptsAtSchool, expectReceiptValid } from '#world/attempts-at-school.ts'
import { heldDocuments } from '#world/held-documents.ts'
import { createSchoolWorld, type Account, type SchoolWorld } from '#world/school-world.ts'
import type { Device } from '#world/device.ts'
import { createChance, type Chance } from '../simulation/chance.ts'

const COURSE = 'first-aid'
const QUIZ = 'first-aid-final-test'
const PAGE = 'first-aid-burns'
/** How long the storm lasts; `EDUTRACK_STORM_SECONDS=300` for the long one. */
const SECONDS = Number(process.env['EDUTRACK_STORM_SECONDS'] ?? 45)
const SEED = Number(process.env['EDUTRACK_STORM_SEED'] ?? 7)
/** A step that the storm has broken off is given up after this long, ms. */
const PATIENCE_MS = 10_000
const HOUR = 3_600_000

/** The page's clock is off by what its storage says. */
const CLOCK_SCRIPT = `{
  const offset = Number(localStorage.getItem('storm-clock') ?? 0)
  const RealDate = Date
  globalThis.Date = class extends RealDate {
    constructor(...args) { if (args.length === 0) super(RealDate.now() + offset); else super(...args) }
    static now() { return RealDate.now() + offset }
  }
}`

let school: SchoolWorld
beforeAll(async () => {
  school = await createSchoolWorld()
})
afterAll(() => school.close())

interface Sailor {
  readonly name: string
  readonly device: Device
  readonly chance: Chance
  isOffline: boolean
}
interface Ledger {
  /** Ids of attempts that an app has said are handed in. */
  readonly handedIn: Set<string>
  readonly done: Map<string, number>
  readonly givenUp: Map<string, number>
}
const count = (counts: Map<string, number>, what: string): void => void counts.set(what, (counts.get(what) ?? 0) + 1)

const pageOf = async ({ device }: Sailor): Promise<Page> => {
  const page = await device.page()
  page.setDefaultTimeout(PATIENCE_MS)
  return page
}

const sail = async (sailor: Sailor, learner: Account, ledger: Ledger): Promise<string> => {
  const { device, chance } = sailor
  const app = createAppPage(device)
  const page = await pageOf(sailor)
  const what = chance.pickWeighted({
    'hand in': 30,
    answer: 14,
    read: 10,
    offline: 20,
    reload: 8,
    kill: 6,
    quit: 4,
    clock: 8,
  })
  switch (what) {
    case 'hand in': {
      const quiz = await app.startQuiz(COURSE, QUIZ)
      if (await quiz.getByRole('heading', { name: words('quiz.question-of') }).isVisible())
        await app.answerShownQuestion(quiz)
      await app.goToReview(quiz)
      const id = new URL(quiz.url()).pathname.split('/').at(-1) ?? ''
      await app.handIn(quiz)
      // Whatever it says of it, it has said that it has it.
      const cards = ['here-offline', 'here-online', 'sending', 'received', 'pending']
      const texts = cards.map((card) => wordsWithin(`quiz.card-${card}`).source)
      await quiz
        .getByText(new RegExp(texts.join('|'), 's'))
        .first()
        .waitFor()
      ledger.handedIn.add(id)
      return what
    }
    case 'answer':
      await app.startQuiz(COURSE, QUIZ)
      await app.answerShownQuestion(page)
      return what
    case 'read':
      await app.openUnit(COURSE, PAGE)
      await page.mouse.wheel(0, 200 + chance.below(3000))
      await page.waitForTimeout(chance.below(1500))
      return what
    case 'offline':
      sailor.isOffline = !sailor.isOffline
      await device.setOffline(sailor.isOffline)
      return sailor.isOffline ? 'offline' : 'online'
    case 'reload':
      await page.reload()
      return what
    case 'clock':
      await page.evaluate(
        (offset) => localStorage.setItem('storm-clock', String(offset)),
        chance.below(49) * HOUR - 24 * HOUR,
      )
      await page.reload()
      return what
    case 'kill':
    case 'quit': {
      await (what === 'kill' ? device.kill() : device.quit())
      await device.start()
      await device.setOffline(sailor.isOffline)
      await pageOf(sailor)
      // A session that is younger than half a minute dies with the browser.
      if (sailor.isOffline) await device.goto('/')
      else await app.signInAgain(learner)
      return what
    }
  }
}

const personal = ['people', 'enrolments', 'progress', 'attempts', 'notes', 'notices'] as const

test(
  `a storm of ${String(SECONDS)} s on three devices of one learner: all of it is at the school once, and all devices hold the same`,
  async () => {
    const learner = await school.signUp('Achieng')
    const sailors: Sailor[] = []
    for (const [index, name] of ['phone', 'tablet', 'laptop'].entries()) {
      const device = await school.phone({ initScript: CLOCK_SCRIPT })
      const app = createAppPage(device)
      await app.signIn(learner)
      if (index === 0) await app.enrol(COURSE)
      await app.download(COURSE, { withVideo: false })
      sailors.push({ name, device, chance: createChance(SEED + index), isOffline: false })
    }
    const ledger: Ledger = { handedIn: new Set(), done: new Map(), givenUp: new Map() }
    const until = performance.now() + SECONDS * 1000
    await Promise.all(
      sailors.map(async (sailor) => {
        while (performance.now() < until)
          try {
            count(ledger.done, await sail(sailor, learner, ledger))
          } catch (error) {
            count(ledger.givenUp, String(error instanceof Error ? error.message : error).split('\n')[0] ?? '')
          }
      }),
    )
    console.log(
      `seed ${String(SEED)}:`,
      Object.fromEntries(ledger.done),
      'given up:',
      Object.fromEntries(ledger.givenUp),
    )
    expect(ledger.handedIn.size).toBeGreaterThan(2)
    for (const kind of ['offline', 'online']) expect(ledger.done.get(kind) ?? 0).toBeGreaterThan(0)

    // The sea is calm again: each device comes back, and what one has sent the others hear of.
    for (const { device } of sailors) {
      await device.setOffline(false)
      const page = await device.goto('/')
      await page.evaluate(() => localStorage.removeItem('storm-clock'))
      await createAppPage(device).signInAgain(learner)
      await device.goto('/')
    }
    for (const { device } of sailors) await expect.poll(() => createAppPage(device).status()).toMatch(/All sent/)

    const atSchool = await attemptsAtSchool(learner)
    const handedIn = atSchool.filter(({ status }) => status === 'handed-in')
    expect([...ledger.handedIn].filter((id) => !handedIn.some((attempt) => attempt.id === id))).toEqual([])
    expect(new Set(handedIn.map(({ device, startedAt, seed }) => canonicalJson([device, startedAt, seed]))).size).toBe(
      handedIn.length,
    )
    for (const attempt of handedIn) await expectReceiptValid(school.url, attempt)

    for (const collection of personal) {
      const expected = async () =>
        (await learner.documents(collection)).map((document) => canonicalJson(document)).toSorted()
      for (const { device, name } of sailors)
        await expect
          .poll(async () => [name, await heldDocuments(await device.page(), learner.personId, collection)])
          .toEqual([name, await expected()])
    }
    for (const { device } of sailors) expect(device.takeErrors()).toEqual([])
  },
  SECONDS * 1000 + 240_000,
)

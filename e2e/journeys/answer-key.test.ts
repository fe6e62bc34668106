import { afterAll, beforeAll, expect, test } from 'vitest'
import type { BrowserContext, Response } from 'playwright-core'
import { createAppPage } from '#pages/app-page.ts'
import { words } from '#pages/words.ts'
import type { Device } from '#world/device.ts'
import { createSchoolWorld, type Account, type SchoolWorld } from '#world/school-world.ts'
import { storedTexts } from '#world/stored-texts.ts'
import { writeCourse } from '#world/write-course.ts'

const COURSE = 'secrets'
const GRADED = 'secrets-graded'
const PRACTICE = 'secrets-practice'

/**
 * Of each type a question whose key nobody would write by chance, and the texts by which it is found: parts of the key as JSON, and words. Pairs and orders are written in
 * the right order, as a careless author's program would.
 */
const KINDS = [
  {
    kind: 'single-choice',
    content: {
      choices: [
        { id: 'sc1', markdown: 'One' },
        { id: 'sc2', markdown: 'Two' },
      ],
    },
    key: { choiceId: 'sc2' },
    traces: ['"choiceId":"sc2"'],
  },
  {
    kind: 'multiple-choice',
    content: {
      choices: [
        { id: 'mc1', markdown: 'One' },
        { id: 'mc2', markdown: 'Two' },
        { id: 'mc3', markdown: 'Three' },
      ],
    },
    key: { choiceIds: ['mc1', 'mc3'] },
    traces: ['"choiceIds":["mc1","mc3"]'],
  },
  { kind: 'true-false', content: {}, key: { isTrue: true }, traces: ['"isTrue":true'] },
  { kind: 'short-text', content: {}, key: { accepted: ['KEYWORD'] }, traces: ['KEYWORD'] },
  { kind: 'numeric', content: {}, key: { value: 271_828.5, tolerance: 0.25 }, traces: ['271828.5'] },
  {
    kind: 'matching',
    content: {
      items: ['Oak', 'Pine', 'Palm', 'Fern'].map((markdown, index) => ({ id: `mi${String(index)}`, markdown })),
      matches: ['Acorn', 'Cone', 'Date', 'Spore'].map((markdown, index) => ({
        id: `mm${String(3 - index)}`,
        markdown,
      })),
    },
    key: { pairs: { mi0: 'mm3', mi1: 'mm2', mi2: 'mm1', mi3: 'mm0' } },
    traces: ['"mi0":"mm3"', '"mi3":"mm0"'],
  },
  {
    kind: 'ordering',
    content: {
      items: ['Seed', 'Sprout', 'Sapling', 'Tree'].map((markdown, index) => ({
        id: `or${'cadb'[index] ?? ''}`,
        markdown,
      })),
    },
    key: { order: ['orc', 'ora', 'ord', 'orb'] },
    traces: ['["orc","ora","ord","orb"]'],
  },
  {
    kind: 'gaps',
    content: {
      text: 'A [[1]] grows into a [[2]].',
      gaps: [
        { id: '1', kind: 'typed' },
        {
          id: '2',
          kind: 'chosen',
          options: [
            { id: 'ga1', markdown: 'tree' },
            { id: 'ga2', markdown: 'stone' },
          ],
        },
      ],
    },
    key: { gaps: { 1: { accepted: ['GAPWORD'] }, 2: { optionId: 'ga1' } } },
    traces: ['GAPWORD', '"optionId":"ga1"'],
  },
  { kind: 'essay', content: {}, key: { notes: 'NOTESWORD' }, traces: ['NOTESWORD'] },
] as const

const idOf = (kind: string): string => `secret-${kind}`
const explanationOf = (kind: string): string => `WHY-${kind}`
/** What tells the key of a graded question, or anything that goes with it. */
const TRACES = KINDS.flatMap(({ kind, traces }) => [...traces, explanationOf(kind), `BANK-${kind}`])
/** Its key is open: whatever looks for keys finds this one. */
const OPEN_TRACES = ['OPENWORD', 'WHY-open']

let school: SchoolWorld
let lena: Account
let rosa: Account
let phone: Device
let closesAt: number
const wire: { readonly url: string; readonly text: string }[] = []

beforeAll(async () => {
  school = await createSchoolWorld()
  lena = await school.account('lena@school.example')
  rosa = await school.signUp('Rosa')
  closesAt = Date.now() + 90_000
  await writeCourse(lena, {
    id: COURSE,
    title: 'Secrets',
    questions: [
      ...KINDS.map(({ kind, content, key }) => ({
        id: idOf(kind),
        kind,
        title: `BANK-${kind}`,
        prompt: `Of the kind ${kind}?`,
        content: content as never,
        key: key as never,
        explanation: explanationOf(kind),
      })),
      {
        id: 'secret-open',
        kind: 'short-text',
        prompt: 'Practise?',
        content: {},
        key: { accepted: ['OPENWORD'] },
        explanation: 'WHY-open',
      },
    ],
    quizzes: [
      {
        id: GRADED,
        title: 'Graded',
        questionIds: KINDS.map(({ kind }) => idOf(kind)),
        feedback: 'after-close',
        closesAt,
      },
      { id: PRACTICE, title: 'Practice', mode: 'practice', questionIds: ['secret-open'] },
    ],
  })
  phone = await school.phone()
})
afterAll(() => school.close())

const listen = (context: BrowserContext): void => {
  const note = async (response: Response): Promise<void> => {
    const text = await response.text().catch(() => '')
    wire.push({ url: response.url(), text })
  }
  context.on('response', (response) => void note(response))
}
const found = (texts: readonly { readonly text: string }[], traces: readonly string[]): readonly string[] =>
  traces.filter((trace) => texts.some(({ text }) => text.includes(trace)))

test('no key of a graded quiz comes over the wire or lies on the phone: not with the course, not while it is answered, not with the grade', async () => {
  const page = await phone.page()
  listen(page.context())
  const app = createAppPage(phone)
  await app.signIn(rosa)
  await app.enrol(COURSE)
  await app.download(COURSE)
  const quiz = await app.startQuiz(COURSE, GRADED)
  await app.goToReview(quiz)
  await app.handIn(quiz)
  await quiz
    .getByText(/^[A-Z0-9-]{6,}$/)
    .first()
    .waitFor()
  await expect
    .poll(async () => (await rosa.documents('attempts')).find(({ status }) => status === 'handed-in')?.['grade'])
    .toBeDefined()
  for (const path of ['/', '/courses?q=secrets', `/courses/${COURSE}`, '/inbox', '/outbox', '/certificates', '/me'])
    await (await phone.goto(path)).waitForLoadState('networkidle')
  const stored = await storedTexts(page)
  expect(stored.some(({ text }) => text.includes('Of the kind essay?'))).toBe(true)
  expect(wire.some(({ text }) => text.includes('Of the kind essay?'))).toBe(true)
  // What looks for keys finds the one that may be there.
  expect(found(wire, OPEN_TRACES)).toEqual(OPEN_TRACES)
  expect(found(stored, OPEN_TRACES)).toEqual(OPEN_TRACES)
  expect(found(wire, TRACES)).toEqual([])
  expect(found(stored, TRACES)).toEqual([])
})

test('the order in which things are stored does not tell it either', async () => {
  const questions = await rosa.documents('questions')
  const contentOf = (kind: string) =>
    questions.find(({ id }) => id === idOf(kind))?.['content'] as Record<string, readonly { readonly id: string }[]>
  expect(contentOf('ordering')['items']?.map(({ id }) => id)).not.toEqual(['orc', 'ora', 'ord', 'orb'])
  expect(contentOf('matching')['matches']?.map(({ id }) => id)).not.toEqual(['mm3', 'mm2', 'mm1', 'mm0'])
})

test('no address of the school tells it to a learner', async () => {
  const page = await phone.page()
  const { paths } = (await (await fetch(`${school.url}/api/openapi.json`)).json()) as {
    readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  }
  const idsFor = (path: string): readonly string[] =>
    ['questions', 'units', 'courses', 'attempts', 'certificates', 'invitations'].some((name) => path.includes(name))
      ? [COURSE, GRADED, ...KINDS.map(({ kind }) => idOf(kind)), `${idOf('essay')}~1`]
      : [COURSE]
  const asked = Object.entries(paths)
    .filter(([path, methods]) => 'get' in methods && path !== '/api/stream')
    .flatMap(([path]) => (path.includes('{') ? idsFor(path).map((id) => path.replaceAll(/\{[^}]+\}/g, id)) : [path]))
  expect(asked.length).toBeGreaterThan(40)
  const query = `{ courses(limit: 50, offset: 0) { id title description modules { title } } course(id: "${COURSE}") { id title modules { title } } }`
  const texts = await page.evaluate(
    async ([all, graphql]) => {
      const told: { url: string; text: string }[] = []
      for (const path of all) told.push({ url: path, text: await (await fetch(path)).text() })
      for (const path of ['/api/courses?q=KEYWORD', '/api/courses?q=secrets&limit=50'])
        told.push({ url: path, text: await (await fetch(path)).text() })
      const answer = await fetch('/api/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: graphql }),
      })
      told.push({ url: '/api/graphql', text: await answer.text() })
      return told
    },
    [asked, query] as const,
  )
  expect(texts.filter(({ text }) => found([{ text }], TRACES).length > 0).map(({ url }) => url)).toEqual([])
})

test('when the quiz has closed for all, what was right comes to the phone by itself', async () => {
  const page = await phone.goto(`/courses/${COURSE}/units/${GRADED}`)
  await page.getByRole('link', { name: /Attempt 1/ }).click()
  await page.getByText(words('quiz.right-after-close')).waitFor()
  await page.getByText(explanationOf('ordering')).waitFor({ timeout: Math.max(0, closesAt - Date.now()) + 90_000 })
  const stored = await storedTexts(page)
  expect(
    found(
      stored,
      KINDS.map(({ kind }) => explanationOf(kind)),
    ),
  ).toHaveLength(KINDS.length)
  expect(phone.takeErrors()).toEqual([])
})

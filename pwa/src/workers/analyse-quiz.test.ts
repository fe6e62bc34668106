import { expect, test } from 'vitest'
import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import type { Question } from '@edutrack/shared-schema/collections/questions'
import { analyseQuiz } from './analyse-quiz.ts'

const question = (id: string, more: Partial<Question> = {}): Question => ({
  id,
  courseId: 'c',
  kind: 'single-choice',
  title: '',
  prompt: '',
  content: { choices: ['a', 'b', 'c'].map((choice) => ({ id: choice, markdown: `**${choice}**` })) },
  key: { choiceId: 'a' },
  points: 1,
  tags: [],
  version: 1,
  updatedAt: 0,
  ...more,
})
/** By question: the choice and what it earned. */
const attempt = (
  personId: string,
  given: Readonly<Record<string, readonly [choiceId: string, earned: number]>>,
  more: Partial<Attempt> = {},
): Attempt =>
  ({
    id: `${personId}-${String(more.handedInAt ?? 1)}`,
    personId,
    courseId: 'c',
    unitId: 'u',
    device: 'd',
    startedAt: 0,
    asked: Object.keys(given).map((questionId) => ({ questionId, version: 1 })),
    seed: 0,
    answers: Object.fromEntries(Object.entries(given).map(([id, [choiceId]]) => [id, { value: { choiceId }, at: 0 }])),
    flagged: [],
    secondsUsed: 0,
    status: 'handed-in',
    handedInAt: 1,
    grade: {
      earned: 0,
      points: 3,
      parts: Object.entries(given).map(([questionId, [, earned]]) => ({ questionId, earned, points: 1 })),
      pending: false,
      gradedAt: 0,
    },
    ...more,
  }) satisfies Attempt

/** Twenty learners, of whom the latter half know everything; `wrongWay` is answered rightly by the others alone. */
const school = (): Attempt[] =>
  Array.from({ length: 20 }, (_, at) => {
    const isGood = at >= 10
    return attempt(`p${String(at)}`, {
      fair: [isGood ? 'a' : 'b', isGood ? 1 : 0],
      also: [isGood ? 'a' : 'c', isGood ? 1 : 0],
      third: [isGood || at === 0 ? 'a' : 'c', isGood || at === 0 ? 1 : 0],
      wrongWay: [isGood ? 'b' : 'a', isGood ? 0 : 1],
      easy: ['a', 1],
    })
  })
const questions = ['fair', 'also', 'third', 'wrongWay', 'easy'].map((id) => question(id))
const itemOf = (id: string, attempts = school()) => {
  const found = analyseQuiz(questions, attempts).items.find(({ questionId }) => questionId === id)
  if (found === undefined) throw new Error(id)
  return found
}

test('difficulty, discrimination and what is to be looked at follow from the answers', () => {
  expect(itemOf('fair')).toMatchObject({
    count: 20,
    facility: 0.5,
    verdict: 'good',
    byFifth: [0, 0, expect.any(Number), 1, 1],
  })
  expect(itemOf('fair').discrimination).toBeGreaterThan(0.8)
  expect(itemOf('wrongWay').discrimination).toBeLessThan(-0.8)
  expect(itemOf('wrongWay').verdict).toBe('wrong-way')
  // All have earned the same: it orders nobody.
  expect(itemOf('easy')).toMatchObject({ facility: 1, verdict: 'too-easy' })
  expect(itemOf('easy')).not.toHaveProperty('discrimination')
})

test('each choice is counted among better and weaker learners, those that nobody took too', () => {
  expect(itemOf('fair').answers).toEqual([
    { text: '**a**', isMarkdown: true, isRight: true, share: 0.5, shareAbove: 1, shareBelow: 0 },
    { text: '**b**', isMarkdown: true, isRight: false, share: 0.5, shareAbove: 0, shareBelow: 1 },
    { text: '**c**', isMarkdown: true, isRight: false, share: 0, shareAbove: 0, shareBelow: 0 },
  ])
})

test('the first hand-in of each learner counts; rejected work, and parts that wait for a person, don’t', () => {
  const again = school().map((one) => ({ ...attempt(one.personId, { fair: ['a', 1] }), handedInAt: 5 }))
  expect(itemOf('fair', [...again, ...school()]).facility).toBe(0.5)
  const decided = school().map((one, at): Attempt =>
    at < 10 ? { ...one, decision: { verdict: 'rejected', by: 'x', at: 1 } } : one,
  )
  expect(itemOf('fair', decided).count).toBe(10)
  const pending = school().map((one): Attempt => ({
    ...one,
    grade: {
      ...(one.grade as NonNullable<Attempt['grade']>),
      parts: (one.grade?.parts ?? []).map((part) => ({ ...part, pending: true })),
    },
  }))
  expect(itemOf('fair', pending)).toMatchObject({ count: 0, verdict: 'nobody', answers: expect.any(Array) as unknown })
})

test('of few nothing is said that would be chance; earlier versions are counted apart', () => {
  const few = itemOf('fair', school().slice(6, 14))
  expect(few).toMatchObject({ verdict: 'few', byFifth: [] })
  expect(few).not.toHaveProperty('discrimination')
  const [fair] = analyseQuiz([question('fair', { version: 2 })], school()).items
  expect(fair).toMatchObject({ count: 0, earlier: 20, verdict: 'nobody' })
})

test('what was written is counted as written, without case and blanks', () => {
  const written = Array.from({ length: 12 }, (_, at): Attempt => {
    const one = attempt(`p${String(at)}`, { fair: ['', at < 6 ? 1 : 0], also: ['a', at < 6 ? 1 : 0] })
    return { ...one, answers: { ...one.answers, fair: { value: { text: at < 6 ? ' Nairobi' : 'lagos ' }, at: 0 } } }
  })
  const [fair] = analyseQuiz(
    [question('fair', { kind: 'short-text', content: {}, key: { accepted: ['Nairobi'] } })],
    written,
  ).items
  expect(fair?.answers.map(({ text, isMarkdown, isRight, share }) => [text, isMarkdown, isRight, share])).toEqual([
    ['lagos', false, false, 0.5],
    ['nairobi', false, true, 0.5],
  ])
})

test('a statement is counted by both that can be said of it', () => {
  const said = Array.from({ length: 12 }, (_, at): Attempt => {
    const one = attempt(`p${String(at)}`, { fair: ['', at < 9 ? 1 : 0], also: ['a', at < 6 ? 1 : 0] })
    return { ...one, answers: { ...one.answers, fair: { value: { isTrue: at >= 9 }, at: 0 } } }
  })
  const [fair] = analyseQuiz(
    [question('fair', { kind: 'true-false', content: {}, key: { isTrue: false } })],
    said,
  ).items
  expect(fair?.answers.map(({ text, isRight, share }) => [text, isRight, share])).toEqual([
    ['false', true, 0.75],
    ['true', false, 0.25],
  ])
})

test('reliability is said of quizzes that all were asked whole', () => {
  expect(analyseQuiz(questions.slice(0, 3), school()).reliability).toBeGreaterThan(0.9)
  expect(analyseQuiz(questions.slice(0, 2), school()).reliability).toBeUndefined()
  expect(analyseQuiz([], []).learners).toBe(0)
})

test('ten thousand learners and fifty questions take seconds at most', () => {
  const ids = Array.from({ length: 50 }, (_, at) => `q${String(at)}`)
  const many = Array.from({ length: 10_000 }, (_, at) =>
    attempt(
      `p${String(at)}`,
      Object.fromEntries(
        ids.map((id, index) => [
          id,
          (at * 7 + index * 13) % 100 < at / 100 ? (['a', 1] as const) : (['b', 0] as const),
        ]),
      ),
    ),
  )
  const start = performance.now()
  expect(
    analyseQuiz(
      ids.map((id) => question(id)),
      many,
    ).learners,
  ).toBe(10_000)
  expect(performance.now() - start).toBeLessThan(20_000)
}, 40_000)

import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import type { Course } from '@edutrack/shared-schema/collections/courses'
import type { Question } from '@edutrack/shared-schema/collections/questions'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import { enrolmentIdOf } from '@edutrack/shared-schema/id'
import { createSeededRandom, seededShuffle } from '@edutrack/shared-schema/seeded-random'
import type { Accounts } from '#modules/accounts/index.ts'
import type { AlsoWrite } from '#sync/collection-rules.ts'
import type { SyncEngine } from '#sync/sync-engine.ts'
import { LOAD_PASSWORD, loadEmail } from './generate-load.ts'
import { firstNames, lastNames } from './load-vocabulary.ts'

export const classIds = {
  course: 'class-course',
  instructor: 'class-instructor',
  learner: (index: number): string => `class-learner-${String(index).padStart(5, '0')}`,
  unit: (index: number): string => `class-unit-${String(index + 1).padStart(2, '0')}`,
}

/** Documents of one transaction. */
const BATCH = 500
const QUESTIONS = 4
const POINTS = 2
const DAY_MS = 24 * 3600 * 1000

/**
 * One course with as many learners and graded parts as you like, and what they have handed in, to see what a gradebook does: the same seed and `now` give
 * the same documents. Of each hundred hand-ins one waits for a person and one is late.
 */
export const generateClass = async (deps: {
  readonly engine: Pick<SyncEngine, 'commitAsServer'>
  readonly accounts: Pick<Accounts, 'import'>
  /** Server's clock, ms. */
  readonly now: number
  readonly seed: number
  readonly learners: number
  readonly units: number
  /** Hand-ins of each learner, each of another unit. */
  readonly handIns: number
}): Promise<void> => {
  const { engine, accounts, now, seed, learners, units, handIns } = deps
  const random = createSeededRandom(seed)
  const pick = (words: readonly string[]): string => words[Math.floor(random() * words.length)] ?? ''
  let waiting: AlsoWrite[] = []
  const flush = async (): Promise<void> => {
    if (waiting.length > 0) await engine.commitAsServer(waiting)
    waiting = []
  }
  const add = async (writes: readonly AlsoWrite[]): Promise<void> => {
    waiting.push(...writes)
    if (waiting.length >= BATCH) await flush()
  }

  const people = Array.from({ length: learners }, (_, index) => ({
    personId: classIds.learner(index),
    name: `${pick(firstNames)} ${pick(lastNames)}`,
    role: 'learner' as const,
  }))
  const instructor = { personId: classIds.instructor, name: 'Inés of the large class', role: 'instructor' as const }
  await accounts.import(
    [instructor, ...people].map((person) => ({ ...person, email: loadEmail(person.personId) })),
    { password: LOAD_PASSWORD, now },
  )
  const unitIds = Array.from({ length: units }, (_, index) => classIds.unit(index))
  await add(courseDocuments(unitIds, now))
  for (const { personId, name } of people)
    await add([
      {
        collection: 'enrolments',
        document: {
          id: enrolmentIdOf(personId, classIds.course),
          personId,
          courseId: classIds.course,
          wish: 'enrolled',
          wishedAt: now - 60 * DAY_MS,
          status: 'active',
          decidedAt: now - 60 * DAY_MS,
          personName: name,
        },
      },
    ])
  for (const [index, { personId, name }] of people.entries())
    for (const unitId of seededShuffle(unitIds, seed + index).slice(0, handIns))
      await add([
        {
          collection: 'attempts',
          document: attemptOf({ personId, name, unitId, at: Math.round(now - random() * 30 * DAY_MS), random }),
        },
      ])
  await flush()
}

const courseDocuments = (unitIds: readonly string[], now: number): readonly AlsoWrite[] => {
  const course: Course = {
    id: classIds.course,
    title: 'A very large class',
    description: 'One course that many take at once.',
    category: 'Loads',
    level: 'beginner',
    language: 'en',
    instructorId: classIds.instructor,
    instructorName: 'Inés of the large class',
    staffIds: [],
    status: 'published',
    modules: [{ id: 'class-module', title: 'All of it', unitIds: [...unitIds] }],
    minutes: unitIds.length * 10,
    enrolment: { mode: 'open' },
    contents: { units: unitIds.length, questions: unitIds.length * QUESTIONS, files: 0, bytes: 0 },
    createdAt: now - 90 * DAY_MS,
    updatedAt: now - 90 * DAY_MS,
  }
  return [
    { collection: 'courses', document: course },
    ...unitIds.flatMap((unitId, index): readonly AlsoWrite[] => {
      const questions = questionsOf(unitId, now)
      const unit: Unit = {
        id: unitId,
        courseId: classIds.course,
        title: `Test ${String(index + 1)}`,
        kind: 'quiz',
        minutes: 10,
        status: 'published',
        markdown: '',
        fileIds: [],
        quiz: {
          mode: 'graded',
          questionIds: questions.map(({ id }) => id),
          counts: 'best',
          shuffleQuestions: false,
          shuffleChoices: false,
          feedback: 'never',
          passPercent: 50,
        },
        updatedAt: now - 90 * DAY_MS,
      }
      return [
        { collection: 'units', document: unit },
        ...questions.map((document): AlsoWrite => ({ collection: 'questions', document })),
      ]
    }),
  ]
}

const questionsOf = (unitId: string, now: number): readonly Question[] =>
  Array.from({ length: QUESTIONS }, (_, at) => ({
    id: questionIdOf(unitId, at),
    courseId: classIds.course,
    kind: 'single-choice',
    title: `Question ${String(at + 1)}`,
    prompt: `Which of these is true? (${String(at + 1)})`,
    content: { choices: ['a', 'b', 'c'].map((id) => ({ id, markdown: `Answer ${id}` })) },
    key: { choiceId: 'a' },
    points: POINTS,
    tags: [],
    version: 1,
    updatedAt: now - 90 * DAY_MS,
  }))
const questionIdOf = (unitId: string, at: number): string => `${unitId}-q${String(at + 1)}`

const attemptOf = ({
  personId,
  name,
  unitId,
  at,
  random,
}: {
  readonly personId: string
  readonly name: string
  readonly unitId: string
  readonly at: number
  readonly random: () => number
}): Attempt => {
  const ids = Array.from({ length: QUESTIONS }, (_, index) => questionIdOf(unitId, index))
  const pending = random() < 0.01
  const parts = ids.map((questionId, index) => {
    const isPending = pending && index === ids.length - 1
    return {
      questionId,
      earned: !isPending && random() < 0.6 ? POINTS : 0,
      points: POINTS,
      ...(isPending ? { pending: true } : {}),
    }
  })
  return {
    id: `${personId}-${unitId}`,
    personId,
    courseId: classIds.course,
    unitId,
    device: `phone-of-${personId}`,
    startedAt: at - 600_000,
    asked: ids.map((questionId) => ({ questionId, version: 1 })),
    seed: 1,
    answers: Object.fromEntries(
      parts.map(({ questionId, earned }) => [questionId, { value: { choiceId: earned > 0 ? 'a' : 'b' }, at }]),
    ),
    flagged: [],
    secondsUsed: 580,
    status: 'handed-in',
    handedInAt: at,
    clockOffset: 0,
    personName: name,
    ...(random() < 0.01 ? { marks: ['late'] } : {}),
    grade: {
      earned: parts.reduce((sum, { earned }) => sum + earned, 0),
      points: QUESTIONS * POINTS,
      parts,
      pending,
      gradedAt: at,
    },
  }
}

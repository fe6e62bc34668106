import { createHmac, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import type { Course } from '@edutrack/shared-schema/collections/courses'
import { enrolmentIdOf } from '@edutrack/shared-schema/id'
import { PROTOCOL_VERSION } from '@edutrack/shared-schema/protocol/version'
import { composeEmbedded, type School } from '../../src/compose.ts'
import type { AlsoWrite } from '../../src/sync/collection-rules.ts'
import { httpRequest } from './http-socket.ts'

export const QUIZZES = 100
const QUESTIONS_OF_A_QUIZ = 10
const BANK = 40
const COURSE = 'bench-course'
const INSTRUCTOR = 'bench-instructor'

/** A folder with a school in it, and the keys of its people. */
export interface BenchSchool extends Members {
  readonly folder: string
  remove(): Promise<void>
}
export interface Members {
  readonly learners: readonly Member[]
  readonly instructor: Member
}
export interface Member {
  readonly personId: string
  readonly cookie: string
}
interface SchoolSize {
  readonly learners: number
  readonly catalogue: number
}

/** A school for loads in a folder of its own. */
export const makeBenchSchool = async (size: SchoolSize): Promise<BenchSchool> => {
  const folder = await mkdtemp(join(tmpdir(), 'edutrack-bench-'))
  const school = await composeEmbedded({
    folder,
    baseUrl: 'http://localhost',
    isRateLimited: false,
    log: { info: () => {}, warn: () => {}, error: console.error },
  })
  const members = await fillBenchSchool(school, readFileSync(join(folder, 'session-secret'), 'utf8'), size)
  await school.close()
  return { ...members, folder, remove: () => rm(folder, { recursive: true }) }
}

/**
 * Fills a school for loads: `learners` in one course of a hundred graded quizzes with ten questions each, and a catalogue of `catalogue` other courses. All
 * of them are signed in: sessions are written as the server would, since 10,000 sign-ins would take minutes.
 */
export const fillBenchSchool = async (
  school: Pick<School, 'accounts' | 'engine' | 'store'>,
  sessionSecret: string,
  size: SchoolSize,
): Promise<Members> => {
  const people = Array.from({ length: size.learners }, (_, index) => `bench-learner-${String(index)}`)
  await school.accounts.import(
    [
      ...people.map((personId) => ({
        personId,
        name: `Learner ${personId}`,
        email: `${personId}@bench.example`,
        role: 'learner' as const,
      })),
      { personId: INSTRUCTOR, name: 'Instructor', email: `${INSTRUCTOR}@bench.example`, role: 'instructor' as const },
    ],
    { password: 'bench-password', now: Date.now() },
  )
  const writes: AlsoWrite[] = [...courseDocuments(size.catalogue)]
  for (const personId of people)
    writes.push({
      collection: 'enrolments',
      document: {
        id: enrolmentIdOf(personId, COURSE),
        personId,
        courseId: COURSE,
        wish: 'enrolled',
        wishedAt: 0,
        status: 'active',
        personName: personId,
      },
    })
  for (let first = 0; first < writes.length; first += 500)
    await school.engine.commitAsServer(writes.slice(first, first + 500))
  const members: Member[] = []
  const ids = [...people, INSTRUCTOR]
  for (let first = 0; first < ids.length; first += 500)
    await school.store.transact(async (tx) => {
      for (const personId of ids.slice(first, first + 500)) {
        const token = randomBytes(24).toString('base64url')
        const now = new Date().toISOString()
        await tx.insertRow('session', {
          id: `session-${personId}`,
          token,
          userId: personId,
          expiresAt: new Date(Date.now() + 60 * 24 * 3600_000).toISOString(),
          createdAt: now,
          updatedAt: now,
          ipAddress: '127.0.0.1',
          userAgent: 'bench',
        })
        const signature = createHmac('sha256', sessionSecret).update(token).digest('base64')
        members.push({ personId, cookie: `better-auth.session_token=${encodeURIComponent(`${token}.${signature}`)}` })
      }
    })
  return { learners: members.slice(0, -1), instructor: members.at(-1) as Member }
}

function* courseDocuments(catalogue: number): Generator<AlsoWrite> {
  const course: Course = {
    id: COURSE,
    title: 'A course for loads',
    description: 'What learners of this course do all day is to hand in.',
    category: 'maths',
    level: 'beginner',
    language: 'en',
    instructorId: INSTRUCTOR,
    instructorName: 'Instructor',
    staffIds: [],
    status: 'published',
    modules: [],
    minutes: 600,
    enrolment: { mode: 'open' },
    contents: { units: QUIZZES, questions: BANK, files: 0, bytes: 0 },
    createdAt: 0,
    updatedAt: 0,
  }
  yield { collection: 'courses', document: course }
  for (let index = 0; index < catalogue; index += 1)
    yield {
      collection: 'courses',
      document: {
        ...course,
        id: `bench-catalogue-${String(index)}`,
        title: `Course number ${String(index)}: the ${String.fromCodePoint(97 + (index % 26))} of things`,
        description: `What to expect of course ${String(index)}. ${'It has pages, questions, and a little to listen to. '.repeat(4)}`,
      },
    }
  for (let index = 0; index < BANK; index += 1)
    yield {
      collection: 'questions',
      document: {
        id: questionId(index),
        courseId: COURSE,
        kind: 'single-choice',
        title: `Question ${String(index)}`,
        prompt: `What is ${String(index)} + 1?`,
        isKeyOpen: false,
        points: 1,
        tags: [],
        version: 1,
        updatedAt: 0,
        content: {
          choices: ['a', 'b', 'c', 'd'].map((id) => ({ id, markdown: `Choice ${id} of question ${String(index)}` })),
        },
        key: { choiceId: 'a' },
      },
    }
  for (let index = 0; index < QUIZZES; index += 1)
    yield {
      collection: 'units',
      document: {
        id: unitId(index),
        courseId: COURSE,
        title: `Quiz ${String(index)}`,
        kind: 'quiz',
        minutes: 5,
        status: 'published',
        markdown: 'Answer all questions.',
        fileIds: [],
        updatedAt: 0,
        quiz: {
          mode: 'graded',
          questionIds: askedIn(index),
          counts: 'best',
          shuffleQuestions: false,
          shuffleChoices: false,
          feedback: 'never',
          passPercent: 50,
        },
      },
    }
}

const questionId = (index: number): string => `bench-question-${String(index)}`
const unitId = (index: number): string => `bench-quiz-${String(index)}`
const askedIn = (quiz: number): string[] =>
  Array.from({ length: QUESTIONS_OF_A_QUIZ }, (_, index) => questionId((quiz + index) % BANK))

/** A handed-in attempt with ten answers, as a device sends it. */
export const makeHandIn = (personId: string, quiz: number, id: string): Attempt => {
  const now = Date.now()
  return {
    id,
    personId,
    courseId: COURSE,
    unitId: unitId(quiz),
    device: `device-of-${personId}`,
    startedAt: now - 300_000,
    asked: askedIn(quiz).map((question) => ({ questionId: question, version: 1 })),
    seed: quiz,
    answers: Object.fromEntries(
      askedIn(quiz).map((question, index) => [
        question,
        { value: { choiceId: index % 3 === 0 ? 'b' : 'a' }, at: now - 200_000 + index * 10_000 },
      ]),
    ),
    flagged: [],
    secondsUsed: 280,
    status: 'handed-in',
    handedInAt: now - 1000,
    clockOffset: 12,
  }
}

/** `POST /api/sync` of a member, compressed as the app does it. */
export const syncRequestBytes = (member: Member, more: object): Buffer => {
  const text = JSON.stringify({
    protocol: PROTOCOL_VERSION,
    device: `device-of-${member.personId}`,
    person: member.personId,
    clock: Date.now(),
    push: [],
    ...more,
  })
  const isCompressed = text.length > 400
  return httpRequest(
    'POST',
    '/api/sync',
    {
      cookie: member.cookie,
      'content-type': 'application/json',
      'accept-encoding': 'gzip, deflate, br',
      ...(isCompressed ? { 'content-encoding': 'gzip' } : {}),
    },
    isCompressed ? gzipSync(text) : Buffer.from(text),
  )
}

export const pushOf = (documents: readonly Attempt[]): object => ({
  push: [{ collection: 'attempts', rows: documents.map((document) => ({ assumed: null, document })) }],
})

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import type { Post } from '@edutrack/shared-schema/collections/posts'
import type { AnyDocument, CollectionName } from '@edutrack/shared-schema/collections/registry'
import { enrolmentIdOf, progressIdOf } from '@edutrack/shared-schema/id'
import { drawQuestions } from '@edutrack/shared-schema/questions/draw-questions'
import { PROTOCOL_VERSION } from '@edutrack/shared-schema/protocol/version'
import type { StoreReader } from '#ports/store/store.ts'
import type { Reader } from '#sync/collection-rules.ts'
import type { SyncEngine } from '#sync/sync-engine.ts'
import { answerTo } from './answer-to.ts'
import { DAY_MS, sampleIds } from './course-to-documents.ts'
import type { SourceCourse } from './read-course.ts'
import { activityOfClass, classSource } from './sample-class.ts'
import { editSource } from './sample-edits.ts'

/** `activity.json`: what the people of the sample school have done before anyone looks at it. Times are days before seeding. */
const activitySource = z.strictObject({
  enrolments: z.array(z.strictObject({ person: z.string(), course: z.string(), daysAgo: z.number() })),
  progress: z.array(
    z.strictObject({
      person: z.string(),
      course: z.string(),
      /** Units done, in order, the last of them at `daysAgo`. */
      done: z.array(z.string()),
      reading: z.strictObject({ unit: z.string(), furthest: z.number().min(0).max(1) }).optional(),
      daysAgo: z.number(),
    }),
  ),
  attempts: z.array(
    z.strictObject({
      name: z.string(),
      person: z.string(),
      course: z.string(),
      unit: z.string(),
      daysAgo: z.number(),
      minutesUsed: z.number(),
      /** Names of questions answered wrongly; the others are right. */
      wrong: z.array(z.string()).optional(),
      /** By name of such a question: what was answered. */
      slips: z.record(z.string(), z.string()).optional(),
      /** An assignment's text. */
      text: z.string().optional(),
      /** How the instructor has graded an assignment. */
      grade: z.strictObject({ earned: z.number(), comment: z.string(), by: z.string() }).optional(),
    }),
  ),
  posts: z.array(
    z.strictObject({
      name: z.string(),
      course: z.string(),
      author: z.string(),
      kind: z.enum(['announcement', 'discussion', 'reply']),
      replyTo: z.string().optional(),
      title: z.string(),
      markdown: z.string(),
      daysAgo: z.number(),
    }),
  ),
  notes: z.array(
    z.strictObject({
      name: z.string(),
      person: z.string(),
      course: z.string(),
      unit: z.string(),
      position: z.number(),
      text: z.string(),
      daysAgo: z.number(),
    }),
  ),
  classes: z.array(classSource),
  edits: z.array(editSource),
})
export type ActivitySource = z.infer<typeof activitySource>

export const readActivity = async (folder: string): Promise<ActivitySource> =>
  activitySource.parse(JSON.parse(await readFile(join(folder, 'activity.json'), 'utf8')))

interface OwnWork {
  readonly collection: CollectionName
  readonly person: string
  readonly document: AnyDocument
}

/**
 * Sends the activity the way devices do, so that grades, marks, receipts and notices are the rules' own; then grades by hand what has been graded.
 * What the store holds already is not sent again.
 */
export const sendActivity = async (
  deps: {
    readonly engine: Pick<SyncEngine, 'handle' | 'commitAsServer'>
    readonly store: StoreReader
    readonly now: number
    readonly readerOf: (person: string) => Reader
    readonly courses: ReadonlyMap<string, SourceCourse>
  },
  activity: ActivitySource,
): Promise<void> => {
  const { engine, store, now, readerOf } = deps
  const work = activityToDocuments(deps, activity)
  const stored = await store.documents(work.map(({ collection, document }) => ({ collection, id: document.id })))
  const missing = work.filter((_, index) => stored[index] === undefined)
  for (const person of new Set(missing.map((item) => item.person))) {
    const reader = readerOf(person)
    const answer = await engine.handle(reader, {
      protocol: PROTOCOL_VERSION,
      device: deviceOf(person),
      person: reader.personId,
      clock: now,
      push: missing
        .filter((item) => item.person === person)
        .map(({ collection, document }) => ({ collection, rows: [{ assumed: null, document }] })),
    })
    for (const { collection, results } of answer.push)
      for (const result of results)
        if (result.outcome !== 'accepted')
          throw new Error(`The sample school's ${collection} of ${person} came to "${result.outcome}"`)
  }
  for (const { name, grade } of activity.attempts) {
    if (grade === undefined) continue
    const attempt = (await store.document('attempts', attemptIdOf(name)))?.content as Attempt | undefined
    if (attempt?.grade?.pending !== true) continue
    await engine.commitAsServer([
      {
        collection: 'attempts',
        document: {
          ...attempt,
          grade: {
            ...attempt.grade,
            earned: grade.earned,
            pending: false,
            gradedAt: now,
            gradedBy: sampleIds.person(grade.by),
            parts: [
              {
                questionId: attempt.unitId,
                earned: grade.earned,
                points: attempt.grade.points,
                comment: grade.comment,
              },
            ],
          },
        },
      },
      {
        collection: 'notices',
        document: {
          id: `graded-${attempt.id}`,
          personId: attempt.personId,
          kind: 'graded',
          at: now,
          courseId: attempt.courseId,
          subject: {
            collection: 'attempts',
            id: attempt.id,
            title: titleOf(deps.courses, attempt.courseId, attempt.unitId),
          },
        },
      },
    ])
  }
}

const attemptIdOf = (name: string): string => `sample-attempt-${name}`
const postIdOf = (name: string): string => `sample-post-${name}`
const deviceOf = (person: string): string => `sample-phone-${person}`

const titleOf = (courses: ReadonlyMap<string, SourceCourse>, course: string, unitId: string): string =>
  courses.get(course)?.units.find(({ name }) => sampleIds.unit(course, name) === unitId)?.head.title ?? ''

/** In the order in which the rules want them: who isn't enrolled can't post. */
const activityToDocuments = (
  { now, courses }: { readonly now: number; readonly courses: ReadonlyMap<string, SourceCourse> },
  { enrolments, progress, attempts, posts, notes, classes }: ActivitySource,
): readonly OwnWork[] => {
  const ofClasses = classes.map((source) => activityOfClass(source, courses))
  const ago = (days: number): number => Math.round(now - days * DAY_MS)
  const own = (collection: CollectionName, person: string, document: AnyDocument): OwnWork => ({
    collection,
    person,
    document,
  })
  const firstPost = (name: string): ActivitySource['posts'][number] | undefined =>
    posts.find((post) => post.name === name)
  return [
    ...[...enrolments, ...ofClasses.flatMap((one) => one.enrolments)].map(({ person, course, daysAgo }) =>
      own('enrolments', person, {
        id: enrolmentIdOf(sampleIds.person(person), course),
        personId: sampleIds.person(person),
        courseId: course,
        wish: 'enrolled',
        wishedAt: ago(daysAgo),
        status: 'requested',
      }),
    ),
    ...progress.flatMap((item) => progressToDocuments(item, ago)),
    ...[...attempts, ...ofClasses.flatMap((one) => one.attempts)].map((item) => attemptToDocument(item, courses, ago)),
    ...[...posts]
      .sort((a, b) => b.daysAgo - a.daysAgo)
      .map(({ name, course, author, kind, replyTo, title, markdown, daysAgo }) => {
        if (replyTo !== undefined && firstPost(replyTo) === undefined)
          throw new Error(`activity.json: the post ${name} replies to ${replyTo}, which is not there`)
        const post: Post = {
          id: postIdOf(name),
          courseId: course,
          ...(replyTo === undefined ? {} : { parentId: postIdOf(replyTo) }),
          kind,
          authorId: sampleIds.person(author),
          authorName: '',
          title,
          markdown,
          writtenAt: ago(daysAgo),
        }
        return own('posts', author, post)
      }),
    ...notes.map(({ name, person, course, unit, position, text, daysAgo }) =>
      own('notes', person, {
        id: `sample-note-${name}`,
        personId: sampleIds.person(person),
        courseId: course,
        unitId: sampleIds.unit(course, unit),
        kind: 'note',
        position,
        text,
        writtenAt: ago(daysAgo),
      }),
    ),
  ]
}

const HOUR_IN_DAYS = 1 / 24
const SECONDS_FOR_A_UNIT = 420

const progressToDocuments = (
  { person, course, done, reading, daysAgo }: ActivitySource['progress'][number],
  ago: (days: number) => number,
): readonly OwnWork[] => {
  const personId = sampleIds.person(person)
  const state = (unit: string, daysBefore: number, furthest: number): OwnWork => {
    const unitId = sampleIds.unit(course, unit)
    const at = ago(daysBefore)
    return {
      collection: 'progress',
      person,
      document: {
        id: progressIdOf(personId, unitId),
        personId,
        courseId: course,
        unitId,
        openedAt: Math.round(at - SECONDS_FOR_A_UNIT * 1000 * furthest),
        ...(furthest === 1 ? { doneAt: at } : {}),
        furthest,
        place: { position: furthest, at, device: deviceOf(person) },
        secondsByDevice: { [deviceOf(person)]: Math.round(SECONDS_FOR_A_UNIT * furthest) },
      },
    }
  }
  return [
    ...done.map((unit, index) => state(unit, daysAgo + (done.length - 1 - index) * HOUR_IN_DAYS, 1)),
    ...(reading === undefined ? [] : [state(reading.unit, daysAgo - HOUR_IN_DAYS / 2, reading.furthest)]),
  ]
}

const attemptToDocument = (
  {
    name,
    person,
    course,
    unit,
    daysAgo,
    minutesUsed,
    wrong = [],
    slips = {},
    text,
  }: ActivitySource['attempts'][number],
  courses: ReadonlyMap<string, SourceCourse>,
  ago: (days: number) => number,
): OwnWork => {
  const source = courses.get(course)?.units.find((candidate) => candidate.name === unit)
  if (source === undefined) throw new Error(`activity.json: there is no unit ${unit} in ${course}`)
  const questions = source.quiz?.questions ?? []
  for (const question of wrong)
    if (!questions.some((candidate) => candidate.name === question))
      throw new Error(`activity.json: there is no question ${question} in ${course}/${unit}`)
  const handedInAt = ago(daysAgo)
  const seed = name.length
  const names = drawQuestions(
    {
      questionIds: questions.map((question) => question.name),
      shuffleQuestions: source.quiz?.shuffleQuestions ?? false,
      ...(source.quiz?.draw === undefined ? {} : { draw: source.quiz.draw }),
    },
    seed,
  )
  const asked = names.flatMap((asked) => questions.find((question) => question.name === asked) ?? [])
  const idOf = (question: string): string => sampleIds.question(course, unit, question)
  const attempt: Attempt = {
    id: attemptIdOf(name),
    personId: sampleIds.person(person),
    courseId: course,
    unitId: sampleIds.unit(course, unit),
    device: deviceOf(person),
    startedAt: handedInAt - minutesUsed * 60_000,
    asked: asked.map((question) => ({ questionId: idOf(question.name), version: 1 })),
    seed,
    answers: Object.fromEntries(
      asked.map((question) => [
        idOf(question.name),
        {
          value: answerTo(question, { isRight: !wrong.includes(question.name), slip: slips[question.name] }),
          at: handedInAt - 30_000,
        },
      ]),
    ),
    flagged: [],
    ...(text === undefined ? {} : { text }),
    secondsUsed: minutesUsed * 60,
    status: 'handed-in',
    handedInAt,
  }
  return { collection: 'attempts', person, document: attempt }
}

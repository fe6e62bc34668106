import type { Question } from '@edutrack/shared-schema/collections/questions'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import { isVersionOf } from '@edutrack/shared-schema/questions/question-versions'
import type { StoreReader } from '#ports/store/store.ts'
import { channel, type AlsoWrite, type CollectionRules } from '#sync/collection-rules.ts'
import { courseWithContents } from '../course-contents.ts'
import { keepVersion, unitVersionTables } from '../unit-versions.ts'
import { courseOf, mayTeach } from './may-teach.ts'

export const unitsRules: CollectionRules<'units'> = {
  collection: 'units',
  tables: unitVersionTables,
  write: async ({ store }, writer, incoming, current) => {
    const course = await courseOf(store, current?.courseId ?? incoming.courseId)
    if (course === undefined) return { outcome: 'refuse', code: 'course-not-found' }
    if (!mayTeach(course, writer)) return { outcome: 'refuse', code: 'not-yours' }
    const document = { ...incoming, courseId: course.id, updatedAt: writer.receivedAt }
    return {
      outcome: 'accept',
      document,
      also: [
        ...(await questionsWhoseKeyCloses(store, document, current)),
        ...(await questionsWhoseKeyOpens(store, document, current)),
        ...(await courseWithContents(store, course, { unit: document })),
      ],
      rows: await keepVersion(store, writer, current, document),
    }
  },
  channels: async (_deps, unit) => [
    ...(unit.status === 'published' ? [channel.course(unit.courseId)] : []),
    channel.staff(unit.courseId),
  ],
}

/**
 * A question that comes into a practice quiz, and is asked in practice alone, is one that devices may judge by themselves. What a graded quiz has asked
 * before stays closed until the question itself is next written.
 */
const questionsWhoseKeyOpens = async (
  store: StoreReader,
  unit: Unit,
  before: Unit | undefined,
): Promise<readonly AlsoWrite[]> => {
  if (unit.quiz?.mode !== 'practice' || before?.quiz?.mode === 'graded') return []
  const known = before?.quiz?.questionIds ?? []
  const ids = unit.quiz.questionIds.filter((id) => !known.includes(id))
  if (ids.length === 0) return []
  const others = (await store.documentsBy({ lookup: 'units_by_course', values: [unit.courseId] })).filter(
    ({ id }) => id !== unit.id,
  )
  const graded = new Set(
    others.flatMap(({ content }) => {
      const { quiz } = content as Unit
      return quiz?.mode === 'graded' ? quiz.questionIds : []
    }),
  )
  const stored = await store.documents(ids.map((id) => ({ collection: 'questions', id })))
  return stored
    .map((document) => document?.content as Question | undefined)
    .filter(
      (question): question is Question =>
        question !== undefined &&
        question.isKeyOpen !== true &&
        question.courseId === unit.courseId &&
        !graded.has(question.id),
    )
    .map((question) => ({ collection: 'questions', document: { ...question, isKeyOpen: true } }))
}

/**
 * A quiz that becomes graded closes its questions' keys, in the same transaction. A key that devices have held is not opened
 * again by the way back: that is decided when the question itself is next written.
 */
const questionsWhoseKeyCloses = async (
  store: StoreReader,
  unit: Unit,
  before: Unit | undefined,
): Promise<readonly AlsoWrite[]> => {
  if (unit.quiz?.mode !== 'graded') return []
  const known = before?.quiz?.mode === 'graded' ? before.quiz.questionIds : []
  const ids = unit.quiz.questionIds.filter((id) => !known.includes(id))
  if (ids.length === 0) return []
  // Its earlier versions with it.
  const stored = (await store.documentsBy({ lookup: 'questions_by_course', values: [unit.courseId] })).filter(
    (document) => ids.some((id) => document.id === id || isVersionOf(document, id)),
  )
  return (
    stored
      .map((document) => document.content as Question | undefined)
      // A quiz may name any question; it decides about those of its own course.
      .filter((question): question is Question => question?.isKeyOpen === true && question.courseId === unit.courseId)
      .map((question) => ({ collection: 'questions', document: { ...question, isKeyOpen: false } }))
  )
}

import { stateHash } from '#sync/json-hash.ts'
import type { Question } from '@edutrack/shared-schema/collections/questions'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import { concealedContent } from '@edutrack/shared-schema/questions/conceal-order'
import { isQuestionVersion, versionIdOf } from '@edutrack/shared-schema/questions/question-versions'
import type { StoreReader } from '#ports/store/store.ts'
import { channel, type AlsoWrite, type CollectionRules } from '#sync/collection-rules.ts'
import { courseWithContents } from '../course-contents.ts'
import { courseOf, mayTeach } from './may-teach.ts'

/** Whether devices of learners may hold a question's key: it is asked, and only in practice. */
export const isAskedInPracticeOnly = async (
  store: StoreReader,
  question: Pick<Question, 'id' | 'courseId'>,
): Promise<boolean> => {
  const quizzes = (await store.documentsBy({ lookup: 'units_by_course', values: [question.courseId] }))
    .map(({ content }) => (content as Unit).quiz)
    .filter((quiz) => quiz?.questionIds.includes(question.id) === true)
  return quizzes.length > 0 && quizzes.every((quiz) => quiz?.mode === 'practice')
}

/** What a learner may have answered is kept as it was, beside the question as it is now. */
const versionToKeep = async (store: StoreReader, question: Question): Promise<readonly AlsoWrite[]> => {
  const id = versionIdOf(question.id, question.version)
  if (id === undefined) return []
  const units = await store.documentsBy({ lookup: 'units_by_course', values: [question.courseId] })
  const isAsked = units.some(({ content }) => {
    const { status, quiz } = content as Unit
    return status === 'published' && quiz?.questionIds.includes(question.id) === true
  })
  return isAsked ? [{ collection: 'questions', document: { ...question, id } }] : []
}

export const questionsRules: CollectionRules<'questions'> = {
  collection: 'questions',
  write: async ({ store }, writer, incoming, current) => {
    const course = await courseOf(store, current?.courseId ?? incoming.courseId)
    if (course === undefined) return { outcome: 'refuse', code: 'course-not-found' }
    if (!mayTeach(course, writer)) return { outcome: 'refuse', code: 'not-yours' }
    // Earlier versions are the server's own.
    if (isQuestionVersion(incoming)) return { outcome: 'refuse', code: 'read-only' }
    const answered = ({ kind, prompt, content, key, points }: Question) =>
      stateHash({ kind, prompt, content, key, points })
    const isNew = current !== undefined && answered(current) !== answered(incoming)
    const version = (current?.version ?? 1) + (isNew ? 1 : 0)
    const isKeyOpen = await isAskedInPracticeOnly(store, { id: incoming.id, courseId: course.id })
    return {
      outcome: 'accept',
      document: { ...incoming, courseId: course.id, version, isKeyOpen, updatedAt: writer.receivedAt },
      also:
        current === undefined
          ? await courseWithContents(store, course, { questionId: incoming.id })
          : isNew
            ? await versionToKeep(store, current)
            : [],
    }
  },
  channels: async (_deps, question) => [channel.course(question.courseId), channel.staff(question.courseId)],
  view: (question, _reader, through) => {
    if (question.isKeyOpen === true || through.includes(channel.staff(question.courseId))) return question
    const { key: _key, explanation: _explanation, ...shown } = question
    return { ...shown, content: concealedContent(shown.kind, shown.content), title: '', tags: [] }
  },
}

import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import type { Enrolment } from '@edutrack/shared-schema/collections/enrolments'
import type { Notice } from '@edutrack/shared-schema/collections/notices'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import { enrolmentIdOf } from '@edutrack/shared-schema/id'
import { idsAsked } from '@edutrack/shared-schema/questions/question-versions'
import { channel, type CollectionRules, type RuleDeps, type Writer } from '#sync/collection-rules.ts'
import { stateHash } from '#sync/json-hash.ts'
import { receiptNumberOf } from '#sync/receipts.ts'
import { gradedLetter } from '../jobs/graded-letter.ts'
import { answeredQuestions } from '../answered-questions.ts'
import { feedbackDueAt, releaseFeedbackJob } from '../feedback/release-feedback.ts'
import { feedbackFor, gradeAttempt } from '../grade-attempt.ts'
import { judgeAttempt } from '../mark-attempt.ts'
import { regradesTable } from '../regrade.ts'

/** The id of a notice holds an attempt's up to here; of a longer one its hash. */
const MOST_ID_IN_ID = 80

/** A learner's own. Handed in, an attempt never changes; whatever is unusual about it is marked, not refused (S12). */
export const attemptsRules: CollectionRules<'attempts'> = {
  collection: 'attempts',
  tables: [regradesTable],
  write: async (deps, writer, incoming, current) => {
    if (incoming.personId !== writer.personId || (current !== undefined && current.personId !== writer.personId))
      return { outcome: 'refuse', code: 'not-yours' }
    if (current?.status === 'handed-in') return { outcome: 'refuse', code: 'already-handed-in' }
    const unit = await deps.store.document('units', incoming.unitId)
    if (unit === undefined) return { outcome: 'refuse', code: 'unit-not-found' }
    const person = await deps.store.document('people', writer.personId)
    // The unit says which course it is of: what a device claims decides nothing about who sees it.
    const attempt: Attempt = {
      ...incoming,
      courseId: String(unit.content['courseId']),
      personName: String(person?.content['name'] ?? ''),
    }
    if (attempt.status === 'open') return { outcome: 'accept', document: attempt }
    return handIn(deps, writer, attempt, unit.content as Unit)
  },
  foresee: (store, writer, { id, unitId, courseId, asked }) => [
    store.document('notices', noticeIdOf(id)),
    store.document('units', unitId),
    store.document('people', writer.personId),
    store.document('enrolments', enrolmentIdOf(writer.personId, courseId)),
    store.documents(idsAsked(asked).map((id) => ({ collection: 'questions', id }))),
    store.documentsBy({ lookup: 'attempts_by_person_and_unit', values: [writer.personId, unitId] }),
  ],
  channels: async (_deps, attempt) => [channel.person(attempt.personId), channel.staff(attempt.courseId)],
}

const handIn = async ({ store, signReceipt, contentHash }: RuleDeps, writer: Writer, attempt: Attempt, unit: Unit) => {
  const { receivedAt, clockOffset } = writer
  const questionsById = await answeredQuestions(store, attempt)
  const enrolment = await store.document('enrolments', enrolmentIdOf(attempt.personId, attempt.courseId))
  const others = (
    await store.documentsBy({ lookup: 'attempts_by_person_and_unit', values: [attempt.personId, unit.id] })
  )
    .filter(({ id }) => id !== attempt.id)
    .map(({ content }) => content as Attempt)
  const grade = gradeAttempt(attempt, unit, questionsById, receivedAt)
  const { marks, evidence } = judgeAttempt(attempt, {
    unit,
    enrolment: enrolment?.content as Enrolment | undefined,
    others,
    clockOffset,
    receivedAt,
  })
  // Keys are for who may see the quiz.
  const isTheirs = unit.status === 'published' && !marks.includes('not-enrolled')
  const feedback = isTheirs ? feedbackFor(attempt, unit, questionsById, { isClosed: false }) : undefined
  const document: Attempt = {
    ...attempt,
    marks: [...marks],
    ...(marks.length === 0 ? {} : { evidence }),
    receipt: signReceipt({
      number: receiptNumberOf(attempt.id, receivedAt),
      attemptId: attempt.id,
      personId: attempt.personId,
      contentHash: contentHash('attempts', attempt),
      receivedAt,
    }),
    grade,
    ...(feedback === undefined ? {} : { feedback }),
  }
  const feedbackAt = feedbackDueAt(unit)
  // Whoever guesses the id of a draft learns no more of it.
  const isNamed = unit.status === 'published'
  const notice: Notice = {
    id: noticeIdOf(attempt.id),
    personId: attempt.personId,
    kind: 'graded',
    at: receivedAt,
    courseId: attempt.courseId,
    subject: { collection: 'attempts', id: attempt.id, title: isNamed ? unit.title : '' },
  }
  return {
    outcome: 'accept' as const,
    document,
    also: grade.pending ? [] : [{ collection: 'notices' as const, document: notice }],
    jobs: [
      ...(grade.pending || unit.quiz?.mode !== 'graded' || !isNamed
        ? []
        : [gradedLetter(attempt.personId, receivedAt)]),
      // Others of the quiz had theirs when it closed.
      ...(feedbackAt !== undefined && feedbackAt <= receivedAt
        ? [releaseFeedbackJob(unit.id, feedbackAt, receivedAt)]
        : []),
    ],
  }
}

const noticeIdOf = (attemptId: string): string =>
  attemptId.length > MOST_ID_IN_ID ? `graded-${stateHash(attemptId)}` : `graded-${attemptId}`

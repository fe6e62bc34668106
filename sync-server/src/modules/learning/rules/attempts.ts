import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import type { Enrolment } from '@edutrack/shared-schema/collections/enrolments'
import type { Notice } from '@edutrack/shared-schema/collections/notices'
import type { Question } from '@edutrack/shared-schema/collections/questions'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import { enrolmentIdOf } from '@edutrack/shared-schema/id'
import { idsAsked, questionsAsAnswered } from '@edutrack/shared-schema/questions/question-versions'
import { channel, type CollectionRules, type RuleDeps, type Writer } from '#sync/collection-rules.ts'
import { stateHash } from '#sync/json-hash.ts'
import { receiptNumberOf } from '#sync/receipts.ts'
import { gradedLetter } from '../jobs/graded-letter.ts'
import { feedbackFor, gradeAttempt } from '../grade-attempt.ts'
import { marksOf } from '../mark-attempt.ts'
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
  const asked = await store.documents(idsAsked(attempt.asked).map((id) => ({ collection: 'questions', id })))
  // An attempt and a quiz may name any question; graded and answered by its key are those of the unit's own course.
  const found = asked
    .map((stored) => stored?.content as Question | undefined)
    .filter((question): question is Question => question?.courseId === attempt.courseId)
  // As they were answered: whoever learned offline for a week is graded by what they saw.
  const questionsById = new Map(questionsAsAnswered(attempt.asked, found).map((question) => [question.id, question]))
  const enrolment = await store.document('enrolments', enrolmentIdOf(attempt.personId, attempt.courseId))
  const others = (
    await store.documentsBy({ lookup: 'attempts_by_person_and_unit', values: [attempt.personId, unit.id] })
  )
    .filter(({ id }) => id !== attempt.id)
    .map(({ content }) => content as Attempt)
  const grade = gradeAttempt(attempt, unit, questionsById, receivedAt)
  const marks = marksOf(attempt, {
    unit,
    enrolment: enrolment?.content as Enrolment | undefined,
    others,
    clockOffset,
    receivedAt,
  })
  // Keys are for who may see the quiz.
  const isTheirs = unit.status === 'published' && !marks.includes('not-enrolled')
  const feedback = isTheirs ? feedbackFor(attempt, unit, questionsById) : undefined
  const document: Attempt = {
    ...attempt,
    marks: [...marks],
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
    jobs: grade.pending || unit.quiz?.mode !== 'graded' || !isNamed ? [] : [gradedLetter(attempt.personId, receivedAt)],
  }
}

const noticeIdOf = (attemptId: string): string =>
  attemptId.length > MOST_ID_IN_ID ? `graded-${stateHash(attemptId)}` : `graded-${attemptId}`

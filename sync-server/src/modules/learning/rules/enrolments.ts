import { stateHash } from '#sync/json-hash.ts'
import type { Course } from '@edutrack/shared-schema/collections/courses'
import type { Enrolment } from '@edutrack/shared-schema/collections/enrolments'
import type { Notice } from '@edutrack/shared-schema/collections/notices'
import { enrolmentIdOf } from '@edutrack/shared-schema/id'
import type { RefusalCode } from '@edutrack/shared-schema/protocol/errors'
import { courseOf } from '#modules/courses/index.ts'
import type { StoreReader } from '#ports/store/store.ts'
import { channel, type CollectionRules } from '#sync/collection-rules.ts'
import { invitationsTable, tryInvitation } from '../invitations.ts'
import { enrolmentLetter } from '../jobs/enrolment-letter.ts'

export const enrolmentsRules: CollectionRules<'enrolments'> = {
  collection: 'enrolments',
  tables: [invitationsTable],
  write: async ({ store }, writer, incoming, current) => {
    if (incoming.personId !== writer.personId || incoming.id !== enrolmentIdOf(incoming.personId, incoming.courseId))
      return { outcome: 'refuse', code: 'not-yours' }
    const course = await courseOf(store, incoming.courseId)
    if (course === undefined) return { outcome: 'refuse', code: 'course-not-found' }
    const person = await store.document('people', writer.personId)
    const personName = String(person?.content['name'] ?? '')
    // Whom the staff has taken out comes back when the staff lets them in; their wish is kept.
    if (current?.status === 'removed') return { outcome: 'accept', document: { ...incoming, personName } }
    if (incoming.wish === 'left')
      return { outcome: 'accept', document: { ...incoming, status: 'left', decidedAt: writer.receivedAt, personName } }
    if (current?.status === 'active' || current?.status === 'completed')
      return { outcome: 'accept', document: { ...incoming, status: current.status } }
    const { reason: _reason, ...wish } = incoming
    const decided = { ...wish, decidedAt: writer.receivedAt, personName }
    const answer = await tryToEnter(store, course, decided)
    // A wish that can't be granted is no error: it stays, with its reason, on all of the person's devices, and may be made again.
    if (typeof answer !== 'string')
      return {
        outcome: 'accept',
        document: { ...decided, status: 'active', ...(answer.group === undefined ? {} : { group: answer.group }) },
        jobs: [enrolmentLetter(decided, { status: 'active' })],
      }
    const reason = answer
    // Whoever guesses the id of a draft learns nothing of it.
    const isDraft = course.status === 'draft'
    return {
      outcome: 'accept',
      document: { ...decided, status: 'refused', reason },
      also: [
        {
          collection: 'notices',
          document: noticeOfRefusal(decided, isDraft ? { ...course, title: '' } : course, reason),
        },
      ],
      jobs: isDraft ? [] : [enrolmentLetter(decided, { status: 'refused', reason })],
    }
  },
  foresee: (store, writer, { courseId }) => [
    store.document('courses', courseId),
    store.document('people', writer.personId),
  ],
  channels: async (_deps, enrolment) => [channel.person(enrolment.personId), channel.staff(enrolment.courseId)],
}

const noticeOfRefusal = (
  wish: { readonly id: string; readonly personId: string; readonly wishedAt: number; readonly decidedAt: number },
  course: Course,
  reason: RefusalCode,
): Notice => ({
  id: `not-enrolled-${stateHash({ id: wish.id, wishedAt: wish.wishedAt })}`,
  personId: wish.personId,
  kind: 'refused',
  at: wish.decidedAt,
  courseId: course.id,
  subject: { collection: 'enrolments', id: wish.id, title: course.title },
  refusal: { code: reason, document: {} },
})

/** The group that an invitation puts them in, if any; or why they can't be in the course. */
const tryToEnter = async (
  store: StoreReader,
  course: Course,
  wish: Pick<Enrolment, 'id' | 'courseId' | 'invitation'> & { readonly decidedAt: number },
): Promise<{ readonly group?: string | undefined } | RefusalCode> => {
  if (course.status !== 'published') return 'course-not-found'
  if (course.enrolment.mode === 'closed') return 'course-closed'
  const invited = wish.invitation === undefined ? undefined : await tryInvitation(store, wish, wish.decidedAt)
  if (course.enrolment.mode === 'invitation' && (invited === undefined || typeof invited === 'string'))
    return invited ?? 'invitation-needed'
  const { capacity } = course.enrolment
  if (capacity !== undefined) {
    const taken = (await store.documentsBy({ lookup: 'enrolments_by_course', values: [course.id] })).filter(
      ({ content }) => content['status'] === 'active',
    )
    if (taken.length >= capacity) return 'course-full'
  }
  // Where everybody may enter, a link that is no longer valid keeps nobody out.
  return typeof invited === 'string' ? {} : (invited ?? {})
}

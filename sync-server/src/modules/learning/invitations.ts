import type { Course } from '@edutrack/shared-schema/collections/courses'
import type { Enrolment } from '@edutrack/shared-schema/collections/enrolments'
import type { RefusalCode } from '@edutrack/shared-schema/protocol/errors'
import type { Invitation, InvitationNotice, NewInvitation } from '@edutrack/shared-schema/protocol/roster'
import { courseOf, mayTeach } from '#modules/courses/index.ts'
import type { Clock } from '#ports/clock/clock.ts'
import type { Store, StoreReader, TableDefinition, TableRow } from '#ports/store/store.ts'
import type { Reader } from '#sync/collection-rules.ts'

/** Links that let people into a course. The rules of enrolments read them; who teaches the course makes and revokes them. */
export const invitationsTable: TableDefinition = {
  name: 'invitations',
  indexes: [{ name: 'by_course_and_time', fields: ['courseId', 'createdAt'] }],
}

/** A table's row; its id is the code. */
type InvitationRow = TableRow & Omit<Invitation, 'code' | 'used'> & { readonly createdBy: string }

interface InvitationDeps {
  readonly store: Store
  readonly clock: Pick<Clock, 'now'>
  /** Nobody can guess it. */
  readonly newCode: () => string
}

/** More than a course ever has that are looked at. */
const MOST_SHOWN = 500

/** The latest first; undefined for whoever doesn't teach the course. */
export const invitationsOf = async (
  { store }: Pick<InvitationDeps, 'store'>,
  reader: Reader,
  courseId: string,
): Promise<readonly Invitation[] | undefined> => {
  if ((await taughtCourse(store, reader, courseId)) === undefined) return undefined
  const rows = await store.rows<InvitationRow>({
    table: 'invitations',
    index: 'by_course_and_time',
    equals: [courseId],
    order: 'descending',
    limit: MOST_SHOWN,
  })
  const used = await usesByCode(store, courseId)
  return rows.map((row) => toInvitation(row, used.get(row.id) ?? 0))
}

export const makeInvitation = async (
  { store, clock, newCode }: InvitationDeps,
  reader: Reader,
  courseId: string,
  wanted: NewInvitation,
): Promise<Invitation | undefined> => {
  if ((await taughtCourse(store, reader, courseId)) === undefined) return undefined
  const row: InvitationRow = {
    ...wanted,
    id: newCode(),
    courseId,
    createdAt: clock.now(),
    createdBy: reader.personId,
  }
  await store.transact((tx) => tx.insertRow('invitations', row))
  return toInvitation(row, 0)
}

/** It lets nobody in from now on; repeated, nothing changes. */
export const revokeInvitation = async (
  { store, clock }: Pick<InvitationDeps, 'store' | 'clock'>,
  reader: Reader,
  courseId: string,
  code: string,
): Promise<'revoked' | 'not-found'> => {
  if ((await taughtCourse(store, reader, courseId)) === undefined) return 'not-found'
  return store.transact(async (tx) => {
    const row = await tx.row<InvitationRow>('invitations', code)
    if (row?.courseId !== courseId) return 'not-found'
    if (row.revokedAt === undefined) await tx.putRow('invitations', { ...row, revokedAt: clock.now() })
    return 'revoked'
  })
}

/** What a link says to whoever opens it; undefined where there is no such invitation, or its course is not published. */
export const readInvitation = async (
  { store, clock }: Pick<InvitationDeps, 'store' | 'clock'>,
  code: string,
): Promise<InvitationNotice | undefined> => {
  const row = await store.row<InvitationRow>('invitations', code)
  const course = row === undefined ? undefined : await courseOf(store, row.courseId)
  if (row === undefined || course?.status !== 'published') return undefined
  const problem = await problemOf(store, row, clock.now())
  return {
    courseId: course.id,
    title: course.title,
    instructorName: course.instructorName,
    ...(problem === undefined ? {} : { problem }),
  }
}

/** What an invitation's code does for a wish to be in a course: a group, or the reason why it does nothing. */
export const tryInvitation = async (
  store: StoreReader,
  wish: Pick<Enrolment, 'id' | 'courseId' | 'invitation'>,
  now: number,
): Promise<{ readonly group?: string | undefined } | RefusalCode> => {
  const row = wish.invitation === undefined ? undefined : await store.row<InvitationRow>('invitations', wish.invitation)
  if (row?.courseId !== wish.courseId) return 'invitation-needed'
  return (await problemOf(store, row, now, wish.id)) ?? { group: row.group }
}

const problemOf = async (
  store: StoreReader,
  { id, courseId, expiresAt, revokedAt, capacity }: InvitationRow,
  now: number,
  enrolmentId?: string,
): Promise<'invitation-over' | 'invitation-full' | undefined> => {
  if (revokedAt !== undefined || (expiresAt !== undefined && expiresAt <= now)) return 'invitation-over'
  if (capacity === undefined) return undefined
  return ((await usesByCode(store, courseId, enrolmentId)).get(id) ?? 0) >= capacity ? 'invitation-full' : undefined
}

/** How many are in the course by each code, but for the one enrolment. */
const usesByCode = async (
  store: StoreReader,
  courseId: string,
  butFor?: string,
): Promise<ReadonlyMap<string, number>> => {
  const used = new Map<string, number>()
  for (const { id, content } of await store.documentsBy({ lookup: 'enrolments_by_course', values: [courseId] })) {
    const { invitation: code, status } = content as Enrolment
    if (code === undefined || id === butFor || (status !== 'active' && status !== 'completed')) continue
    used.set(code, (used.get(code) ?? 0) + 1)
  }
  return used
}

const taughtCourse = async (store: StoreReader, reader: Reader, courseId: string): Promise<Course | undefined> => {
  const course = await courseOf(store, courseId)
  return course !== undefined && mayTeach(course, reader) ? course : undefined
}

const toInvitation = ({ id, createdBy: _createdBy, ...row }: InvitationRow, used: number): Invitation => ({
  ...row,
  code: id,
  used,
})

import { beforeEach, expect, test } from 'vitest'
import type { Course } from '@edutrack/shared-schema/collections/courses'
import type { Enrolment } from '@edutrack/shared-schema/collections/enrolments'
import type { NewInvitation } from '@edutrack/shared-schema/protocol/roster'
import type { Reader } from '#sync/collection-rules.ts'
import { ana, ben, createTestSchool, enrolment, ines, NOON, type TestSchool } from '#testing/test-school.ts'
import { invitationsOf, makeInvitation, readInvitation, revokeInvitation } from './invitations.ts'

let school: TestSchool
let made = 0
beforeEach(async () => {
  school = await createTestSchool()
  const course = (await school.store.document('courses', 'c1'))?.content as Course
  await school.engine.commitAsServer([
    { collection: 'courses', document: { ...course, id: 'invited', enrolment: { mode: 'invitation' } } },
  ])
})
const deps = () => ({ ...school, newCode: () => `code-${String((made += 1))}` })
const invite = async (wanted: NewInvitation = {}, courseId = 'invited'): Promise<string> =>
  (await makeInvitation(deps(), ines, courseId, wanted))?.code ?? ''
const join = async (reader: Reader, invitation?: string, courseId = 'invited'): Promise<Enrolment> => {
  const id = `${reader.personId}:${courseId}`
  const before = (await school.store.document('enrolments', id))?.content as Enrolment | undefined
  const wish = { ...enrolment(reader.personId, 'enrolled', courseId), wishedAt: (before?.wishedAt ?? NOON) + 1 }
  await school.pushRow(
    reader,
    'enrolments',
    invitation === undefined ? wish : { ...wish, invitation },
    before === undefined ? {} : { assumed: before },
  )
  return (await school.store.document('enrolments', id))?.content as Enrolment
}

test('a link lets people in, into its group; without one, or with another course’s, nobody is', async () => {
  expect(await join(ana)).toMatchObject({ status: 'refused', reason: 'invitation-needed' })
  expect(await join(ana, await invite({}, 'c1'))).toMatchObject({ status: 'refused', reason: 'invitation-needed' })
  const code = await invite({ group: 'Blue', label: 'Evening class' })
  expect(await join(ana, code)).toMatchObject({ status: 'active', group: 'Blue' })
  expect(await invitationsOf(school, ines, 'invited')).toMatchObject([{ code, label: 'Evening class', used: 1 }])
})

test('a link that has expired, was taken back or is full says so, and lets in whoever comes in time', async () => {
  const code = await invite({ expiresAt: NOON + 60_000, capacity: 1 })
  expect(await join(ana, code)).toMatchObject({ status: 'active' })
  expect(await join(ben, code)).toMatchObject({ status: 'refused', reason: 'invitation-full' })
  // A place that is given up is free again.
  const inside = (await school.store.document('enrolments', 'ana:invited'))?.content as Enrolment
  await school.pushRow(ana, 'enrolments', { ...inside, wish: 'left' }, { assumed: inside })
  expect(await join(ben, code)).toMatchObject({ status: 'active' })
  const other = await invite({ expiresAt: NOON - 1 })
  expect(await join(ana, other)).toMatchObject({ status: 'refused', reason: 'invitation-over' })
  const third = await invite()
  expect(await revokeInvitation(school, ines, 'invited', third)).toBe('revoked')
  expect(await join(ana, third)).toMatchObject({ status: 'refused', reason: 'invitation-over' })
  expect(await readInvitation(school, third)).toMatchObject({ title: 'Sums', problem: 'invitation-over' })
})

test('S3: only who teaches the course makes, sees and revokes links; of a draft a link says nothing', async () => {
  const code = await invite()
  for (const reader of [ana, ben, { personId: 'other', role: 'instructor' } as const]) {
    expect(await makeInvitation(deps(), reader, 'invited', {})).toBeUndefined()
    expect(await invitationsOf(school, reader, 'invited')).toBeUndefined()
    expect(await revokeInvitation(school, reader, 'invited', code)).toBe('not-found')
  }
  expect(await revokeInvitation(school, ines, 'c1', code)).toBe('not-found')
  const course = (await school.store.document('courses', 'invited'))?.content as Course
  await school.engine.commitAsServer([{ collection: 'courses', document: { ...course, status: 'draft' } }])
  expect(await readInvitation(school, code)).toBeUndefined()
  expect(await join(ana, code)).toMatchObject({ status: 'refused', reason: 'course-not-found' })
})

test('a closed course stays closed, a full one full; where all may enter, an old link keeps nobody out', async () => {
  expect(await join(ana, await invite({}, 'closed'), 'closed')).toMatchObject({ reason: 'course-closed' })
  await join(ana, undefined, 'small')
  expect(await join(ben, await invite({}, 'small'), 'small')).toMatchObject({ reason: 'course-full' })
  expect(await join(ana, await invite({ expiresAt: NOON - 1, group: 'Blue' }, 'c1'), 'c1')).toMatchObject({
    status: 'active',
  })
})

test('S4: who was taken out does not come back by a link', async () => {
  const code = await invite()
  const inside = await join(ana, code)
  await school.engine.commitAsServer([{ collection: 'enrolments', document: { ...inside, status: 'removed' } }])
  expect(await join(ana, await invite())).toMatchObject({ status: 'removed' })
})

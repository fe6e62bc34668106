import { beforeEach, expect, test } from 'vitest'
import type { Enrolment } from '@edutrack/shared-schema/collections/enrolments'
import type { EnrolmentDecision } from '@edutrack/shared-schema/protocol/review'
import type { Reader } from '#sync/collection-rules.ts'
import { ana, ben, createTestSchool, enrolment, ines, type TestSchool } from '#testing/test-school.ts'
import { decideEnrolment } from './decide-enrolment.ts'

let school: TestSchool
beforeEach(async () => {
  school = await createTestSchool()
})
const decide = (reader: Reader, decision: EnrolmentDecision, courseId = 'closed') =>
  decideEnrolment(school, reader, { courseId, personId: 'ana' }, decision)
const stored = async (courseId = 'closed'): Promise<Enrolment> =>
  (await school.store.document('enrolments', `ana:${courseId}`))?.content as Enrolment
const kinds = async (reader: Reader, collection: 'units' | 'notices') =>
  (await school.pullAll(reader, collection)).documents.filter((document) => document['_deleted'] !== true).length

test('who was refused is let in by the instructor, is told so, and can be given more time', async () => {
  await school.pushRow(ana, 'enrolments', enrolment('ana', 'enrolled', 'closed'))
  expect(await stored()).toMatchObject({ status: 'refused', reason: 'course-closed' })
  const before = await kinds(ana, 'notices')
  expect(await decide(ines, { status: 'active', extraTimePercent: 25 })).toBe('decided')
  const now = await stored()
  expect(now).toMatchObject({ status: 'active', extraTimePercent: 25 })
  expect(now.reason).toBeUndefined()
  expect(await kinds(ana, 'notices')).toBe(before + 1)
})

test('S4: who is taken out no longer reads the course; who has left is not brought back', async () => {
  await school.pushRow(ana, 'enrolments', enrolment('ana'))
  expect(await kinds(ana, 'units')).toBe(3)
  expect(await decide(ines, { status: 'removed' }, 'c1')).toBe('decided')
  expect(await kinds(ana, 'units')).toBe(0)
  await school.pushRow(ana, 'enrolments', { ...(await stored('c1')), wish: 'left' }, { assumed: await stored('c1') })
  expect(await decide(ines, { status: 'active' }, 'c1')).toBe('invalid-request')
})

test('S4: who was taken out does not come back by wishing, nor by leaving first; the staff lets them in', async () => {
  await school.pushRow(ana, 'enrolments', enrolment('ana'))
  await decide(ines, { status: 'removed' }, 'c1')
  for (const wish of ['left', 'enrolled'] as const) {
    const before = await stored('c1')
    const wished = { ...before, wish, wishedAt: before.wishedAt + 1 }
    expect(await school.pushRow(ana, 'enrolments', wished, { assumed: before })).toMatchObject({ outcome: 'accepted' })
    expect(await stored('c1')).toMatchObject({ wish, status: 'removed' })
    expect(await kinds(ana, 'units')).toBe(0)
  }
  expect(await decide(ines, { status: 'active' }, 'c1')).toBe('decided')
  expect(await kinds(ana, 'units')).toBe(3)
})

test('S3: only who teaches the course decides, and about nobody who made no wish', async () => {
  expect(await decide(ines, { status: 'active' })).toBe('not-found')
  await school.pushRow(ana, 'enrolments', enrolment('ana', 'enrolled', 'closed'))
  for (const reader of [ana, ben, { personId: 'other', role: 'instructor' } as const])
    expect(await decide(reader, { status: 'active' })).toBe('not-found')
  expect(await stored()).toMatchObject({ status: 'refused' })
})

test('what the learner writes at the same time, and what others decide, is not undone', async () => {
  await school.pushRow(ana, 'enrolments', enrolment('ana'))
  const before = await stored('c1')
  await Promise.all([
    school.pushRow(ana, 'enrolments', { ...before, wishedAt: before.wishedAt + 7 }, { assumed: before }),
    decide(ines, { extraTimePercent: 50 }, 'c1'),
    decide(ines, { group: 'blue' }, 'c1'),
  ])
  expect(await stored('c1')).toMatchObject({ wishedAt: before.wishedAt + 7, extraTimePercent: 50, group: 'blue' })
})

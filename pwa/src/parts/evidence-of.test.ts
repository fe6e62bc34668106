import { expect, test } from 'vitest'
import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import { evidenceOf } from './evidence-of.ts'

const NOON = Date.UTC(2026, 5, 1, 12)
const HOUR = 3_600_000
const attempt: Attempt = {
  id: 'a1',
  personId: 'ana',
  courseId: 'c1',
  unitId: 'quiz1',
  device: 'phone',
  startedAt: NOON - HOUR,
  asked: [],
  seed: 1,
  answers: {},
  flagged: [],
  secondsUsed: 700,
  status: 'handed-in',
  handedInAt: NOON,
  marks: ['late'],
}

test('a phone whose clock was ahead: both times, by how much, and how late it was by the school’s', () => {
  const evidence = {
    clockOffset: -3 * HOUR,
    startedAt: NOON - 4 * HOUR,
    handedInAt: NOON - 3 * HOUR,
    handedInBefore: 2,
    attemptLimit: 2,
    deadline: NOON - 4 * HOUR,
    allowedSeconds: 600,
    enrolment: { status: 'left', since: NOON - 5 * HOUR },
  }
  expect(evidenceOf({ ...attempt, clockOffset: 12, evidence }, null)).toEqual({
    startedAt: NOON - HOUR,
    handedInAt: NOON,
    correctedAt: NOON - 3 * HOUR,
    receivedAt: undefined,
    deadline: NOON - 4 * HOUR,
    opensAt: undefined,
    lateBy: HOUR,
    clockOffset: -3 * HOUR,
    secondsUsed: 700,
    allowedSeconds: 600,
    attempt: { number: 3, limit: 2 },
    enrolment: { status: 'left', since: NOON - 5 * HOUR },
  })
})

test('clocks that agree are not spoken of; work in time is not late', () => {
  const evidence = { clockOffset: 800, startedAt: NOON, handedInAt: NOON, handedInBefore: 0, deadline: NOON }
  expect(evidenceOf({ ...attempt, evidence }, null)).toMatchObject({
    correctedAt: undefined,
    lateBy: undefined,
    clockOffset: undefined,
    attempt: undefined,
  })
})

test('work from before evidence was kept tells what the device has measured, and what its unit says now', () => {
  const unit = { assignment: { points: 5, dueAt: NOON - HOUR } }
  expect(evidenceOf({ ...attempt, clockOffset: -HOUR }, unit)).toMatchObject({
    clockOffset: -HOUR,
    deadline: NOON - HOUR,
    lateBy: HOUR,
  })
})

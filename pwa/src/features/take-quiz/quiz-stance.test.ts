import { describe, expect, test } from 'vitest'
import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import type { Enrolment } from '@edutrack/shared-schema/collections/enrolments'
import type { QuizSettings, Unit } from '@edutrack/shared-schema/collections/units'
import { quizStance } from './quiz-stance.ts'

const unitOf = (quiz: Partial<QuizSettings>): Unit =>
  ({ id: 'u', quiz: { mode: 'graded', questionIds: ['1', '2', '3'], feedback: 'never', ...quiz } }) as Unit
const attempt = (id: string, more: Partial<Attempt>): Attempt =>
  ({ id, device: 'phone', status: 'handed-in', startedAt: 0, handedInAt: Number(id), ...more }) as Attempt
const stanceOf = (
  quiz: Partial<QuizSettings>,
  more: { readonly attempts?: readonly Attempt[]; readonly enrolment?: Partial<Enrolment> } = {},
) =>
  quizStance({
    unit: unitOf(quiz),
    enrolment: (more.enrolment ?? null) as Enrolment | null,
    attempts: more.attempts ?? [],
    device: 'phone',
    now: 1000,
  })

describe('whether one may begin', () => {
  test.each([
    ['at any time', {}, 'open'],
    ['before it opens', { opensAt: 1001 }, 'not-yet'],
    ['when it has opened', { opensAt: 1000 }, 'open'],
    ['after it was due', { dueAt: 999 }, 'closed'],
    ['after it was due, before it closes', { dueAt: 999, closesAt: 2000 }, 'open'],
    ['after it has closed', { closesAt: 999 }, 'closed'],
  ] as const)('%s', (_, quiz, door) => {
    expect(stanceOf(quiz).door).toBe(door)
  })
  test('the learner’s own deadline comes before the quiz’s', () => {
    const enrolment = { dueAtByUnit: { u: 5000 } }
    expect(stanceOf({ closesAt: 999 }, { enrolment })).toMatchObject({ door: 'open', dueAt: 5000, closesAt: 5000 })
  })
  test('only what was handed in counts towards the limit, and practice has none', () => {
    const attempts = [attempt('1', {}), attempt('2', { status: 'open' })]
    expect(stanceOf({ attemptLimit: 2 }, { attempts }).door).toBe('open')
    expect(stanceOf({ attemptLimit: 1 }, { attempts }).door).toBe('over-limit')
    expect(stanceOf({ attemptLimit: 1, mode: 'practice' }, { attempts }).door).toBe('open')
  })
})

test('each device goes on with its own attempt', () => {
  const attempts = [
    attempt('1', {}),
    attempt('3', {}),
    attempt('4', { status: 'open', device: 'laptop' }),
    attempt('5', { status: 'open' }),
  ]
  const stance = stanceOf({}, { attempts })
  expect(stance.open?.id).toBe('5')
  expect(stance.openElsewhere.map(({ id }) => id)).toEqual(['4'])
  expect(stance.handedIn.map(({ id }) => id)).toEqual(['3', '1'])
})

test('a draw asks fewer, never more than there are', () => {
  expect(stanceOf({ draw: 2 }).questionCount).toBe(2)
  expect(stanceOf({ draw: 9 }).questionCount).toBe(3)
  expect(stanceOf({}).questionCount).toBe(3)
})

test('extra time', () => {
  expect(stanceOf({ timeLimitSeconds: 600 }, { enrolment: { extraTimePercent: 50 } }).limitSeconds).toBe(900)
})

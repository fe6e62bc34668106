import { expect, test } from 'vitest'
import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import type { OutboxItem, WorkState } from '#app/services.ts'
import { wayOf } from './way-of.ts'

const attempt = (more: Partial<Attempt> = {}): Attempt =>
  ({
    id: 'a',
    personId: 'p',
    courseId: 'c',
    unitId: 'u',
    startedAt: 1,
    status: 'handed-in',
    handedInAt: 2,
    ...more,
  }) as Attempt
const receipt = { receivedAt: 3 } as NonNullable<Attempt['receipt']>
const grade = { earned: 1, points: 2, parts: [], pending: false, gradedAt: 4 }
const item = (state: WorkState, of?: Attempt): OutboxItem => ({
  id: 'a',
  collection: of === undefined ? 'enrolments' : 'attempts',
  title: '',
  state,
  since: 1,
  ...(of === undefined ? {} : { attempt: of }),
})
const said = (of: OutboxItem): string =>
  wayOf(of)
    .map(({ name, state }) => `${name}:${state}`)
    .join(' ')

test.each([
  [item('on-this-phone'), 'kept:now sent:ahead received:ahead'],
  [item('sending'), 'kept:done sent:now received:ahead'],
  [item('on-this-phone', attempt()), 'handed-in:now sent:ahead received:ahead graded:ahead'],
  [item('sending', attempt()), 'handed-in:done sent:now received:ahead graded:ahead'],
  [item('received', attempt({ receipt })), 'handed-in:done received:now graded:ahead'],
  [
    item('received', attempt({ receipt, grade: { ...grade, pending: true } })),
    'handed-in:done received:now graded:ahead',
  ],
  [item('graded', attempt({ receipt, grade })), 'handed-in:done received:done graded:done'],
  [item('needs-you', attempt()), 'stopped:now'],
])('%#: %2$s', (of, way) => {
  expect(said(of)).toBe(way)
})

test('answers that are not handed in are kept, and handing in lies ahead', () => {
  const { handedInAt: _, ...open } = attempt({ status: 'open' })
  expect(said(item('on-this-phone', open))).toBe('kept:now handed-in:ahead received:ahead')
})

import { expect, test } from 'vitest'
import type { Notice } from '@edutrack/shared-schema/collections/notices'
import type { OutboxItem } from '#app/services.ts'
import { choicesOf, editorOf } from './choices-of.ts'

const item = (more: Partial<OutboxItem>): OutboxItem => ({
  id: 'i',
  collection: 'attempts',
  title: '',
  courseId: 'c',
  state: 'needs-you',
  since: 0,
  ...more,
})
const notice = { id: 'n' } as Notice

test.each([
  [item({ collection: 'enrolments', code: 'course-full', notice }), ['try-again', 'other-course', 'settle']],
  [item({ collection: 'enrolments', code: 'invitation-needed', notice }), ['other-course', 'settle']],
  [item({ code: 'already-handed-in', notice }), ['open-course', 'settle']],
  [item({ code: 'invalid-document' }), ['open-course']],
  [item({ collection: 'units', code: 'edited-elsewhere' }), ['compare']],
  [item({ collection: 'units', code: 'not-yours', notice }), ['open-course', 'settle']],
])('%#: %o offers %j', (of, choices) => {
  expect(choicesOf(of)).toEqual(choices)
})

test('what an instructor writes leads to its editor', () => {
  expect(editorOf(item({ collection: 'courses', id: 'c9' }))).toBe('/teach/c9')
  expect(editorOf(item({ collection: 'units', id: 'u' }))).toBe('/teach/c/units/u')
  expect(editorOf(item({ collection: 'questions', id: 'q' }))).toBe('/teach/c/questions/q')
  expect(editorOf(item({ collection: 'attempts' }))).toBeUndefined()
})

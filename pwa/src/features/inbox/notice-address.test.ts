import { expect, test } from 'vitest'
import type { Notice } from '@edutrack/shared-schema/collections/notices'
import { noticeAddress } from './notice-address.ts'

const notice = (more: Partial<Notice>): Notice => ({ id: 'n', personId: 'p', kind: 'graded', at: 0, ...more })
const about = (collection: string, id: string): NonNullable<Notice['subject']> => ({ collection, id, title: '' })

test.each([
  [notice({ kind: 'refused', courseId: 'c', subject: about('attempts', 'a') }), '/outbox/n'],
  [notice({ kind: 'refused', courseId: 'c', subject: about('enrolments', 'p:c'), readAt: 1 }), '/courses/c'],
  [notice({ courseId: 'c', subject: about('attempts', 'a') }), '/outbox/a'],
  [notice({ kind: 'deadline', courseId: 'c', subject: about('units', 'u') }), '/courses/c/units/u'],
  [notice({ kind: 'announcement', courseId: 'c', subject: about('posts', 'x') }), '/courses/c/discussion/x'],
  [notice({ kind: 'certificate' }), '/inbox'],
  [notice({ kind: 'certificate', courseId: 'c', subject: about('certificates', 'x') }), '/certificates/x'],
])('%#: %o leads to %s', (of, address) => {
  expect(noticeAddress(of)).toBe(address)
})

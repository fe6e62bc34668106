import { expect, test } from 'vitest'
import { groupsOf } from './groups-of.ts'

const groups = new Set(['outbox', 'work', 'error', 'error-of-work', 'sign-in'])

test.each([
  ["t('outbox.title')", ['outbox']],
  ['t(`work.stage-${name}`), t("sign-in.title")', ['sign-in', 'work']],
  ['tOf(outcome.messageId)', ['error', 'error-of-work']],
  ['tOfRequest(outcome.messageId)', ['error']],
  ["t('error.link-expired')", ['error']],
  ["t('error.course-full')", ['error-of-work']],
  ['t(`error.${code}`)', ['error', 'error-of-work']],
  ['t(`error.file-${code}`)', ['error', 'error-of-work']],
  ["import x from './outbox.module.css'; 'other.thing'; outbox.length", []],
  ["const keys = ['outbox.title', 'outbox.text'] as const", ['outbox']],
])('%s says %j', (source, said) => {
  expect(groupsOf(source, groups)).toEqual(said)
})

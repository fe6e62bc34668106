import { expect, test } from 'vitest'
import { groupsOf } from './groups-of.ts'

const groups = new Set(['outbox', 'work', 'error', 'sign-in'])

test.each([
  ["t('outbox.title')", ['outbox']],
  ['t(`work.stage-${name}`), t("sign-in.title")', ['sign-in', 'work']],
  ['tOf(outcome.messageId)', ['error']],
  ["import x from './outbox.module.css'; 'other.thing'; outbox.length", []],
  ["const keys = ['outbox.title', 'outbox.text'] as const", ['outbox']],
])('%s says %j', (source, said) => {
  expect(groupsOf(source, groups)).toEqual(said)
})

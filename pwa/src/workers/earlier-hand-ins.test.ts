import { expect, test } from 'vitest'
import { usualFixtures } from '#testing/fixtures/fixtures.ts'
import { earlierHandIns } from './earlier-hand-ins.ts'

test('hand-ins of an earlier version are counted, open attempts and later versions are not', () => {
  const [sample] = usualFixtures(0).attempts
  if (sample === undefined) throw new Error('no attempt')
  const with_ = (status: 'open' | 'handed-in', version: number) => ({
    ...sample,
    status,
    asked: [{ questionId: 'q', version }],
  })
  const attempts = [with_('handed-in', 1), with_('handed-in', 2), with_('handed-in', 3), with_('open', 1)]
  expect(earlierHandIns(attempts, { id: 'q', version: 3 })).toBe(2)
  expect(earlierHandIns(attempts, { id: 'other', version: 3 })).toBe(0)
})

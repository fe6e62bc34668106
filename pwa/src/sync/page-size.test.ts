import { expect, test } from 'vitest'
import { MAX_DOCUMENTS_PER_PULL } from '@edutrack/shared-schema/protocol/limits'
import { FEWEST_PER_PAGE, nextPageSize } from './page-size.ts'

test('pages grow where they are quick, shrink where they are slow, and stay within bounds', () => {
  const after = (...times: readonly number[]): number => times.reduce(nextPageSize, FEWEST_PER_PAGE)
  expect(after(200)).toBe(500)
  expect(after(200, 300, 300, 300)).toBe(MAX_DOCUMENTS_PER_PULL)
  expect(after(200, 2000)).toBe(500)
  expect(after(200, 200, 9000)).toBe(500)
  expect(after(9000, 9000)).toBe(FEWEST_PER_PAGE)
})

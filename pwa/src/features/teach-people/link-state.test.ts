import { expect, test } from 'vitest'
import { linkState } from './link-state.ts'

test.each([
  [{ used: 3 }, 'open'],
  [{ used: 3, capacity: 4, expiresAt: 11 }, 'open'],
  [{ used: 4, capacity: 4 }, 'full'],
  [{ used: 0, expiresAt: 10 }, 'expired'],
  // What its maker has done counts before what time does.
  [{ used: 9, capacity: 4, expiresAt: 1, revokedAt: 5 }, 'revoked'],
])('%j is %s', (link, state) => {
  expect(linkState(link, 10)).toBe(state)
})

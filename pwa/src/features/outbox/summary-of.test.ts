import { expect, test } from 'vitest'
import { summaryOf } from './summary-of.ts'

test.each([
  [
    { problem: null, isOnline: true, unsent: 0 },
    { reason: 'nothing', action: 'send' },
  ],
  [
    { problem: null, isOnline: true, unsent: 2 },
    { reason: 'going', action: 'send' },
  ],
  [
    { problem: null, isOnline: false, unsent: 2 },
    { reason: 'offline', action: 'none' },
  ],
  [
    { problem: 'offline', isOnline: true, unsent: 0 },
    { reason: 'offline-nothing', action: 'none' },
  ],
  [
    { problem: 'unavailable', isOnline: true, unsent: 2 },
    { reason: 'unavailable', action: 'send' },
  ],
  [
    { problem: 'no-room', isOnline: true, unsent: 1 },
    { reason: 'no-room', action: 'send' },
  ],
  [
    { problem: 'not-signed-in', isOnline: true, unsent: 0 },
    { reason: 'not-signed-in-nothing', action: 'sign-in' },
  ],
  [
    { problem: 'not-signed-in', isOnline: true, unsent: 2 },
    { reason: 'not-signed-in', action: 'sign-in' },
  ],
  [
    { problem: 'protocol-mismatch', isOnline: false, unsent: 2 },
    { reason: 'protocol-mismatch', action: 'update' },
  ],
] as const)('%o: %o', (given, said) => {
  expect(summaryOf(given)).toEqual(said)
})

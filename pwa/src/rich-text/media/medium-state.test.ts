import { expect, test } from 'vitest'
import { mediumState } from './medium-state.ts'

const known = { isListed: true, isStored: false, isWanted: false, isOnline: true, isCostly: false }

test.each([
  ['on this device, offline', { isStored: true, isOnline: false }, 'show'],
  ['on this device, costly link', { isStored: true, isCostly: true }, 'show'],
  ['not here, cheap link', {}, 'show'],
  ['not here, costly link', { isCostly: true }, 'ask'],
  ['not here, costly link, agreed to', { isCostly: true, isWanted: true }, 'show'],
  ['not here, offline', { isOnline: false }, 'away'],
  ['agreed to, but the network has gone', { isOnline: false, isWanted: true }, 'away'],
  ['not known whether it is here', { isStored: undefined }, 'unknown'],
  ['not known what the link costs', { isCostly: undefined }, 'unknown'],
  ['gone from the course', { isListed: false }, 'missing'],
] as const)('%s', (_, more, state) => {
  expect(mediumState({ ...known, ...more })).toBe(state)
})

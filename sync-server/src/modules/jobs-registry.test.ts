import { expect, test } from 'vitest'
import { jobsRegistry } from './jobs-registry.ts'

test('S15: what people wait for stays among the failed until it is put back; what some time later serves nobody does not', () => {
  const hours = jobsRegistry.flatMap(({ kind, failedForMs }) =>
    failedForMs === undefined ? [] : [[kind, failedForMs / 3600_000] as const],
  )
  expect(Object.fromEntries(hours)).toEqual({
    'push-notice': 24,
    'tell-notices': 24,
    'sweep-media': 24,
    'reset-letter': 1,
  })
})

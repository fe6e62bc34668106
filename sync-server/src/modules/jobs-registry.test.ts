import { expect, test } from 'vitest'
import { jobsRegistry } from './jobs-registry.ts'

test('S15: what people wait for stays among the failed until it is put back; what a day later serves nobody does not', () => {
  const forgotten = jobsRegistry.filter(({ failedForMs }) => failedForMs !== undefined)
  expect(forgotten.map(({ kind }) => kind).toSorted()).toEqual(['push-notice', 'sweep-media', 'tell-notices'])
  for (const { failedForMs } of forgotten) expect(failedForMs).toBe(24 * 3600_000)
})

import { expect, test } from 'vitest'
import { createTestClock, NOON } from '#testing/test-clock.ts'
import { createServerMetrics } from './server-metrics.ts'

test('of parts that say nothing no figure is told, and those of the others soon', async () => {
  const never = () => new Promise<never>(() => {})
  const clock = createTestClock()
  const metrics = createServerMetrics()
  metrics.watch({
    engine: { streamCount: () => 7 },
    store: { head: never, row: never },
    queue: { figures: never },
    cache: { figures: () => ({ hits: 3, misses: 1 }) },
    bus: { isConnected: () => true },
    clock,
  })
  const collected = metrics.collect()
  // All have been asked by then.
  await new Promise((resolve) => setImmediate(resolve))
  clock.set(NOON + 5000)
  const { text } = await collected
  expect(text).toContain('edutrack_streams 7')
  expect(text).toContain('edutrack_cache_requests_total{outcome="hit"} 3')
  expect(text).not.toMatch(/^edutrack_(log_head|queue_jobs|media_bytes)\b.* \d/m)
})

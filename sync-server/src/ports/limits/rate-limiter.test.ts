import { expect, test } from 'vitest'
import { createTestClock } from '#testing/test-clock.ts'
import { createRateLimiter } from './rate-limiter.ts'

test('a burst is let through, then as many a minute as allowed; one key does not cost another', () => {
  const clock = createTestClock()
  const limiter = createRateLimiter({ burst: 3, perMinute: 6 }, { clock })
  expect([1, 2, 3].map(() => limiter.take('a'))).toEqual([0, 0, 0])
  expect(limiter.take('a')).toBeCloseTo(10)
  expect(limiter.take('b')).toBe(0)
  clock.set(clock.now() + 10_000)
  expect(limiter.take('a')).toBe(0)
  expect(limiter.take('a')).toBeGreaterThan(0)
  clock.set(clock.now() + 3_600_000)
  expect([1, 2, 3, 4].map(() => limiter.take('a') === 0)).toEqual([true, true, true, false])
})

test('what is given back may be taken again, and no more than the burst', () => {
  const limiter = createRateLimiter({ burst: 1, perMinute: 1 }, { clock: createTestClock() })
  for (let i = 0; i < 5; i += 1) {
    expect(limiter.take('a')).toBe(0)
    limiter.giveBack('a')
  }
  limiter.giveBack('a')
  expect(limiter.take('a')).toBe(0)
  expect(limiter.take('a')).toBeGreaterThan(0)
})

test('many keys are forgotten in the order of their use', () => {
  const limiter = createRateLimiter({ burst: 1, perMinute: 1 }, { clock: createTestClock(), mostKeys: 2 })
  for (const key of ['a', 'b', 'a', 'c']) limiter.take(key)
  expect(limiter.take('a')).toBeGreaterThan(0)
  expect(limiter.take('b')).toBe(0)
})

test('a clock that is set back gives nothing away', () => {
  const clock = createTestClock()
  const limiter = createRateLimiter({ burst: 1, perMinute: 1 }, { clock })
  limiter.take('a')
  clock.set(clock.now() - 3_600_000)
  expect(limiter.take('a')).toBeGreaterThan(0)
})

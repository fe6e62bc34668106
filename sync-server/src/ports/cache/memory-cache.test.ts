import { expect, test } from 'vitest'
import { createTestClock } from '#testing/test-clock.ts'
import { describeCacheContract } from './cache-contract.ts'
import { createMemoryCache } from './memory-cache.ts'

describeCacheContract('memory', async () => {
  const clock = createTestClock()
  const cache = createMemoryCache({ clock })
  return {
    cache,
    other: cache,
    wait: async (seconds) => clock.set(clock.now() + seconds * 1000),
    cleanUp: () => cache.close(),
  }
})

test('it holds no more than it may: what was not asked for the longest time goes first', async () => {
  const cache = createMemoryCache({ clock: createTestClock(), maxCharacters: 400 })
  const options = { seconds: 60, tags: [] }
  const text = 'x'.repeat(96)
  for (const key of ['a', 'b', 'c']) await cache.getOrMake(key, options, async () => text)
  await cache.getOrMake('a', options, async () => 'asked for again')
  for (const key of ['d', 'e']) await cache.getOrMake(key, options, async () => text)
  const { misses } = cache.figures()
  await cache.getOrMake('a', options, async () => text)
  expect(cache.figures().misses).toBe(misses)
  await cache.getOrMake('b', options, async () => text)
  expect(cache.figures().misses).toBe(misses + 1)
})

test('what is larger than the whole cache is given and not kept', async () => {
  const cache = createMemoryCache({ clock: createTestClock(), maxCharacters: 50 })
  const large = 'x'.repeat(60)
  expect(await cache.getOrMake('a', { seconds: 60, tags: [] }, async () => large)).toBe(large)
  await cache.getOrMake('a', { seconds: 60, tags: [] }, async () => large)
  expect(cache.figures()).toEqual({ hits: 0, misses: 2 })
})

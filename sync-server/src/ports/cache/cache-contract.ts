import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Cache } from './cache.ts'

/** What every adapter of the cache port promises; `other` is the same cache as another server holds it. */
export const describeCacheContract = (
  name: string,
  makeCaches: () => Promise<{
    readonly cache: Cache
    readonly other: Cache
    /** Lets that many seconds pass. */
    readonly wait: (seconds: number) => Promise<void>
    readonly cleanUp: () => Promise<void>
  }>,
): void => {
  describe(`cache: ${name}`, () => {
    let cache: Cache
    let other: Cache
    let wait: (seconds: number) => Promise<void>
    let cleanUp: () => Promise<void>
    beforeEach(async () => {
      ;({ cache, other, wait, cleanUp } = await makeCaches())
    })
    afterEach(() => cleanUp())
    const options = { seconds: 2, tags: ['t'] }
    const fail = () => Promise.reject(new Error('made again'))

    test('what was made is kept for its time, and is the caller’s own', async () => {
      const made = { list: [1], none: null }
      expect(await cache.getOrMake('k', options, async () => made)).toEqual(made)
      const kept = await cache.getOrMake<typeof made>('k', options, fail)
      expect(kept).toEqual({ list: [1], none: null })
      kept.list.push(2)
      expect(await cache.getOrMake('k', options, fail)).toEqual({ list: [1], none: null })
      await wait(2.1)
      expect(await cache.getOrMake('k', options, async () => 'new')).toBe('new')
    })

    test('those who ask at once share one making', async () => {
      let makings = 0
      const values = await Promise.all(
        Array.from({ length: 50 }, () =>
          cache.getOrMake('k', options, async () => {
            makings += 1
            await new Promise((resolve) => setTimeout(resolve, 10))
            return makings
          }),
        ),
      )
      expect(makings).toBe(1)
      expect(new Set(values)).toEqual(new Set([1]))
      expect(cache.figures()).toEqual({ hits: 49, misses: 1 })
    })

    test('a making that fails is told to all who wait, and is not kept', async () => {
      const both = await Promise.allSettled([cache.getOrMake('k', options, fail), cache.getOrMake('k', options, fail)])
      expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
      expect(await cache.getOrMake('k', options, async () => 1)).toBe(1)
    })

    test('what each server makes for itself is dropped on every server all the same', async () => {
      const own = { seconds: 60, tags: ['own'], isOwn: true }
      expect(await cache.getOrMake('k', own, async () => 1)).toBe(1)
      expect(await cache.getOrMake('k', own, async () => 2)).toBe(1)
      await other.invalidate(['own'])
      await expect.poll(() => cache.getOrMake('k', own, async () => 3)).toBe(3)
    })

    test('a tag drops its entries on every server, and no others', async () => {
      await cache.getOrMake('a', { seconds: 9, tags: ['x', 'y'] }, async () => 1)
      await cache.getOrMake('b', { seconds: 9, tags: ['y'] }, async () => 1)
      await cache.getOrMake('c', { seconds: 9, tags: ['z'] }, async () => 1)
      await other.getOrMake('a', { seconds: 9, tags: ['x', 'y'] }, async () => 1)
      await other.invalidate(['x', 'none'])
      await expect.poll(() => cache.getOrMake('a', { seconds: 9, tags: ['x'] }, async () => 2)).toBe(2)
      await expect.poll(() => other.getOrMake('a', { seconds: 9, tags: ['x'] }, async () => 2)).toBe(2)
      expect(await cache.getOrMake('b', { seconds: 9, tags: ['y'] }, fail)).toBe(1)
      expect(await cache.getOrMake('c', { seconds: 9, tags: ['z'] }, fail)).toBe(1)
    })

    test('what was being made when its tag was dropped is not kept, nor given to who asks after', async () => {
      let release = (): void => {}
      const gate = new Promise<void>((resolve) => {
        release = resolve
      })
      const before = cache.getOrMake('k', options, async () => {
        await gate
        return 'old'
      })
      await new Promise((resolve) => setTimeout(resolve, 5))
      await cache.invalidate(['t'])
      const after = cache.getOrMake('k', options, async () => 'new')
      release()
      expect(await before).toBe('old')
      expect(await after).toBe('new')
      expect(await cache.getOrMake('k', options, fail)).toBe('new')
    })

    test('names of every kind are keys', async () => {
      const keys = ['__proto__', 'constructor', '', 'a:b', 'ü\u0000', '*']
      for (const key of keys) await cache.getOrMake(key, { seconds: 9, tags: [key] }, async () => `of ${key}`)
      for (const key of keys) expect(await cache.getOrMake(key, options, fail)).toBe(`of ${key}`)
      await cache.invalidate(['*'])
      expect(await cache.getOrMake('a:b', options, fail)).toBe('of a:b')
    })
  })
}

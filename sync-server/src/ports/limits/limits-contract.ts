import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Limits } from './limits.ts'

/** What every adapter promises; `open` gives counts that nobody has used. */
export const describeLimitsContract = (name: string, open: () => Promise<Limits>): void => {
  describe(`limits: ${name}`, () => {
    let limits: Limits
    beforeEach(async () => {
      limits = await open()
    })
    afterEach(() => limits.close())

    test('a burst is let through, then as many a minute as allowed; one key and one purpose don’t cost another', async () => {
      const limiter = limits.limiter('a', { burst: 3, perMinute: 240 })
      const taken = [await limiter.take('k'), await limiter.take('k'), await limiter.take('k')]
      expect(taken).toEqual([0, 0, 0])
      const wait = await limiter.take('k')
      expect(wait).toBeGreaterThan(0)
      expect(wait).toBeLessThanOrEqual(0.25)
      expect(await limiter.take('other')).toBe(0)
      expect(await limits.limiter('b', { burst: 1, perMinute: 1 }).take('k')).toBe(0)
      await pause(wait * 1000 + 30)
      expect(await limiter.take('k')).toBe(0)
    })

    test('what is given back may be taken again, and no more than the burst', async () => {
      const limiter = limits.limiter('a', { burst: 2, perMinute: 0.01 })
      for (let i = 0; i < 5; i += 1) {
        expect(await limiter.take('k')).toBe(0)
        await limiter.giveBack('k')
      }
      await limiter.giveBack('k')
      expect([await limiter.take('k'), await limiter.take('k')]).toEqual([0, 0])
      expect(await limiter.take('k')).toBeGreaterThan(1000)
    })

    test('of many who take at the same moment as many pass as may', async () => {
      const limiter = limits.limiter('a', { burst: 7, perMinute: 0.01 })
      const waits = await Promise.all(Array.from({ length: 30 }, () => limiter.take('k')))
      expect(waits.filter((wait) => wait === 0)).toHaveLength(7)
    })
  })
}

import { expect, test } from 'vitest'
import { createTestClock } from '#testing/test-clock.ts'
import { untilDelivered } from './until-delivered.ts'

test('a network that is not whole yet is tried again within the event, and no longer once all is delivered', async () => {
  const clock = createTestClock()
  const triedAt: number[] = []
  const begunAt = clock.now()
  const isLeft = untilDelivered(clock, async () => {
    triedAt.push(clock.now() - begunAt)
    return triedAt.length < 3
  })
  await clock.advance(300_000)
  expect(await isLeft).toBe(false)
  expect(triedAt).toEqual([0, 3000, 10_000])
})

test('where nothing helps it ends before the browser ends it, and says that work is left', async () => {
  const clock = createTestClock()
  const begunAt = clock.now()
  let lastTryAt = 0
  const isLeft = untilDelivered(clock, async () => {
    lastTryAt = clock.now() - begunAt
    // A page that leads and never sends costs its whole patience.
    await new Promise<void>((resolve) => void clock.after(40_000, resolve))
    return true
  })
  await clock.advance(600_000)
  expect(await isLeft).toBe(true)
  expect(lastTryAt).toBeGreaterThan(0)
  expect(lastTryAt).toBeLessThanOrEqual(90_000)
})

test('a try that fails altogether is not the last', async () => {
  const clock = createTestClock()
  let tries = 0
  const delivered = untilDelivered(clock, async () => {
    tries += 1
    if (tries === 1) throw new Error('the database is being closed')
    return false
  })
  for (let second = 0; second < 10; second += 1) await clock.advance(1000)
  expect(await delivered).toBe(false)
  expect(tries).toBe(2)
})

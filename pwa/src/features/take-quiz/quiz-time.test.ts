import { expect, test } from 'vitest'
import { createTestClock } from '#testing/test-clock.ts'
import { createQuizTime, limitFor } from './quiz-time.ts'

const START = 5_000_000

test('runs from the start, and ends at the limit', async () => {
  const clock = createTestClock(START)
  const time = createQuizTime({ clock, startedAt: START, secondsUsed: 0, limitSeconds: 60 })
  await clock.advance(20_000)
  expect(time.elapsed()).toBe(20)
  expect(time.remaining()).toBe(40)
  await clock.advance(50_000)
  expect(time.remaining()).toBe(0)
  expect(time.elapsed()).toBe(70)
})

test('is right after the app was killed, being away included', () => {
  const time = createQuizTime({
    clock: createTestClock(START + 600_000),
    startedAt: START,
    secondsUsed: 45,
    limitSeconds: 900,
  })
  expect(time.elapsed()).toBe(600)
  expect(time.remaining()).toBe(300)
})

test('a clock that is set back gives no time, and takes none', async () => {
  const clock = createTestClock(START)
  const time = createQuizTime({ clock, startedAt: START, secondsUsed: 0, limitSeconds: 600 })
  await clock.advance(100_000)
  expect(time.elapsed()).toBe(100)
  clock.set(START - 3_600_000)
  expect(time.elapsed()).toBe(100)
  await clock.advance(10_000)
  expect(time.elapsed()).toBe(110)
})

test('set back and started anew: what was saved counts', () => {
  const time = createQuizTime({
    clock: createTestClock(START - 3_600_000),
    startedAt: START,
    secondsUsed: 240,
    limitSeconds: 600,
  })
  expect(time.remaining()).toBe(360)
})

test('without a limit there is nothing left to count', () => {
  expect(
    createQuizTime({ clock: createTestClock(), startedAt: 0, secondsUsed: 0, limitSeconds: undefined }).remaining(),
  ).toBeUndefined()
})

test('extra time of one learner', () => {
  expect(limitFor({ timeLimitSeconds: 1200 }, { extraTimePercent: 25 })).toBe(1500)
  expect(limitFor({ timeLimitSeconds: 1200 }, null)).toBe(1200)
  expect(limitFor({}, { extraTimePercent: 25 })).toBeUndefined()
})

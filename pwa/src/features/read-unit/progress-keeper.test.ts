import { expect, test } from 'vitest'
import { createTestClock } from '#testing/test-clock.ts'
import { createProgressKeeper, type Noted } from './progress-keeper.ts'

const setUp = (options: { readonly failures?: number; readonly isDone?: boolean } = {}) => {
  const clock = createTestClock()
  const written: Noted[] = []
  let failures = options.failures ?? 0
  const keeper = createProgressKeeper({
    clock,
    start: { position: 0, furthest: 0.1, isDone: options.isDone ?? false },
    write: async (noted) => {
      failures -= 1
      if (failures >= 0) throw new Error('closed')
      written.push(noted)
    },
  })
  return { clock, keeper, written }
}

test('moving is written once in some seconds, with where it ended', async () => {
  const { clock, keeper, written } = setUp()
  keeper.moved(0.1, 0.3)
  keeper.moved(0.2, 0.4)
  await clock.advance(4999)
  expect(written).toEqual([])
  keeper.moved(0.15, 0.35)
  await clock.advance(1)
  expect(written).toEqual([{ position: 0.15, furthest: 0.4, secondsMore: 0, isDone: false }])
  await clock.advance(60_000)
  expect(written).toHaveLength(1)
})

test('attention alone is written when enough has come together, and each second once', async () => {
  const { clock, keeper, written } = setUp()
  keeper.attended(10)
  await clock.advance(10_000)
  expect(written).toEqual([])
  keeper.attended(5)
  await clock.advance(5000)
  keeper.attended(3)
  await keeper.flush()
  expect(written.map(({ secondsMore }) => secondsMore)).toEqual([15, 3])
})

test('the end is written at once, and once', async () => {
  const { keeper, written } = setUp()
  keeper.finished()
  keeper.finished()
  await keeper.flush()
  expect(written).toEqual([{ position: 0, furthest: 1, secondsMore: 0, isDone: true }])
})

test('what was finished before is not finished again', async () => {
  const { keeper, written } = setUp({ isDone: true })
  keeper.finished()
  await keeper.flush()
  expect(written).toEqual([])
})

test('what could not be written goes with what comes next', async () => {
  const { clock, keeper, written } = setUp({ failures: 2 })
  keeper.moved(0.5, 0.6)
  keeper.attended(4)
  await keeper.flush()
  await keeper.flush()
  expect(written).toEqual([])
  keeper.attended(12)
  await clock.advance(5000)
  expect(written).toEqual([{ position: 0.5, furthest: 0.6, secondsMore: 16, isDone: false }])
})

test('nothing is written where nothing has happened', async () => {
  const { keeper, written } = setUp()
  keeper.moved(0, 0.05)
  await keeper.flush()
  expect(written).toEqual([])
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createTestClock } from '#testing/test-clock.ts'
import { createAnswerSaver, type SaveState } from './answer-saver.ts'

const setUp = (options: { readonly failures?: number; readonly saveMs?: number } = {}) => {
  const clock = createTestClock()
  const written: [string, unknown][] = []
  const states: SaveState[] = []
  let failures = options.failures ?? 0
  let isSaving = false
  const saver = createAnswerSaver({
    clock,
    save: async (id, value) => {
      expect(isSaving).toBe(false) // One at a time.
      isSaving = true
      if (options.saveMs !== undefined)
        await new Promise<void>((resolve) => void clock.after(options.saveMs ?? 0, resolve))
      isSaving = false
      failures -= 1
      if (failures >= 0) throw new Error('full')
      written.push([id, value])
    },
    onState: (state) => states.push(state),
  })
  return { clock, saver, written, states }
}

test('a choice is saved at once', async () => {
  const { clock, saver, written, states } = setUp()
  saver.put('q1', 'a', 'now')
  await clock.advance(0)
  expect(written).toEqual([['q1', 'a']])
  expect(states.at(-1)).toBe('saved')
})

test('typing is saved from its first letter, in each pause, and at least every second without one', async () => {
  const { clock, saver, written } = setUp()
  for (let letter = 1; letter <= 30; letter += 1) {
    saver.put('q1', 'x'.repeat(letter), 'typed')
    await clock.advance(0)
    if (letter === 1) expect(written).toEqual([['q1', 'x']])
    await clock.advance(100)
  }
  expect(written.length).toBeGreaterThanOrEqual(3)
  expect(written.length).toBeLessThanOrEqual(5)
  await clock.advance(250)
  expect(written.at(-1)).toEqual(['q1', 'x'.repeat(30)])
})

test('what is typed while a save runs is saved after it', async () => {
  const { clock, saver, written } = setUp({ saveMs: 50 })
  saver.put('q1', 'a', 'now')
  await clock.advance(10)
  saver.put('q1', 'ab', 'now')
  saver.put('q2', 'c', 'now')
  await clock.advance(500)
  expect(written).toEqual([
    ['q1', 'a'],
    ['q1', 'ab'],
    ['q2', 'c'],
  ])
})

test('leaving saves what was typed a moment ago', async () => {
  const { clock, saver, written } = setUp()
  saver.put('q1', 'half', 'typed')
  await clock.advance(100)
  saver.put('q1', 'half a wo', 'typed')
  expect(written).toEqual([['q1', 'half']])
  expect(await saver.flush()).toBe(true)
  expect(written.at(-1)).toEqual(['q1', 'half a wo'])
  expect(await saver.flush()).toBe(true)
  expect(written).toHaveLength(2)
})

test('what can’t be saved is said, kept, and tried again', async () => {
  const { clock, saver, written, states } = setUp({ failures: 1 })
  saver.put('q1', 'a', 'now')
  expect(await saver.flush()).toBe(false)
  expect(states.at(-1)).toBe('failed')
  await clock.advance(3000)
  expect(written).toEqual([['q1', 'a']])
  expect(states.at(-1)).toBe('saved')
})

test('whatever is answered in whatever order, after a flush the latest of each is saved', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          id: fc.constantFrom('a', 'b', 'c'),
          value: fc.nat(),
          how: fc.constantFrom('typed' as const, 'now' as const),
          wait: fc.nat(1000),
        }),
      ),
      fc.nat(4),
      async (answers, failures) => {
        const { clock, saver, written } = setUp({ saveMs: 30, failures })
        const latest = new Map<string, number>()
        for (const { id, value, how, wait } of answers) {
          saver.put(id, value, how)
          latest.set(id, value)
          await clock.advance(wait)
        }
        void saver.flush()
        await clock.advance(60_000)
        for (const [id, value] of latest) expect(written.findLast(([written]) => written === id)).toEqual([id, value])
      },
    ),
  )
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { orderChoices, questionSeed } from './order-choices.ts'

test('the same attempt and question give the same order, with every choice in it', () => {
  fc.assert(
    fc.property(fc.nat(), fc.string(), fc.uniqueArray(fc.string(), { maxLength: 30 }), (seed, id, choices) => {
      const order = orderChoices(choices, questionSeed(seed, id))
      expect(order).toEqual(orderChoices(choices, questionSeed(seed, id)))
      expect(order.toSorted()).toEqual(choices.toSorted())
    }),
  )
})

test('questions of one attempt are mixed differently, and one question in different attempts', () => {
  const orders = (of: (index: number) => number): number =>
    new Set(Array.from({ length: 50 }, (_, index) => orderChoices(['a', 'b', 'c', 'd', 'e'], of(index)).join(''))).size
  expect(orders((index) => questionSeed(7, `question-${String(index)}`))).toBeGreaterThan(20)
  expect(orders((index) => questionSeed(index, 'question-1'))).toBeGreaterThan(20)
})

test('without a seed they stay as written', () => {
  expect(orderChoices(['b', 'a'], undefined)).toEqual(['b', 'a'])
})

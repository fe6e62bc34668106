import fc from 'fast-check'
import { expect, test } from 'vitest'
import { concealOrder } from '#questions/conceal-order.ts'
import { longestRisingRun } from './longest-rising-run.ts'
import { ordering } from './ordering.ts'

const permutation = fc.integer({ min: 2, max: 9 }).chain((size) =>
  fc.shuffledSubarray(
    Array.from({ length: size }, (_, index) => `i${String(index)}`),
    { minLength: size, maxLength: size },
  ),
)
const gradeOf = (order: readonly string[], given: readonly string[]) =>
  ordering.grade({ content: { items: [] }, key: { order: [...order] } }, { order: [...given] })

test('all is earned by the right order alone, nothing only by the reversed one', () => {
  fc.assert(
    fc.property(permutation, (given) => {
      const right = given.toSorted()
      const { fraction } = gradeOf(right, given)
      expect(fraction === 1).toBe(given.join() === right.join())
      expect(fraction === 0).toBe(given.join() === right.toReversed().join())
    }),
  )
})

test('one item moved costs one step, wherever from and to', () => {
  fc.assert(
    fc.property(permutation, fc.nat(), fc.nat(), (order, from, to) => {
      const moved = [...order]
      const [item] = moved.splice(from % order.length, 1)
      moved.splice(to % order.length, 0, item as string)
      const cost = moved.join() === order.join() ? 0 : 1 / (order.length - 1)
      expect(gradeOf(order, moved).fraction).toBeCloseTo(1 - cost, 10)
    }),
  )
})

test('what is left out counts as one to move', () => {
  expect(gradeOf(['a', 'b', 'c', 'd', 'e'], ['a', 'c', 'e']).fraction).toBeCloseTo(0.5, 10)
})

test('parts tell the items that may stay', () => {
  expect(gradeOf(['a', 'b', 'c', 'd'], ['b', 'c', 'd', 'a']).parts).toEqual({ a: false, b: true, c: true, d: true })
  expect(gradeOf(['a', 'b'], ['b', 'a']).parts).toEqual({ a: false, b: false })
})

/** By trying every choice of numbers. */
const longestByTrying = (numbers: readonly number[]): number => {
  let longest = 0
  for (let choice = 0; choice < 2 ** numbers.length; choice += 1) {
    const chosen = numbers.filter((_, index) => (choice >> index) % 2 === 1)
    if (chosen.every((value, index) => index === 0 || value > (chosen[index - 1] as number)))
      longest = Math.max(longest, chosen.length)
  }
  return longest
}

test('the longest rising run is one of the numbers, rises, and none is longer', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(12), { maxLength: 9 }), (numbers) => {
      const run = longestRisingRun(numbers)
      expect(run.every((value, index) => index === 0 || value > (run[index - 1] as number))).toBe(true)
      let at = -1
      for (const value of run) {
        at = numbers.indexOf(value, at + 1)
        expect(at).toBeGreaterThanOrEqual(0)
      }
      expect(run.length).toBe(longestByTrying(numbers))
    }),
  )
})

test('an order concealed is the same whatever it was before', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string()), (texts) => {
      const items = texts.map((markdown) => ({ markdown }))
      const concealed = concealOrder(items)
      expect(concealed.toSorted((a, b) => (a.markdown < b.markdown ? -1 : 1))).toEqual(
        items.toSorted((a, b) => (a.markdown < b.markdown ? -1 : 1)),
      )
      expect(concealOrder(items.toReversed())).toEqual(concealed)
    }),
  )
})

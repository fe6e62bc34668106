import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from '#canonical-json.ts'
import { mergeProgress, type Progress } from './progress.ts'

const devices = fc.constantFrom('phone', 'tablet', 'laptop')
const states: fc.Arbitrary<Progress> = fc
  .record({
    openedAt: fc.nat(20),
    doneAt: fc.option(fc.nat(20), { nil: undefined }),
    furthest: fc.integer({ min: 0, max: 10 }).map((tenths) => tenths / 10),
    place: fc.record({ position: fc.nat(5), at: fc.nat(5), device: devices }),
    secondsByDevice: fc.dictionary(devices, fc.nat(9)),
  })
  .map(({ doneAt, ...state }) => ({
    id: 'p:u',
    personId: 'p',
    courseId: 'c',
    unitId: 'u',
    ...state,
    ...(doneAt === undefined ? {} : { doneAt }),
  }))
const same = (a: Progress, b: Progress): void => {
  expect(canonicalJson(a)).toBe(canonicalJson(b))
}

test('S11: merging progress is commutative', () =>
  fc.assert(fc.property(states, states, (a, b) => same(mergeProgress(a, b), mergeProgress(b, a)))))
test('S11: merging progress is associative', () =>
  fc.assert(
    fc.property(states, states, states, (a, b, c) =>
      same(mergeProgress(mergeProgress(a, b), c), mergeProgress(a, mergeProgress(b, c))),
    ),
  ))
test('S11: merging progress is idempotent', () => fc.assert(fc.property(states, (a) => same(mergeProgress(a, a), a))))
test('S11: progress never goes back', () =>
  fc.assert(
    fc.property(states, states, (a, b) => {
      const merged = mergeProgress(a, b)
      expect(merged.furthest).toBeGreaterThanOrEqual(Math.max(a.furthest, b.furthest))
      if (a.doneAt !== undefined) expect(merged.doneAt).toBeLessThanOrEqual(a.doneAt)
      for (const [device, seconds] of Object.entries(a.secondsByDevice))
        expect(merged.secondsByDevice[device]).toBeGreaterThanOrEqual(seconds)
    }),
  ))

import { expect, test } from 'vitest'
import { watchedShare } from './watched-share.ts'

test.each([
  ['nothing played', 100, 0, [], 0],
  ['the first half', 100, 0, [[0, 50]], 0.5],
  [
    'a jump to the end watches only the end',
    100,
    0,
    [
      [0, 5],
      [90, 100],
    ],
    0.15,
  ],
  [
    'small skips leave no gap',
    100,
    0,
    [
      [0, 30],
      [40, 60],
    ],
    0.6,
  ],
  ['going on where it was left', 100, 0.5, [[50, 92]], 0.92],
  [
    'the same part twice counts once',
    100,
    0,
    [
      [0, 50],
      [20, 40],
    ],
    0.5,
  ],
  ['what was known never shrinks', 100, 0.8, [[0, 10]], 0.8],
  ['never over the whole', 100, 1, [[0, 100.4]], 1],
  ['a video whose length is not known yet', Number.NaN, 0.3, [[0, 10]], 0.3],
] as const)('%s', (_, duration, furthest, played, share) => {
  expect(watchedShare(duration, furthest, played)).toBeCloseTo(share)
})

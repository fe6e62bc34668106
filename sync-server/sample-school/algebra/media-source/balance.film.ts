import { between, circle, colours, faded, formula, line, mix, path, rect } from '../../media-tools/draw.ts'
import type { Film, Moment } from '../../media-tools/film.ts'

const { teal, deep, mid, pale, amber, sand, ink, paper, red } = colours

export const balance: Film = {
  lines: [
    { text: 'Here is a balance. On the left there are two boxes and three weights. On the right, nine weights.' },
    {
      text: 'It hangs level, so both sides are equal: 2x + 3 = 9.',
      spoken: 'It hangs level, so both sides are equal. Two x, plus three, equals nine.',
    },
    { text: 'Take three weights from the left. Now it tips.', pause: 1 },
    {
      text: 'Take three from the right as well, and it is level again: 2x = 6.',
      spoken: 'Take three from the right as well, and it is level again. Two x equals six.',
      pause: 0.8,
    },
    { text: 'Two boxes, six weights. Share both sides into two equal parts.', pause: 0.8 },
    { text: 'So one box weighs three: x = 3.', spoken: 'So one box weighs three. x equals three.', pause: 0.8 },
    {
      text: 'Put it back to check: 2 times 3, plus 3, is 9.',
      spoken: 'Put it back to check. Two times three, plus three, is nine.',
      pause: 1.5,
    },
  ],
  draw: (moment) => [rect(0, 0, 854, 480, paper), rect(0, 410, 854, 70, pale), scales(moment), words(moment)].join(''),
}

/** Three weights beside the boxes, from the point where the pan hangs. */
const LEFT_WEIGHTS: readonly (readonly [x: number, y: number])[] = [
  [62, 170],
  [102, 170],
  [82, 136],
]

/** How far something has gone that happens during a line, 0 before it and 1 after it. */
const during = ({ line: at, part }: Moment, when: number, from: number, to: number): number =>
  at < when ? 0 : at > when ? 1 : between(part, from, to)

const scales = (moment: Moment): string => {
  const isCheck = moment.line === 6
  const leftGone = isCheck ? 0 : during(moment, 2, 0.3, 0.6)
  const rightGone = isCheck ? 0 : during(moment, 3, 0.1, 0.4)
  const halved = isCheck ? 0 : during(moment, 5, 0, 0.3)
  const split = isCheck ? 0 : during(moment, 4, 0.45, 0.8)
  // What is missing on one side lifts that side.
  const tilt = 26 * (leftGone - rightGone)
  const left: readonly [number, number] = [200, 130 - tilt]
  const right: readonly [number, number] = [654, 130 + tilt]
  const shown = (gone: number): number => 1 - gone
  const boxX = [-112, -36].map((x, index) => x + 38 * leftGone + split * (index === 0 ? -18 : 18))
  const weights = Array.from({ length: 9 }, (_, index) => {
    const isTaken = index >= 6
    const row = index < 6 ? Math.floor(index / 3) : 2
    const column = index % 3
    const plain: readonly [number, number] = [(column - 1) * 44, -22 - row * 44]
    const apart: readonly [number, number] = [
      (index < 3 ? -66 : 22) + column * 22 + (index < 3 ? -16 : 20),
      -22 - (column === 1 ? 40 : 0),
    ]
    const x = index < 6 ? mix(plain[0], apart[0], split) : plain[0]
    const y = index < 6 ? mix(plain[1], apart[1], split) : plain[1] - rightGone * 120
    const isOther = index >= 3 && index < 6
    return faded(isTaken ? shown(rightGone) : isOther ? shown(halved) : 1, weight(right[0] + x, right[1] + 190 + y))
  })
  return [
    path('M427 350 L360 420 L494 420 Z', teal),
    line(
      [
        [427, 130],
        [427, 370],
      ],
      14,
      teal,
    ),
    line([left, right], 13, teal),
    circle(427, 130, 18, amber, ink, 4),
    pan(left),
    pan(right),
    ...boxX.map((x, index) =>
      faded(index === 1 ? shown(halved) : 1, box(left[0] + x, left[1] + 190, isCheck && moment.part > 0.3)),
    ),
    ...LEFT_WEIGHTS.map(([x, y]) => faded(shown(leftGone), weight(left[0] + x, left[1] + y - leftGone * 120))),
    ...weights,
  ].join('')
}

const pan = ([x, y]: readonly [number, number]): string =>
  [
    line(
      [
        [x, y],
        [x - 130, y + 190],
      ],
      4,
      ink,
    ),
    line(
      [
        [x, y],
        [x + 130, y + 190],
      ],
      4,
      ink,
    ),
    path(`M${String(x - 150)} ${String(y + 190)} h300 q-40 46 -150 46 q-110 0 -150 -46 Z`, mid),
  ].join('')

const box = (x: number, y: number, isOpen: boolean): string =>
  rect(x, y - 70, 68, 68, ink, 10) +
  rect(x + 4, y - 66, 60, 60, sand, 7) +
  formula(x + 34, y - 22, isOpen ? '3' : 'x', 44)

const weight = (x: number, y: number): string => circle(x, y, 19, red, ink, 4)

const words = (moment: Moment): string => {
  const { line: at, part } = moment
  const steps = ['', '2x + 3 = 9', '2x + 3 − 3 = 9', '2x = 6', '2x : 2 = 6 : 2', 'x = 3', '2 · 3 + 3 = 9  ✓']
  const wrong = at === 2 && part > 0.5
  const shown = wrong ? '2x ≠ 9' : (steps[at] ?? '')
  return faded(
    between(part, at === 3 ? 0.35 : 0, at === 3 ? 0.55 : 0.25),
    formula(427, 74, shown, 52, wrong ? red : deep),
  )
}

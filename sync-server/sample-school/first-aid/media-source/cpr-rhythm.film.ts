import { between, circle, colours, faded, line, mix, path, rect, text } from '../../media-tools/draw.ts'
import type { Film, Moment } from '../../media-tools/film.ts'

const { teal, deep, pale, amber, ink, paper, red, skin, lightSkin, mid, leaf } = colours
const BEATS_PER_SECOND = 110 / 60

export const cprRhythm: Film = {
  lines: [
    { text: 'Someone does not respond, and does not breathe normally.' },
    { text: 'Call 112, and put the phone on speaker.', spoken: 'Call one one two, and put the phone on speaker.' },
    { text: 'Kneel close. Put the heel of one hand on the centre of the chest, and the other hand on top.' },
    { text: 'Keep your arms straight, and your shoulders above your hands.' },
    {
      text: 'Push five to six centimetres deep, a hundred to a hundred and twenty times a minute.',
      pause: 1,
    },
    { text: 'After each push, let the chest come all the way up.', pause: 1.2 },
    { text: 'After thirty, give two breaths, if you are trained to.', pause: 0.8 },
    { text: 'Then push again, and keep going until help arrives.', pause: 3 },
  ],
  draw: (moment) => [room(), patient(moment), rescuer(moment), signs(moment)].join(''),
}

const isPushing = ({ line }: Moment): boolean => line === 4 || line === 5 || line === 7

/** How far the chest is pushed in, 0–1. */
const depthOf = (moment: Moment): number =>
  isPushing(moment) ? (1 - Math.cos(2 * Math.PI * BEATS_PER_SECOND * moment.seconds)) / 2 : 0

const room = (): string => rect(0, 0, 854, 480, paper) + rect(0, 388, 854, 92, pale)

const patient = (moment: Moment): string => {
  const dent = depthOf(moment) * 16
  const isBreathing = moment.line === 6
  const swell = isBreathing ? 8 * Math.max(0, Math.sin(moment.part * 4 * Math.PI)) : 0
  return [
    line(
      [
        [430, 402],
        [706, 412],
      ],
      36,
      ink,
    ),
    line(
      [
        [706, 412],
        [720, 388],
      ],
      26,
      ink,
    ),
    path(
      `M188 366 Q255 ${String(352 - swell)} 282 ${String(358 + dent - swell)} Q340 ${String(352 - swell)} 402 368 Q424 396 402 422 L188 422 Q166 396 188 366 Z`,
      amber,
    ),
    circle(124, 388, 38, lightSkin),
    path('M88 376 Q92 346 130 350 Q156 356 162 380 Q128 362 88 376 Z', ink),
  ].join('')
}

const rescuer = (moment: Moment): string => {
  const kneels = moment.line < 2 ? 0 : moment.line === 2 ? between(moment.part, 0, 0.45) : 1
  if (moment.line < 2) return standing(moment)
  const push = depthOf(moment) * 14
  const leans = moment.line === 6 ? between(moment.part, 0, 0.2) - between(moment.part, 0.85, 1) : 0
  const shoulder: readonly [number, number] = [
    mix(mix(420, 316, kneels), 236, leans),
    mix(mix(190, 198, kneels), 262, leans) + push,
  ]
  const hip: readonly [number, number] = [474, mix(250, 276, kneels)]
  const hand: readonly [number, number] = [mix(284, 190, leans), mix(352, 366, leans) + push]
  return faded(
    mix(0.2, 1, kneels),
    line(
      [
        [400, 404],
        [520, 410],
      ],
      40,
      deep,
    ),
    line([hip, [410, 398]], 52, deep),
    line([[shoulder[0] + 16, shoulder[1]], hip], 84, teal),
    circle(shoulder[0] - 46, shoulder[1] - 62 + leans * 46, 40, skin),
    path(
      `M${String(shoulder[0] - 84)} ${String(shoulder[1] - 74 + leans * 46)} q4 -36 42 -32 q40 6 36 46 q-30 -24 -78 -14 Z`,
      ink,
    ),
    line([shoulder, hand], 29, skin),
    line(
      [
        [shoulder[0] - 8, shoulder[1]],
        [hand[0] - 6, hand[1]],
      ],
      26,
      skin,
    ),
    line(
      [
        [hand[0] - 20, hand[1] + 8],
        [hand[0] + 18, hand[1] + 8],
      ],
      26,
      skin,
    ),
  )
}

const standing = ({ line: at, part }: Moment): string => {
  const phone = at === 1 ? between(part, 0, 0.3) : 0
  return [
    line(
      [
        [560, 250],
        [566, 330],
        [556, 396],
      ],
      40,
      ink,
    ),
    line(
      [
        [590, 250],
        [606, 330],
        [612, 396],
      ],
      40,
      ink,
    ),
    line(
      [
        [576, 150],
        [574, 240],
      ],
      80,
      teal,
    ),
    circle(570, 74, 40, skin),
    path('M532 66 q4 -36 42 -32 q38 6 36 42 q-30 -22 -78 -10 Z', ink),
    line(
      [
        [548, 144],
        [mix(528, 494, phone), mix(200, 190, phone)],
        [mix(520, 470, phone), mix(250, 150, phone)],
      ],
      27,
      skin,
    ),
    faded(
      phone,
      rect(446, 112, 40, 66, ink, 8),
      rect(452, 120, 28, 48, mid, 4),
      ...[26, 44, 62].map((radius) =>
        path(
          `M${String(440 - radius * 0.4)} ${String(145 - radius * 0.7)} A${String(radius)} ${String(radius)} 0 0 0 ${String(440 - radius * 0.4)} ${String(145 + radius * 0.7)}`,
          'none',
          teal,
          6,
        ),
      ),
      text(330, 168, '112', 64, teal),
    ),
  ].join('')
}

const signs = (moment: Moment): string => {
  const { line: at, part, seconds } = moment
  if (at === 0) return faded(between(part, 0.2, 0.5), text(124, 320, '?', 64, red), text(292, 330, '?', 64, red))
  if (at === 3)
    return faded(
      between(part, 0.1, 0.4),
      line(
        [
          [244, 190],
          [244, 344],
        ],
        6,
        red,
        '2 14',
      ),
      text(200, 120, '90°', 40, red),
    )
  if (at === 4 || at === 5) {
    const push = depthOf(moment)
    return [
      rect(640, 110, 26, 150, pale, 13),
      rect(640, 110, 26, 26 + push * 124, red, 13),
      text(690, 250, '5–6 cm', 34, red, 'start'),
      text(600, 64, '100–120 / min', 32, teal, 'start'),
    ].join('')
  }
  if (at === 6) {
    const breath = part < 0.5 ? 1 : 2
    return text(640, 150, `${String(breath)} / 2`, 54, teal) + text(640, 90, '30 : 2', 44, ink)
  }
  if (at === 7) {
    const count = (Math.floor(seconds * BEATS_PER_SECOND) % 30) + 1
    const lamp = Math.sin(seconds * 6) > 0 ? red : amber
    return faded(
      between(part, 0.25, 0.5),
      text(640, 90, String(count), 64, teal),
      rect(590, 180, 190, 90, paper, 14),
      path('M590 270 v-76 q0 -14 14 -14 h112 q10 0 18 10 l34 44 q12 4 12 16 v20 Z', 'none', ink, 6),
      circle(634, 272, 22, ink),
      circle(740, 272, 22, ink),
      rect(650, 164, 30, 16, lamp, 6),
      rect(636, 204, 44, 14, leaf, 3),
      rect(651, 189, 14, 44, leaf, 3),
    )
  }
  return ''
}

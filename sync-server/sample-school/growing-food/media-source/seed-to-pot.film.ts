import { between, circle, colours, ellipse, faded, leaf, line, mix, path, rect, text } from '../../media-tools/draw.ts'
import type { Film, Moment } from '../../media-tools/film.ts'

const {
  soil,
  darkSoil,
  sky,
  sand,
  paper,
  leaf: green,
  darkLeaf,
  lightLeaf,
  clay,
  amber,
  ink,
  lightSkin,
  teal,
  mid,
} = colours
const GROUND = 230
const SEED: readonly [number, number] = [427, 330]

export const seedToPot: Film = {
  lines: [
    { text: 'A bean lies four centimetres deep, in moist soil.' },
    { text: 'First it drinks, and swells.', pause: 1 },
    { text: 'After four days the root appears, and goes straight down.', pause: 1 },
    { text: 'Then the shoot bends, and pulls the seed leaves up to the light.', pause: 1 },
    { text: 'Ten days: it is above the ground. Take the lid off now. It needs light, and air.', pause: 1 },
    { text: 'Three weeks: two real leaves, and roots all round. It is time for a larger pot.', pause: 0.8 },
    { text: 'Hold it by a leaf, never by the stem. Set it as deep as it stood, and water it.', pause: 1.5 },
  ],
  draw: (moment) => (moment.line === 6 ? potting(moment) : growing(moment)),
}

/** How far something has gone that happens during a line, 0 before it and 1 after it. */
const during = ({ line: at, part }: Moment, when: number, from: number, to: number): number =>
  at < when ? 0 : at > when ? 1 : between(part, from, to)

const days = ['day 1', 'day 2', 'day 4', 'day 7', 'day 10', 'day 21', '']

const growing = (moment: Moment): string => {
  const swell = during(moment, 1, 0.1, 0.9)
  const root = during(moment, 2, 0.1, 0.9)
  const shoot = during(moment, 3, 0.05, 0.95)
  const open = during(moment, 4, 0, 0.5)
  const grown = during(moment, 5, 0, 0.6)
  const lidGone = during(moment, 4, 0.45, 0.7)
  const tip: readonly [number, number] = [
    SEED[0] + 10,
    mix(SEED[1], mix(GROUND - 20, GROUND - 72, open), shoot) - grown * 16,
  ]
  const sideRoots = [-1, 1].flatMap((side) =>
    [0.35, 0.6, 0.85].map((down, index) =>
      line(
        [
          [SEED[0], SEED[1] + 110 * down],
          [SEED[0] + side * (30 + 26 * index) * mix(shoot * 0.6, 1.5, grown), SEED[1] + 110 * down + 22],
        ],
        3,
        paper,
      ),
    ),
  )
  return [
    rect(0, 0, 854, GROUND, sky),
    circle(742, 80, 44, amber),
    rect(0, GROUND, 854, 480 - GROUND, soil),
    rect(0, GROUND, 854, 10, darkSoil),
    ...Array.from({ length: 34 }, (_, index) =>
      circle((index * 173) % 854, 262 + ((index * 97) % 200), 3 + (index % 3), darkSoil),
    ),
    ...(moment.line === 1
      ? [0, 1, 2, 3].map((index) =>
          faded(
            1 - Math.abs(((moment.seconds * 0.8 + index * 0.25) % 1) * 2 - 1),
            circle(
              SEED[0] + Math.cos(index * 1.6) * 70 * (1 - ((moment.seconds * 0.8 + index * 0.25) % 1)),
              SEED[1] + Math.sin(index * 1.6) * 60 * (1 - ((moment.seconds * 0.8 + index * 0.25) % 1)),
              7,
              mid,
            ),
          ),
        )
      : []),
    root > 0 ? line([SEED, [SEED[0], SEED[1] + 118 * root]], 8, paper) : '',
    root > 0.6 ? faded((root - 0.6) * 2.5, ...sideRoots) : '',
    shoot > 0
      ? path(
          `M${String(SEED[0])} ${String(SEED[1])} C${String(SEED[0] - 20)} ${String(mix(SEED[1], tip[1], 0.5))} ${String(SEED[0] + 4)} ${String(mix(SEED[1], tip[1], 0.8))} ${String(tip[0])} ${String(tip[1])}`,
          'none',
          lightLeaf,
          12,
        )
      : '',
    shoot < 0.15
      ? ellipse(SEED[0], SEED[1], mix(26, 36, swell), mix(17, 24, swell), sand, 20)
      : [
          leaf(tip[0], tip[1], mix(34, 62, open), mix(14, 22, open), mix(150, -62, open), lightLeaf),
          leaf(tip[0], tip[1], mix(34, 62, open), mix(14, 22, open), mix(170, 62, open), lightLeaf),
          grown > 0
            ? line([tip, [tip[0], tip[1] - 42 * grown]], 9, green) +
              leaf(tip[0], tip[1] - 40 * grown, 88 * grown, 36 * grown, -58, green) +
              leaf(tip[0], tip[1] - 40 * grown, 88 * grown, 36 * grown, 58, darkLeaf) +
              leaf(tip[0], tip[1] - 42 * grown, 34 * grown, 13 * grown, 0, lightLeaf)
            : '',
        ].join(''),
    faded(
      (1 - lidGone) * 0.9,
      path(`M300 ${String(GROUND - lidGone * 120)} q4 -120 127 -122 q123 2 127 122`, 'none', mid, 8),
    ),
    moment.line === 0 ? measure(between(moment.part, 0.25, 0.5)) : '',
    text(70, 64, days[moment.line] ?? '', 38, ink, 'start'),
  ].join('')
}

const measure = (shown: number): string =>
  faded(
    shown,
    line(
      [
        [540, GROUND + 8],
        [540, SEED[1]],
      ],
      5,
      paper,
    ),
    line(
      [
        [526, GROUND + 8],
        [554, GROUND + 8],
      ],
      5,
      paper,
    ),
    line(
      [
        [526, SEED[1]],
        [554, SEED[1]],
      ],
      5,
      paper,
    ),
    text(572, 294, '4 cm', 36, paper, 'start'),
  )

const potting = ({ part, seconds }: Moment): string => {
  const goes = between(part, 0.1, 0.5)
  const waters = between(part, 0.62, 0.7)
  const x = mix(230, 560, goes)
  const y = mix(280, 300, goes) - Math.sin(goes * Math.PI) * 110
  const isHeld = part < 0.6
  return [
    rect(0, 0, 854, 480, sky),
    rect(0, 410, 854, 70, colours.pale),
    line(
      [
        [x, y],
        [x, y - 120],
      ],
      9,
      green,
    ),
    ...[-30, -14, 0, 14, 30].map((dx) =>
      line(
        [
          [x, y],
          [x + dx, y + 56 - Math.abs(dx) * 0.6],
        ],
        4,
        paper,
      ),
    ),
    path(`M${String(x - 34)} ${String(y + 4)} q34 -18 68 0 q4 44 -34 52 q-38 -8 -34 -52 Z`, darkSoil),
    leaf(x, y - 70, 44, 16, -70, lightLeaf),
    leaf(x, y - 70, 44, 16, 70, lightLeaf),
    leaf(x, y - 116, 90, 34, -55, green),
    leaf(x, y - 116, 90, 34, 55, darkLeaf),
    path('M140 300 h180 l-26 112 h-128 Z', clay),
    rect(128, 282, 204, 30, clay, 8),
    path('M420 268 h280 l-40 144 h-200 Z', clay),
    rect(406, 250, 308, 34, clay, 8),
    isHeld
      ? faded(
          1 - between(part, 0.52, 0.6),
          line(
            [
              [x + 250, y - 330],
              [x + 120, y - 190],
            ],
            46,
            teal,
          ),
          line(
            [
              [x + 130, y - 200],
              [x + 96, y - 168],
            ],
            36,
            lightSkin,
          ),
          line(
            [
              [x + 100, y - 176],
              [x + 72, y - 168],
            ],
            17,
            lightSkin,
          ),
          line(
            [
              [x + 102, y - 160],
              [x + 66, y - 150],
            ],
            17,
            lightSkin,
          ),
        )
      : '',
    faded(
      waters,
      path('M640 60 h120 v90 h-120 Z', mid),
      line(
        [
          [640, 120],
          [580, 84],
        ],
        16,
        mid,
      ),
      path('M760 76 q56 0 56 34 q0 34 -56 34', 'none', mid, 12),
      ...[0, 1, 2, 3, 4, 5].map((index) => {
        const fall = (seconds * 1.6 + index / 6) % 1
        return circle(578 - fall * 34 + (index % 3) * 10, 90 + fall * 160, 5, mid)
      }),
    ),
  ].join('')
}

/** Shapes in the colours that all drawings of the sample school share. */
export const colours = {
  teal: '#0f5e5e',
  deep: '#0a4343',
  mid: '#3f8f89',
  pale: '#cfe4df',
  amber: '#e3a32f',
  sand: '#f7e2b4',
  ink: '#1e2a2d',
  paper: '#fbf7ef',
  red: '#b4452f',
  leaf: '#5b8f4a',
  darkLeaf: '#3b6b38',
  lightLeaf: '#a9c98a',
  soil: '#6b4a35',
  darkSoil: '#4c3425',
  clay: '#c26a43',
  grey: '#b9c3c1',
  sky: '#e6f0ee',
  skin: '#7d5138',
  lightSkin: '#e3b592',
} as const

export type Point = readonly [x: number, y: number]

const n = (value: number): string => String(Math.round(value * 10) / 10)

export const rect = (x: number, y: number, width: number, height: number, fill: string, radius = 0): string =>
  `<rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" rx="${n(radius)}" fill="${fill}"/>`

export const circle = (x: number, y: number, radius: number, fill: string, stroke = 'none', width = 0): string =>
  `<circle cx="${n(x)}" cy="${n(y)}" r="${n(radius)}" fill="${fill}" stroke="${stroke}" stroke-width="${n(width)}"/>`

export const ellipse = (x: number, y: number, rx: number, ry: number, fill: string, degrees = 0): string =>
  `<ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(rx)}" ry="${n(ry)}" fill="${fill}" transform="rotate(${n(degrees)} ${n(x)} ${n(y)})"/>`

/** A line through points, round at its ends: limbs are thick ones. */
export const line = (points: readonly Point[], width: number, colour: string, dashes = ''): string =>
  `<path d="M${points.map(([x, y]) => `${n(x)} ${n(y)}`).join(' L')}" fill="none" stroke="${colour}" stroke-width="${n(width)}" stroke-linecap="round" stroke-linejoin="round"${dashes === '' ? '' : ` stroke-dasharray="${dashes}"`}/>`

export const path = (d: string, fill: string, stroke = 'none', width = 0): string =>
  `<path d="${d}" fill="${fill}" stroke="${stroke}" stroke-width="${n(width)}" stroke-linecap="round" stroke-linejoin="round"/>`

export const text = (
  x: number,
  y: number,
  words: string,
  size: number,
  colour: string = colours.ink,
  anchor: 'start' | 'middle' | 'end' = 'middle',
): string =>
  `<text x="${n(x)}" y="${n(y)}" font-family="Liberation Sans, Arial, sans-serif" font-weight="bold" font-size="${n(size)}" fill="${colour}" text-anchor="${anchor}">${words}</text>`

export const formula = (x: number, y: number, words: string, size: number, colour: string = colours.ink): string =>
  `<text x="${n(x)}" y="${n(y)}" font-family="Liberation Serif, Georgia, serif" font-style="italic" font-size="${n(size)}" fill="${colour}" text-anchor="middle">${words}</text>`

export const faded = (opacity: number, ...shapes: readonly string[]): string =>
  `<g opacity="${n(Math.max(0, Math.min(1, opacity)))}">${shapes.join('')}</g>`

const moved = (x: number, y: number, degrees: number, ...shapes: readonly string[]): string =>
  `<g transform="translate(${n(x)} ${n(y)}) rotate(${n(degrees)})">${shapes.join('')}</g>`

/** A leaf with its stalk at the origin, that points upwards. */
export const leaf = (x: number, y: number, length: number, width: number, degrees: number, fill: string): string =>
  moved(
    x,
    y,
    degrees,
    path(
      `M0 0 C${n(width)} ${n(-length * 0.3)} ${n(width)} ${n(-length * 0.75)} 0 ${n(-length)} C${n(-width)} ${n(-length * 0.75)} ${n(-width)} ${n(-length * 0.3)} 0 0 Z`,
      fill,
    ),
  )

/** 0 before `from`, 1 after `to`, and a soft way between. */
export const between = (value: number, from: number, to: number): number => {
  const part = Math.max(0, Math.min(1, (value - from) / (to - from)))
  return part * part * (3 - 2 * part)
}

export const mix = (a: number, b: number, part: number): number => a + (b - a) * part

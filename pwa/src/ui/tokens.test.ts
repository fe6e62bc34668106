import { expect, test } from 'vitest'
import css from './tokens.css?raw'

type Tokens = Readonly<Record<string, string>>

const blockAfter = (selector: string): Tokens => {
  const start = css.indexOf('{', css.indexOf(selector))
  const body = css.slice(start + 1, css.indexOf('}', start))
  return Object.fromEntries(
    [...body.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value]),
  )
}
const light = blockAfter(':root {')
const dark = blockAfter(":root[data-theme='dark'] {")
const systemDark = blockAfter(":root:not([data-theme='light']) {")

const luminance = (hex: string): number => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
const contrast = (tokens: Tokens, front: string, back: string): number => {
  const [a, b] = [tokens[front], tokens[back]].map((value) => {
    expect(value).toMatch(/^#[0-9a-f]{6}$/)
    return luminance(value ?? '')
  }) as [number, number]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

const grounds = ['paper', 'surface', 'sunken']
const textPairs = [
  ...['ink', 'ink-soft', 'teal-ink', 'amber-ink', 'danger'].flatMap((front) => grounds.map((back) => [front, back])),
  ['on-teal', 'teal'],
  ['on-teal', 'teal-strong'],
  ['ink', 'teal-soft'],
  ['ink-soft', 'teal-soft'],
  ['teal-ink', 'teal-soft'],
  ['on-amber', 'amber'],
  ['ink', 'amber-soft'],
  ['amber-ink', 'amber-soft'],
  ['on-danger', 'danger'],
  ['ink', 'danger-soft'],
  ['danger', 'danger-soft'],
] as [string, string][]
/** Edges of fields and the focus ring: 3:1 (WCAG 1.4.11). */
const edgePairs = ['outline', 'teal'].flatMap((front) => grounds.map((back) => [front, back])) as [string, string][]

test.each([
  ['light', light],
  ['dark', dark],
])('text on every ground has a contrast of 4.5:1 or better, in the %s theme', (_, tokens) => {
  const poor = textPairs.filter(([front, back]) => contrast(tokens, front, back) < 4.5)
  expect(poor.map((pair) => [...pair, contrast(tokens, ...pair).toFixed(2)].join(' '))).toEqual([])
})

test.each([
  ['light', light],
  ['dark', dark],
])('edges of fields and the focus ring have a contrast of 3:1 or better, in the %s theme', (_, tokens) => {
  const poor = edgePairs.filter(([front, back]) => contrast(tokens, front, back) < 3)
  expect(poor.map((pair) => [...pair, contrast(tokens, ...pair).toFixed(2)].join(' '))).toEqual([])
})

test('the dark theme is the same whether chosen or the system’s', () => {
  expect(systemDark).toEqual(dark)
  expect(Object.keys(dark)).not.toHaveLength(0)
})

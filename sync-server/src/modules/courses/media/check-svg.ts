import { SaxesParser } from 'saxes'

/** What an SVG is, if it only draws. */
export type SvgCheck =
  | { readonly outcome: 'draws'; readonly width?: number; readonly height?: number }
  | { readonly outcome: 'active' | 'unreadable' }

/** Elements that run something, show another document, or change attributes of others by time. */
const ACTIVE = new Set([
  'script',
  'foreignobject',
  'iframe',
  'object',
  'embed',
  'audio',
  'video',
  'handler',
  'listener',
])
/** Attributes that name something to load or to go to, or change such a one. */
const REFERENCES = new Set(['href', 'src', 'from', 'to', 'values'])

/**
 * Whether an SVG only draws. It is refused rather than mended: a drawing with a part cut out is not what its author sees. In a lesson an SVG stands as
 * an image, in which no browser runs anything; this is for whoever opens it by itself, or with another program.
 */
export const checkSvg = (text: string): SvgCheck => {
  let check: SvgCheck = { outcome: 'draws' }
  let isBroken = false
  let depth = 0
  let isInSheet = false
  const parser = new SaxesParser()
  const refuse = (): void => {
    check = { outcome: 'active' }
  }
  parser.on('error', () => {
    isBroken = true
  })
  // Entities can hide what an attribute says, and grow without end; no drawing program writes them.
  parser.on('doctype', (doctype) => {
    if (/<!ENTITY/i.test(doctype)) refuse()
  })
  parser.on('processinginstruction', ({ target }) => {
    if (/stylesheet/i.test(target)) refuse()
  })
  parser.on('opentag', ({ name, attributes }) => {
    depth += 1
    if (depth > MAX_DEPTH || ACTIVE.has(localName(name))) refuse()
    for (const [attribute, value] of Object.entries(attributes)) {
      const key = localName(attribute)
      const isLoading = key === 'style' ? loadsByStyle(value) : loadsByUrl(value)
      if (key.startsWith('on') || isLoading || (REFERENCES.has(key) && !isHarmless(value))) refuse()
    }
    isInSheet = localName(name) === 'style'
    if (depth === 1) {
      if (localName(name) !== 'svg') isBroken = true
      else if (check.outcome === 'draws') check = { outcome: 'draws', ...sizeOf(attributes as Record<string, string>) }
    }
  })
  parser.on('closetag', () => {
    depth -= 1
    isInSheet = false
  })
  // What stands between tags matters in style sheets alone; elsewhere it is words, which may say anything.
  const lookAtSheet = (words: string): void => {
    if (isInSheet && loadsByStyle(words)) refuse()
  }
  parser.on('text', lookAtSheet)
  parser.on('cdata', lookAtSheet)
  try {
    parser.write(text).close()
  } catch {
    isBroken = true
  }
  return isBroken ? { outcome: 'unreadable' } : check
}

const MAX_DEPTH = 500

const localName = (name: string): string => name.toLowerCase().replace(/^.*:/, '')

/** A part of the drawing itself, or a picture within it. */
const isHarmless = (reference: string): boolean => {
  const value = reference.replaceAll(/[\s\p{Cc}]/gu, '').toLowerCase()
  return !value.includes(':') || /^data:image\/(png|jpeg|gif|webp)[;,]/.test(value)
}

/** An escape may spell any of these letters. */
const loadsByStyle = (style: string): boolean =>
  /@import|expression\(|javascript:|\\[0-9a-f]/i.test(style) || loadsByUrl(style)

const loadsByUrl = (value: string): boolean =>
  [...value.matchAll(/url\(\s*['"]?([^'")]*)/gi)].some(([, target = '']) => !/^(#|data:image\/)/i.test(target.trim()))

const sizeOf = ({
  width,
  height,
  viewBox,
}: Readonly<Record<string, string>>): { readonly width?: number; readonly height?: number } => {
  const [, , boxWidth, boxHeight] = (viewBox ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number)
  const size = [pixels(width) ?? boxWidth, pixels(height) ?? boxHeight].map((value) => Math.round(value ?? 0))
  const [across = 0, down = 0] = size
  return across > 0 && down > 0 && across < MAX_SIDE && down < MAX_SIDE ? { width: across, height: down } : {}
}
const MAX_SIDE = 100_000
const pixels = (length: string | undefined): number | undefined => {
  const found = /^\s*(\d+(?:\.\d+)?)\s*(px)?\s*$/.exec(length ?? '')
  return found === null ? undefined : Number(found[1])
}

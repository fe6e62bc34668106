/** What a course's cover looks like: colours and a pattern that follow from its id, so that it needs no bytes and is the same everywhere. */
export interface CoverDrawing {
  readonly ground: string
  readonly shade: string
  readonly light: string
  readonly pattern: (typeof patterns)[number]
  /** 0–1, for placing the parts. */
  readonly spread: readonly number[]
}

export const patterns = ['hills', 'waves', 'leaves', 'tiles', 'rings', 'rays'] as const

/** Ground, shade, light: of one warm and muted family that sits on paper as on night. */
const palettes = [
  ['#1f6b66', '#154f4c', '#8fc7b8'],
  ['#8a4b2d', '#6b371f', '#e0a878'],
  ['#4a5a8a', '#35426b', '#a9b7de'],
  ['#6f6a2c', '#545020', '#cfc878'],
  ['#7a3f58', '#5c2c41', '#d79fb5'],
  ['#3f6b3a', '#2d5029', '#a5cf98'],
  ['#2f6785', '#214c63', '#95c4dc'],
  ['#8a6420', '#694b14', '#e6c37c'],
] as const

export const drawCover = (courseId: string): CoverDrawing => {
  const next = sequenceOf(courseId)
  const [ground, shade, light] = palettes[Math.floor(next() * palettes.length)] ?? palettes[0]
  const pattern = patterns[Math.floor(next() * patterns.length)] ?? patterns[0]
  return { ground, shade, light, pattern, spread: Array.from({ length: 12 }, next) }
}

/** Numbers in 0–1 that follow from a text: FNV-1a for the seed, mulberry32 for the sequence. */
const sequenceOf = (text: string): (() => number) => {
  let state = 0x811c9dc5
  for (const letter of text) state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

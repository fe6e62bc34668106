import bidiModule from 'bidi-js'
import type { CertificateFont } from './certificate-fonts.ts'

/** A piece of a line in one font and one direction. */
export interface TextRun {
  readonly text: string
  readonly font: CertificateFont
}

// Its types speak of a default export, which Node gives as the module itself.
const bidi = (bidiModule as unknown as typeof bidiModule.default)()
// Characters that only control: none of them is seen, and none shall turn the rest of the page around.
const CONTROLS = /[\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu

/** One form of what can be written in several, on one line. */
export const plainLine = (text: string): string =>
  text.replaceAll(/\s+/gu, ' ').replaceAll(CONTROLS, '').normalize('NFC').trim()

/** Whether the fonts have every character. */
export const canShow = (text: string, fonts: readonly CertificateFont[]): boolean =>
  [...plainLine(text)].every((character) => fontFor(character, fonts, undefined) !== undefined)

/** The runs of a line from left to right, as the Unicode bidirectional algorithm (UAX 9) orders them. What no font has is left out. */
export const textRuns = (line: string, fonts: readonly CertificateFont[]): readonly TextRun[] => {
  const { levels } = bidi.getEmbeddingLevels(line)
  const runs: { text: string; readonly font: CertificateFont; readonly level: number }[] = []
  let index = 0
  for (const character of line) {
    const level = levels[index] ?? 0
    const last = runs.at(-1)
    const font = fontFor(character, fonts, last?.font)
    if (font !== undefined) {
      const shown = level % 2 === 1 ? (bidi.getMirroredCharacter(character) ?? character) : character
      if (last?.font === font && last.level === level) last.text += shown
      else runs.push({ text: shown, font, level })
    }
    index += character.length
  }
  return inVisualOrder(runs)
}

/** Letters stay with the font before them where it has them: marks and spaces belong to their word. */
const fontFor = (
  character: string,
  fonts: readonly CertificateFont[],
  before: CertificateFont | undefined,
): CertificateFont | undefined => {
  const codePoint = character.codePointAt(0) ?? 0
  return before?.has(codePoint) === true ? before : fonts.find((font) => font.has(codePoint))
}

/** Rule L2: from the highest level down to the lowest odd one, what is at that level or above is turned around. */
const inVisualOrder = <Run extends { readonly level: number }>(runs: readonly Run[]): readonly Run[] => {
  let ordered = [...runs]
  const highest = Math.max(0, ...runs.map(({ level }) => level))
  for (let level = highest; level >= 1; level -= 1) {
    const next: Run[] = []
    let turned: Run[] = []
    for (const run of ordered) {
      if (run.level >= level) turned.unshift(run)
      else {
        next.push(...turned, run)
        turned = []
      }
    }
    ordered = [...next, ...turned]
  }
  return ordered
}

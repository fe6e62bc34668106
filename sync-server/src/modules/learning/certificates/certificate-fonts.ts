import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { create, type Font } from 'fontkit'

/** A weight of one script's font: its bytes, and what it can show. */
export interface CertificateFont {
  readonly name: string
  readonly bytes: Buffer
  has(codePoint: number): boolean
}
export type Weight = 400 | 700
export type CertificateFonts = Readonly<Record<Weight, readonly CertificateFont[]>>

/** Noto Sans, by script: Latin with all its marks, Cyrillic, Greek, Vietnamese, Devanagari, Arabic. What none of them has can't be written into a PDF. */
const FILES = [
  'noto-sans/files/noto-sans-latin',
  'noto-sans/files/noto-sans-latin-ext',
  'noto-sans/files/noto-sans-vietnamese',
  'noto-sans/files/noto-sans-cyrillic',
  'noto-sans/files/noto-sans-cyrillic-ext',
  'noto-sans/files/noto-sans-greek',
  'noto-sans/files/noto-sans-greek-ext',
  'noto-sans/files/noto-sans-devanagari',
  'noto-sans-arabic/files/noto-sans-arabic-arabic',
]

let loading: Promise<CertificateFonts> | undefined

/** Read once for a process. */
export const certificateFonts = (): Promise<CertificateFonts> => {
  loading ??= (async () => ({ 400: await load(400), 700: await load(700) }))()
  return loading
}

const load = (weight: Weight): Promise<readonly CertificateFont[]> =>
  Promise.all(
    FILES.map(async (file) => {
      const address = import.meta.resolve(`@fontsource/${file}-${String(weight)}-normal.woff`)
      const bytes = await readFile(fileURLToPath(address))
      const font = create(bytes) as Font
      return { name: `${file}-${String(weight)}`, bytes, has: (codePoint) => font.hasGlyphForCodePoint(codePoint) }
    }),
  )

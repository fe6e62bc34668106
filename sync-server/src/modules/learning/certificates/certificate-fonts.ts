import { readFile } from 'node:fs/promises'
import { create, type Font } from 'fontkit'

/** A weight of one script's font: its bytes, and what it can show. */
export interface CertificateFont {
  readonly name: string
  readonly bytes: Buffer
  has(codePoint: number): boolean
}
export type Weight = 400 | 700
export type CertificateFonts = Readonly<Record<Weight, readonly CertificateFont[]>>

const notoSans = import.meta.resolve('@fontsource/noto-sans/package.json')
const notoSansArabic = import.meta.resolve('@fontsource/noto-sans-arabic/package.json')

/** Noto Sans, by script: Latin with all its marks, Vietnamese, Cyrillic, Greek, Devanagari, Arabic. What none of them has can't be written into a PDF. */
const FILES: readonly (readonly [packageFile: string, name: string])[] = [
  [notoSans, 'noto-sans-latin'],
  [notoSans, 'noto-sans-latin-ext'],
  [notoSans, 'noto-sans-vietnamese'],
  [notoSans, 'noto-sans-cyrillic'],
  [notoSans, 'noto-sans-cyrillic-ext'],
  [notoSans, 'noto-sans-greek'],
  [notoSans, 'noto-sans-greek-ext'],
  [notoSans, 'noto-sans-devanagari'],
  [notoSansArabic, 'noto-sans-arabic-arabic'],
]

let loading: Promise<CertificateFonts> | undefined

/** Read once for a process. */
export const certificateFonts = (): Promise<CertificateFonts> => {
  loading ??= (async () => ({ 400: await load(400), 700: await load(700) }))()
  return loading
}

const load = (weight: Weight): Promise<readonly CertificateFont[]> =>
  Promise.all(
    FILES.map(async ([packageFile, name]) => {
      const bytes = await readFile(new URL(`files/${name}-${String(weight)}-normal.woff`, packageFile))
      const font = create(bytes) as Font
      return { name: `${name}-${String(weight)}`, bytes, has: (codePoint) => font.hasGlyphForCodePoint(codePoint) }
    }),
  )

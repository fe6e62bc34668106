import { strToU8, zipSync, type Zippable } from 'fflate'

export interface ZipPart {
  readonly path: string
  readonly content: Uint8Array | string
}

/** The first moment that a zip archive can tell: the same course gives the same bytes whenever it is exported. */
const EARLIEST = '1980-01-01T00:00:00'
/** Packed already. */
const IS_PACKED = /\.(png|jpe?g|gif|webp|mp4|m4a|mp3|webm|ogg|zip|docx|xlsx|pptx|odt)$/i

export const writeZip = (parts: readonly ZipPart[]): Uint8Array => {
  const files: Zippable = {}
  for (const { path, content } of parts)
    files[path] = [
      typeof content === 'string' ? strToU8(content) : content,
      { level: IS_PACKED.test(path) ? 0 : 6, mtime: EARLIEST },
    ]
  return zipSync(files)
}

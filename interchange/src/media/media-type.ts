import type { PackageFile } from '#model/course-package.ts'

export type MediaType = Pick<PackageFile, 'mime' | 'role'>

/**
 * What a file is, by its content; the name decides only between kinds that look the same from inside (documents of offices, plain texts). A sentence for one that is
 * not taken.
 */
export const mediaType = (name: string, bytes: Uint8Array): MediaType | { readonly reason: string } => {
  const extension = /\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1]?.toLowerCase() ?? ''
  const found = bySignature(bytes, extension) ?? byText(bytes, extension)
  if (found !== undefined) return found
  const refused = refusedKinds.get(extension)
  if (refused !== undefined) return { reason: refused }
  return {
    reason:
      extension === ''
        ? 'Its kind is not one that lessons can show or offer.'
        : `Files of this kind (.${extension}) are not taken, or its content is not what its name says.`,
  }
}

const starts = (bytes: Uint8Array, signature: string, at = 0): boolean =>
  [...signature].every((character, index) => bytes[at + index] === character.charCodeAt(0))

const image = (kind: string): MediaType => ({ mime: `image/${kind}`, role: 'image' })
const audio = (kind: string): MediaType => ({ mime: `audio/${kind}`, role: 'audio' })
const video = (kind: string): MediaType => ({ mime: `video/${kind}`, role: 'video' })
const document = (mime: string): MediaType => ({ mime, role: 'document' })

const officeKinds = new Map([
  ['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['pptx', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
  ['odt', 'application/vnd.oasis.opendocument.text'],
  ['ods', 'application/vnd.oasis.opendocument.spreadsheet'],
  ['odp', 'application/vnd.oasis.opendocument.presentation'],
  ['epub', 'application/epub+zip'],
])
const oldOfficeKinds = new Map([
  ['doc', 'application/msword'],
  ['xls', 'application/vnd.ms-excel'],
  ['ppt', 'application/vnd.ms-powerpoint'],
])
const textKinds = new Map([
  ['txt', 'text/plain'],
  ['md', 'text/plain'],
  ['csv', 'text/csv'],
])

const refusedKinds = new Map([
  ['swf', 'Flash films no longer run anywhere.'],
  ['flv', 'Flash films no longer run anywhere.'],
  ['h5p', 'Interactive H5P content is not read here.'],
  ['zip', 'A package within the package is not opened.'],
  ['imscc', 'A package within the package is not opened.'],
  ['css', 'Pages look as all lessons here do; style sheets are not taken.'],
  ['js', 'Scripts are not taken: they would not run here.'],
  ['exe', 'Programs are not taken.'],
])

const bySignature = (bytes: Uint8Array, extension: string): MediaType | undefined => {
  if (starts(bytes, '\x89PNG')) return image('png')
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return image('jpeg')
  if (starts(bytes, 'GIF8')) return image('gif')
  if (starts(bytes, 'BM') && extension === 'bmp') return image('bmp')
  if (starts(bytes, 'RIFF')) {
    if (starts(bytes, 'WEBP', 8)) return image('webp')
    return starts(bytes, 'WAVE', 8) ? audio('wav') : undefined
  }
  if (starts(bytes, 'ftyp', 4)) {
    if (starts(bytes, 'avif', 8)) return image('avif')
    if (starts(bytes, 'M4A', 8) || extension === 'm4a') return audio('mp4')
    return starts(bytes, 'qt', 8) ? video('quicktime') : video('mp4')
  }
  if (starts(bytes, '\x1aE\xdf\xa3')) return video('webm')
  if (starts(bytes, 'OggS')) return extension === 'ogv' ? video('ogg') : audio('ogg')
  if (starts(bytes, 'fLaC')) return audio('flac')
  if (starts(bytes, 'ID3') || (bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe0) === 0xe0 && extension === 'mp3'))
    return audio('mpeg')
  if (starts(bytes, '%PDF')) return document('application/pdf')
  if (starts(bytes, '{\\rtf')) return document('application/rtf')
  if (starts(bytes, 'PK\x03\x04')) {
    const mime = officeKinds.get(extension)
    return mime === undefined ? undefined : document(mime)
  }
  if (starts(bytes, '\xd0\xcf\x11\xe0')) {
    const mime = oldOfficeKinds.get(extension)
    return mime === undefined ? undefined : document(mime)
  }
  return undefined
}

const byText = (bytes: Uint8Array, extension: string): MediaType | undefined => {
  const head = String.fromCharCode(...bytes.subarray(0, 1024))
  if (/^(\xef\xbb\xbf)?WEBVTT/.test(head)) return { mime: 'text/vtt', role: 'captions' }
  if (/^(\xef\xbb\xbf)?\s*(<\?xml|<!--|<!DOCTYPE svg|<svg)/i.test(head) && /<svg[\s>]/i.test(head))
    return image('svg+xml')
  const mime = textKinds.get(extension)
  return mime !== undefined && !head.includes('\0') ? document(mime) : undefined
}

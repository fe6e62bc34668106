import { extname } from 'node:path'
import type { CourseFile } from '@edutrack/shared-schema/collections/files'

export type MediaFacts = Pick<CourseFile, 'mime' | 'role' | 'width' | 'height' | 'seconds'>

const typesByExtension: Readonly<Record<string, Pick<CourseFile, 'mime' | 'role'>>> = {
  '.webp': { mime: 'image/webp', role: 'image' },
  '.mp4': { mime: 'video/mp4', role: 'video' },
  '.m4a': { mime: 'audio/mp4', role: 'audio' },
  '.vtt': { mime: 'text/vtt', role: 'captions' },
}

/** What a file is, and how large or long, read from its own header. Throws in words for a file of a kind that has no reader here. */
export const mediaFacts = (name: string, content: Buffer): MediaFacts => {
  const type = typesByExtension[extname(name)]
  if (type === undefined)
    throw new Error(`${name}: media are ${Object.keys(typesByExtension).join(', ')}; this is none of them`)
  switch (type.role) {
    case 'image':
      return { ...type, ...webpSize(name, content) }
    case 'video':
    case 'audio':
      return { ...type, ...mp4Facts(name, content) }
    default:
      return type
  }
}

/** Pixels of a WebP (RFC 9649): lossy, lossless or extended. */
const webpSize = (name: string, content: Buffer): { width: number; height: number } => {
  const kind = content.toString('latin1', 12, 16)
  if (content.toString('latin1', 8, 12) === 'WEBP') {
    if (kind === 'VP8 ') return { width: content.readUInt16LE(26) & 0x3fff, height: content.readUInt16LE(28) & 0x3fff }
    if (kind === 'VP8L') {
      const bits = content.readUInt32LE(21)
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
    }
    if (kind === 'VP8X') return { width: content.readUIntLE(24, 3) + 1, height: content.readUIntLE(27, 3) + 1 }
  }
  throw new Error(`${name} is not a WebP image`)
}

/** Seconds, and pixels of the largest track, from the `moov` box of an MP4 (ISO 14496-12). */
const mp4Facts = (name: string, content: Buffer): { seconds: number; width?: number; height?: number } => {
  const moov = boxesOf(content).find(({ type }) => type === 'moov')
  if (moov === undefined) throw new Error(`${name} is not an MP4 file`)
  const inside = boxesOf(moov.body)
  const header = inside.find(({ type }) => type === 'mvhd')?.body
  if (header === undefined) throw new Error(`${name} says nothing of its length`)
  // A header of version 1 has 64-bit times.
  const isLong = header.readUInt8(0) === 1
  const scale = header.readUInt32BE(isLong ? 20 : 12)
  const duration = isLong ? Number(header.readBigUInt64BE(24)) : header.readUInt32BE(16)
  const tracks = inside
    .filter(({ type }) => type === 'trak')
    .flatMap(({ body }) => boxesOf(body).filter(({ type }) => type === 'tkhd'))
  // The last eight bytes of a track's header are its size in 16.16 fixed point; sound has none.
  const sizes = tracks.map(({ body }) => ({
    width: body.readUInt16BE(body.length - 8),
    height: body.readUInt16BE(body.length - 4),
  }))
  const size = sizes.find(({ width }) => width > 0)
  return { seconds: Math.round((duration / scale) * 100) / 100, ...size }
}

const boxesOf = (content: Buffer): readonly { readonly type: string; readonly body: Buffer }[] => {
  const boxes: { type: string; body: Buffer }[] = []
  let at = 0
  while (at + 8 <= content.length) {
    const length = content.readUInt32BE(at)
    // 0 is "to the end", 1 a 64-bit length, which files of this size have no need of.
    const end = length < 8 ? content.length : at + length
    boxes.push({ type: content.toString('latin1', at + 4, at + 8), body: content.subarray(at + 8, end) })
    at = end
  }
  return boxes
}

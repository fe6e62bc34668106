import { deflateSync, strToU8 } from 'fflate'
import { crc32 } from '#zip/crc32.ts'

export interface RawEntry {
  readonly name: string
  readonly content?: string | Uint8Array
  readonly method?: number
  readonly flags?: number
  /** `0o120777` is a link. */
  readonly unixMode?: number
  /** What the table of contents claims, where it lies. */
  readonly claimedSize?: number
  readonly claimedCrc?: number
  /** Puts the entry onto another one’s bytes. */
  readonly offset?: number
}

/** A zip archive in which anything may be wrong. */
export const rawZip = (entries: readonly RawEntry[]): Uint8Array => {
  const parts: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let at = 0
  for (const {
    name,
    content = '',
    method = 8,
    flags = 0,
    unixMode = 0o100644,
    claimedSize,
    claimedCrc,
    offset,
  } of entries) {
    const bytes = typeof content === 'string' ? strToU8(content) : content
    const packed = method === 8 ? deflateSync(bytes) : bytes
    const nameBytes = strToU8(name)
    const head = numbers(
      [4, 0x04034b50],
      [2, 20],
      [2, flags],
      [2, method],
      [4, 0],
      [4, claimedCrc ?? crc32(bytes)],
      [4, packed.length],
      [4, claimedSize ?? bytes.length],
      [2, nameBytes.length],
      [2, 0],
    )
    directory.push(
      join([
        numbers(
          [4, 0x02014b50],
          [1, 20],
          [1, 3],
          [2, 20],
          [2, flags],
          [2, method],
          [4, 0],
          [4, claimedCrc ?? crc32(bytes)],
          [4, packed.length],
          [4, claimedSize ?? bytes.length],
          [2, nameBytes.length],
          [2, 0],
          [2, 0],
          [2, 0],
          [2, 0],
          [4, (unixMode << 16) >>> 0],
          [4, offset ?? at],
        ),
        nameBytes,
      ]),
    )
    if (offset === undefined) {
      parts.push(head, nameBytes, packed)
      at += head.length + nameBytes.length + packed.length
    }
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0)
  return join([
    ...parts,
    ...directory,
    numbers([4, 0x06054b50], [2, 0], [2, 0], [2, entries.length], [2, entries.length], [4, size], [4, at], [2, 0]),
  ])
}

const numbers = (...fields: readonly (readonly [size: number, value: number])[]): Uint8Array =>
  Uint8Array.from(
    fields.flatMap(([size, value]) => Array.from({ length: size }, (_, byte) => Math.floor(value / 256 ** byte) % 256)),
  )

const join = (parts: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

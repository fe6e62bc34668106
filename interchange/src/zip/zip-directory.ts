import type { Limits } from '#limits.ts'
import { UnreadablePackage } from '#problems.ts'
import { decodeText } from '#text/decode-text.ts'

/** A line of an archive's table of contents (PKWARE APPNOTE 4.3.12), as it claims to be. */
export interface DirectoryEntry {
  readonly name: string
  readonly isEncrypted: boolean
  /** 0 stored, 8 deflated. */
  readonly method: number
  readonly crc: number
  readonly packedSize: number
  readonly size: number
  /** Of the file's own header in the archive. */
  readonly offset: number
  /** 0 where the archive comes from a system without. */
  readonly unixMode: number
}

const END = 0x06054b50
const END_64 = 0x06064b50
const LOCATOR_64 = 0x07064b50
const ENTRY = 0x02014b50
const END_SIZE = 22
const LONGEST_COMMENT = 0xffff
const IS_64 = 0xffffffff

const broken = (): UnreadablePackage =>
  new UnreadablePackage('The file is a damaged zip archive: its end or its table of contents is missing.')

/** Reads the table of contents at the archive's end, with sizes of 64 bits where it has them. */
export const readDirectory = (bytes: Uint8Array, limits: Limits): readonly DirectoryEntry[] => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const { count, size, offset, end } = endOf(view)
  if (count > limits.zipEntries)
    throw new UnreadablePackage(`The package has ${String(count)} files; up to ${String(limits.zipEntries)} are read.`)
  // Something put before the archive moves all that it says of places.
  const shift = end - size - offset
  if (shift < 0) throw broken()
  const entries: DirectoryEntry[] = []
  let at = offset + shift
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > end || view.getUint32(at, true) !== ENTRY) throw broken()
    const lengths = [28, 30, 32].map((place) => view.getUint16(at + place, true))
    const [nameLength, extraLength, commentLength] = lengths as [number, number, number]
    const next = at + 46 + nameLength + extraLength + commentLength
    if (next > end) throw broken()
    const flags = view.getUint16(at + 8, true)
    const sizes = sizesOf(view, at, at + 46 + nameLength, extraLength)
    const madeBy = view.getUint8(at + 5)
    entries.push({
      name: decodeText(bytes.subarray(at + 46, at + 46 + nameLength)),
      isEncrypted: (flags & 1) === 1,
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      ...sizes,
      offset: sizes.offset + shift,
      // 3: Unix, 19: macOS; others keep other things there.
      unixMode: madeBy === 3 || madeBy === 19 ? view.getUint32(at + 38, true) >>> 16 : 0,
    })
    at = next
  }
  return entries
}

const endOf = (view: DataView): { count: number; size: number; offset: number; end: number } => {
  const last = view.byteLength - END_SIZE
  for (let at = last; at >= Math.max(0, last - LONGEST_COMMENT); at -= 1) {
    if (view.getUint32(at, true) !== END) continue
    const count = view.getUint16(at + 10, true)
    const size = view.getUint32(at + 12, true)
    const offset = view.getUint32(at + 16, true)
    const is64 = at >= 20 && view.getUint32(at - 20, true) === LOCATOR_64
    if (!is64) return { count, size, offset, end: at }
    const end = long(view, at - 20 + 8)
    if (end + 56 > at || view.getUint32(end, true) !== END_64) throw broken()
    return { count: long(view, end + 32), size: long(view, end + 40), offset: long(view, end + 48), end }
  }
  throw broken()
}

/** Sizes and place, from the extra field of 64 bits where the plain fields have no room. */
const sizesOf = (view: DataView, at: number, extraAt: number, extraLength: number) => {
  const plain = {
    size: view.getUint32(at + 24, true),
    packedSize: view.getUint32(at + 20, true),
    offset: view.getUint32(at + 42, true),
  }
  let place = extraAt
  while (place + 4 <= extraAt + extraLength) {
    const id = view.getUint16(place, true)
    const length = view.getUint16(place + 2, true)
    if (id === 1) {
      let from = place + 4
      const end = Math.min(from + length, extraAt + extraLength)
      const take = (value: number): number => {
        if (value !== IS_64 || from + 8 > end) return value
        from += 8
        return long(view, from - 8)
      }
      return { size: take(plain.size), packedSize: take(plain.packedSize), offset: take(plain.offset) }
    }
    place += 4 + length
  }
  return plain
}

const long = (view: DataView, at: number): number => {
  if (at + 8 > view.byteLength) throw broken()
  const value = Number(view.getBigUint64(at, true))
  if (!Number.isSafeInteger(value)) throw broken()
  return value
}

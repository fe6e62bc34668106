import { Inflate, inflateSync } from 'fflate'
import type { Limits } from '#limits.ts'
import { UnreadablePackage, UnusableItem } from '#problems.ts'
import { decodeText } from '#text/decode-text.ts'
import { crc32 } from './crc32.ts'
import { readDirectory, type DirectoryEntry } from './zip-directory.ts'

/** An archive whose table of contents was read and found harmless; files are unpacked when asked for. */
export interface Zip {
  /** Paths in the archive's order, with `/` between folders. */
  readonly paths: readonly string[]
  /** What stands in the table of contents and is not taken, with the reason. */
  readonly refused: readonly { readonly path: string; readonly reason: string }[]
  /** Throws `UnusableItem` for a file that is damaged or too large; `undefined` for a path that is not there. */
  read(path: string): Uint8Array | undefined
}

/**
 * Reads a zip archive of which nothing is trusted: how many files it has and how much they unpack to is bounded before anything is unpacked, each file again while it is.
 * Paths that lead out of the package, links, locked files and files that lie on each other are refused. Throws `UnreadablePackage` for an archive that is none, or
 * is made to do harm.
 */
export const readZip = (bytes: Uint8Array, limits: Limits): Zip => {
  const directory = readDirectory(bytes, limits)
  refuseBomb(directory, bytes.length, limits)
  const entries = new Map<string, DirectoryEntry>()
  const refused: { path: string; reason: string }[] = []
  for (const entry of directory) {
    const path = tidyPath(entry.name)
    if (entry.name.endsWith('/') || entry.name.endsWith('\\') || isLitter(entry.name)) continue
    const reason =
      reasonAgainst(entry, path, limits) ?? (entries.has(path ?? '') ? 'a file of this name came before' : undefined)
    if (path === undefined || reason !== undefined)
      refused.push({ path: printable(entry.name), reason: reason ?? 'its path leads out of the package' })
    else entries.set(path, entry)
  }
  return {
    paths: [...entries.keys()],
    refused,
    read: (path) => {
      const entry = entries.get(path)
      return entry === undefined ? undefined : unpack(bytes, entry)
    },
  }
}

const LINK = 0o120000
const KIND_OF_FILE = 0o170000

const reasonAgainst = (entry: DirectoryEntry, path: string | undefined, limits: Limits): string | undefined => {
  if (path === undefined) return 'its path leads out of the package'
  if ((entry.unixMode & KIND_OF_FILE) === LINK) return 'it is a link to another place on a disk, not a file'
  if (entry.isEncrypted) return 'it is locked with a password'
  if (entry.method !== 0 && entry.method !== 8)
    return `it is packed in a way (${String(entry.method)}) that is not read here`
  if (entry.size > limits.fileBytes) return `it is larger than ${inMB(limits.fileBytes)}`
  return undefined
}

/** A path within the package: no drive, no root, no step up. */
const tidyPath = (name: string): string | undefined => {
  const path = name.replaceAll('\\', '/')
  const parts = path.split('/').filter((part) => part !== '' && part !== '.')
  return path.startsWith('/') ||
    /^[A-Za-z]:/.test(path) ||
    parts.includes('..') ||
    hasControl(path) ||
    parts.length === 0
    ? undefined
    : parts.join('/')
}

const hasControl = (text: string): boolean => [...text].some((character) => (character.codePointAt(0) as number) < 32)
const printable = (name: string): string =>
  Array.from(name.slice(0, 200), (character) => (hasControl(character) ? '·' : character)).join('')

/** What systems leave in archives without anybody's wish. */
const isLitter = (name: string): boolean => /(^|\/)(__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/i.test(name)

const refuseBomb = (directory: readonly DirectoryEntry[], packed: number, limits: Limits): void => {
  const unpacked = directory.reduce((sum, { size }) => sum + size, 0)
  if (unpacked > limits.unpackedBytes)
    throw new UnreadablePackage(
      `The package would unpack to ${inMB(unpacked)}; up to ${inMB(limits.unpackedBytes)} are read.`,
    )
  if (unpacked > limits.ratioFreeBytes && unpacked > packed * limits.unpackRatio)
    throw new UnreadablePackage(
      `The package would unpack to ${String(Math.round(unpacked / packed))} times its size, as no teaching material does; it was not opened.`,
    )
  const places = directory.toSorted((a, b) => a.offset - b.offset)
  for (const [index, { offset, packedSize }] of places.entries()) {
    const next = places[index + 1]
    if (next !== undefined && offset + 30 + packedSize > next.offset)
      throw new UnreadablePackage(
        'Files in the package lie on each other, as in one made to do harm; it was not opened.',
      )
  }
}

const inMB = (bytes: number): string => `${String(Math.ceil(bytes / 1024 / 1024))} MB`

const PIECE = 16 * 1024
const DAMAGED = 'it is damaged: its content is not what the package says of it'

const unpack = (archive: Uint8Array, entry: DirectoryEntry): Uint8Array => {
  const packed = packedBytes(archive, entry)
  const content =
    entry.method === 0
      ? packed
      : packed.length <= SMALL
        ? inflateAtOnce(packed, entry.size)
        : inflate(packed, entry.size)
  if (content.length !== entry.size || crc32(content) !== entry.crc) throw new UnusableItem(DAMAGED)
  return content
}

/** Even the worst of this size is done within a moment. */
const SMALL = 64 * 1024

/** What is more than the table of contents says finds no room, and the checksum tells. */
const inflateAtOnce = (packed: Uint8Array, size: number): Uint8Array => {
  try {
    return inflateSync(packed, { out: new Uint8Array(size) })
  } catch {
    throw new UnusableItem(DAMAGED)
  }
}

/** Stops as soon as more comes out than the table of contents says. */
const inflate = (packed: Uint8Array, size: number): Uint8Array => {
  const content = new Uint8Array(size)
  let length = 0
  const inflating = new Inflate((chunk) => {
    if (length + chunk.length > size) throw new UnusableItem(DAMAGED)
    content.set(chunk, length)
    length += chunk.length
  })
  try {
    for (let from = 0; from === 0 || from < packed.length; from += PIECE)
      inflating.push(packed.subarray(from, from + PIECE), from + PIECE >= packed.length)
  } catch {
    throw new UnusableItem(DAMAGED)
  }
  return content.subarray(0, length)
}

const packedBytes = (archive: Uint8Array, { offset, packedSize }: DirectoryEntry): Uint8Array => {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength)
  if (offset + 30 > archive.length || view.getUint32(offset, true) !== 0x04034b50) throw new UnusableItem(DAMAGED)
  const begin = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true)
  if (begin + packedSize > archive.length) throw new UnusableItem(DAMAGED)
  return archive.subarray(begin, begin + packedSize)
}

/** Whether bytes begin as a zip archive does. */
export const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && ((bytes[2] === 3 && bytes[3] === 4) || (bytes[2] === 5 && bytes[3] === 6))

/** A file's text. Throws `UnusableItem` where the file is damaged, too large, or in an unknown encoding. */
export const readText = (zip: Zip, path: string, limit: number): string | undefined => {
  const bytes = zip.read(path)
  if (bytes === undefined) return undefined
  if (bytes.length > limit) throw new UnusableItem(`it is larger than ${inMB(limit)}`)
  return decodeText(bytes)
}

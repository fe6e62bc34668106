import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { Blobs } from '#ports/blobs/blobs.ts'

/** The bytes of an upload, in the pieces in which they came. */
export interface UploadPieces {
  readonly bytes: number
  /** The bytes [at, at + bytes), fewer at the end. */
  read(at: number, bytes: number): Promise<Buffer>
  stream(): Readable
}

/** Where the pieces of an upload lie. */
export const piecesFolder = (uploadId: string): string => `uploads/${uploadId}`

/** A piece is named after its place: written twice, by a device that did not hear that it came, it is the same bytes. */
export const pieceName = (uploadId: string, at: number, bytes: number): string =>
  `${piecesFolder(uploadId)}/${String(at)}-${String(bytes)}`

/** `lengths`: bytes of each piece, in order. */
export const createUploadPieces = (
  blobs: Pick<Blobs, 'read'>,
  uploadId: string,
  lengths: readonly number[],
): UploadPieces => {
  const pieces: { readonly name: string; readonly at: number; readonly bytes: number }[] = []
  let total = 0
  for (const bytes of lengths) {
    pieces.push({ name: pieceName(uploadId, total, bytes), at: total, bytes })
    total += bytes
  }
  const parts = async function* (first: number, end: number): AsyncGenerator<Buffer> {
    for (const { name, at, bytes } of pieces) {
      if (at + bytes <= first || at >= end) continue
      const range = { first: Math.max(0, first - at), last: Math.min(bytes, end - at) - 1 }
      yield await buffer(await blobs.read(name, range))
    }
  }
  return {
    bytes: total,
    read: (at, bytes) => buffer(Readable.from(parts(at, at + bytes))),
    stream: () => Readable.from(parts(0, total)),
  }
}

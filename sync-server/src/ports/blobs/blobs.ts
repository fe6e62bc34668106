import type { Readable } from 'node:stream'

/** Bytes by name, written once: names are content hashes, or end in one, so an existing blob is never another. */
export interface Blobs {
  /** Stores a stream; resolves when durable. An unfinished write leaves nothing under the name. */
  put(name: string, content: Readable | Uint8Array, options: { readonly mime: string }): Promise<void>
  stat(name: string): Promise<{ readonly bytes: number; readonly mime: string } | undefined>
  /** `range`: first and last byte, inclusive. Rejects with `BlobNotFound`. */
  read(name: string, range?: { readonly first: number; readonly last: number }): Promise<Readable>
  /** What has a name that begins with this one and a slash, in no order. What is put or deleted meanwhile may be told or not. */
  list(folder: string): AsyncIterable<ListedBlob>
  delete(name: string): Promise<void>
  /** Deletes whatever has a name that begins with this one and a slash. Cut off and repeated, it goes on. */
  deleteUnder(folder: string): Promise<void>
  ping(): Promise<void>
  close(): Promise<void>
}
export interface ListedBlob {
  readonly name: string
  readonly bytes: number
  /** When it was put last, ms, by the clock of where it lies. */
  readonly putAt: number
}

/** Rejects a name that is not made of letters, digits, `.`, `_`, `-` and `/`, or of which a part begins with a dot. */
export const checkBlobName = (name: string): void => {
  if (!/^[a-zA-Z0-9][a-zA-Z0-9._-]*(\/[a-zA-Z0-9][a-zA-Z0-9._-]*)*$/.test(name))
    throw new Error(`Not a blob's name: ${JSON.stringify(name)}`)
}

/** The store of blobs is out of reach, or can't be used as it is set up; the message says what to do. */
export class BlobsUnavailable extends Error {
  override readonly name = 'BlobsUnavailable'
}
export class BlobNotFound extends Error {
  override readonly name = 'BlobNotFound'
}

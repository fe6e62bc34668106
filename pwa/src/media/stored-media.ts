import type { ByteStore } from './byte-store.ts'

/** A medium is fetched and kept in parts of this size, so that what is cut off goes on where it was. */
export const PART_BYTES = 512 * 1024

export interface MediumDescription {
  readonly bytes: number
  readonly mime: string
}

/** Media on this device, by SHA-256. A medium counts only once all of it is here and was checked. */
export interface StoredMedia {
  /** What is known of a complete medium. */
  describe(hash: string): Promise<MediumDescription | undefined>
  /** Numbers of the parts that are here. */
  parts(hash: string): Promise<ReadonlySet<number>>
  putPart(hash: string, part: number, bytes: Blob): Promise<void>
  part(hash: string, part: number): Promise<Blob | undefined>
  markComplete(hash: string, description: MediumDescription): Promise<void>
  remove(hash: string): Promise<void>
  complete(): Promise<ReadonlySet<string>>
  /**
   * The answer to a request for a complete medium, a part of it where `range` (a Range header) asks for one: video seeks by that.
   * Undefined where it is not here.
   */
  respond(hash: string, range: string | null): Promise<Response | undefined>
}

const DESCRIPTION = 'description'

export const createStoredMedia = (store: ByteStore): StoredMedia => {
  const keyOf = (hash: string, part: number | typeof DESCRIPTION): string => `${hash}/${String(part)}`
  const describe = async (hash: string): Promise<MediumDescription | undefined> => {
    const found = await store.get(keyOf(hash, DESCRIPTION))
    return found === undefined ? undefined : (JSON.parse(await found.text()) as MediumDescription)
  }
  /** Bytes first…last as one blob; undefined where a part is missing. */
  const slice = async (hash: string, first: number, last: number): Promise<Blob | undefined> => {
    const pieces: Blob[] = []
    for (let part = Math.floor(first / PART_BYTES); part * PART_BYTES <= last; part += 1) {
      const piece = await store.get(keyOf(hash, part))
      if (piece === undefined) return undefined
      const start = part * PART_BYTES
      pieces.push(piece.slice(Math.max(0, first - start), last - start + 1))
    }
    return new Blob(pieces)
  }
  return {
    describe,
    parts: async (hash) =>
      new Set(
        (await store.keys())
          .filter((key) => key.startsWith(`${hash}/`) && !key.endsWith(DESCRIPTION))
          .map((key) => Number(key.slice(hash.length + 1))),
      ),
    putPart: (hash, part, bytes) => store.put(keyOf(hash, part), bytes),
    part: (hash, part) => store.get(keyOf(hash, part)),
    markComplete: (hash, description) => store.put(keyOf(hash, DESCRIPTION), new Blob([JSON.stringify(description)])),
    remove: async (hash) => {
      // The description first: half removed, it doesn't count as here.
      await store.delete(keyOf(hash, DESCRIPTION))
      for (const key of await store.keys()) if (key.startsWith(`${hash}/`)) await store.delete(key)
    },
    complete: async () =>
      new Set(
        (await store.keys())
          .filter((key) => key.endsWith(`/${DESCRIPTION}`))
          .map((key) => key.slice(0, -DESCRIPTION.length - 1)),
      ),
    respond: async (hash, range) => {
      const description = await describe(hash)
      if (description === undefined) return undefined
      const { bytes, mime } = description
      const headers = { 'content-type': mime, 'accept-ranges': 'bytes', 'cache-control': 'private, immutable' }
      const asked = rangeOf(range, bytes)
      if (asked === 'unsatisfiable')
        return new Response(null, { status: 416, headers: { ...headers, 'content-range': `bytes */${String(bytes)}` } })
      const body = await slice(hash, asked?.first ?? 0, asked?.last ?? bytes - 1)
      if (body === undefined || body.size !== (asked === undefined ? bytes : asked.last - asked.first + 1))
        return undefined
      return asked === undefined
        ? new Response(body, { headers: { ...headers, 'content-length': String(bytes) } })
        : new Response(body, {
            status: 206,
            headers: {
              ...headers,
              'content-length': String(body.size),
              'content-range': `bytes ${String(asked.first)}-${String(asked.last)}/${String(bytes)}`,
            },
          })
    },
  }
}

/** A single range of a Range header (RFC 9110, 14.2); several, or another unit, are answered with the whole. */
const rangeOf = (
  header: string | null,
  bytes: number,
): { readonly first: number; readonly last: number } | 'unsatisfiable' | undefined => {
  const found = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '')
  if (found === null) return undefined
  const [, from = '', to = ''] = found
  if (from === '' && to === '') return undefined
  const first = from === '' ? Math.max(0, bytes - Number(to)) : Number(from)
  const last = from === '' || to === '' ? bytes - 1 : Math.min(Number(to), bytes - 1)
  return first >= bytes || last < first ? 'unsatisfiable' : { first, last }
}

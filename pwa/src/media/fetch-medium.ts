import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { PART_BYTES, type StoredMedia } from './stored-media.ts'

export type FetchedMedium =
  | 'complete'
  /** The connection ended; what came is kept. */
  | 'interrupted'
  /** The school has it no more, or not for this person. */
  | 'missing'

/**
 * Brings a medium to this device part by part; parts that are here are not fetched again. It is complete only when its SHA-256 is right.
 * Rejects with `StorageFull`.
 */
export const fetchMedium = async (
  deps: { readonly media: StoredMedia; readonly fetch: typeof fetch },
  medium: { readonly hash: string; readonly bytes: number; readonly mime: string },
  options: { readonly signal: AbortSignal; readonly onBytes: (bytes: number) => void },
): Promise<FetchedMedium> => {
  const { media } = deps
  const { hash, bytes, mime } = medium
  if ((await media.describe(hash)) !== undefined) return 'complete'
  const here = await media.parts(hash)
  const count = Math.max(1, Math.ceil(bytes / PART_BYTES))
  for (let part = 0; part < count; part += 1) {
    if (here.has(part)) continue
    const outcome = await fetchPart(deps.fetch, medium, part, options)
    if (!(outcome instanceof Blob)) return outcome
    await media.putPart(hash, part, outcome)
  }
  if (!(await isIntact(media, hash, count))) {
    await media.remove(hash)
    return 'interrupted'
  }
  await media.markComplete(hash, { bytes, mime })
  return 'complete'
}

const fetchPart = async (
  fetch: typeof globalThis.fetch,
  { hash, bytes }: { readonly hash: string; readonly bytes: number },
  part: number,
  { signal, onBytes }: { readonly signal: AbortSignal; readonly onBytes: (bytes: number) => void },
): Promise<Blob | 'interrupted' | 'missing'> => {
  const first = part * PART_BYTES
  const last = Math.min(bytes, first + PART_BYTES) - 1
  let came = 0
  try {
    const response = await fetch(`/api/media/${hash}`, {
      signal,
      headers: { range: `bytes=${String(first)}-${String(Math.max(first, last))}` },
    })
    if (response.status === 404 || response.status === 403) return 'missing'
    const isWhole = response.status === 200 && first === 0 && last === bytes - 1
    if (response.status !== 206 && !isWhole) return 'interrupted'
    const pieces: BlobPart[] = []
    const reader = response.body?.getReader()
    for (let piece = await reader?.read(); piece?.done === false; piece = await reader?.read()) {
      pieces.push(piece.value)
      came += piece.value.length
      onBytes(piece.value.length)
    }
    const blob = new Blob(pieces)
    if (blob.size === last - first + 1) return blob
  } catch {
    // Cut off, or paused: this part is fetched again, those before it are here.
  }
  onBytes(-came)
  return 'interrupted'
}

const isIntact = async (media: StoredMedia, hash: string, count: number): Promise<boolean> => {
  const digest = sha256.create()
  for (let part = 0; part < count; part += 1) {
    const blob = await media.part(hash, part)
    if (blob === undefined) return false
    digest.update(new Uint8Array(await blob.arrayBuffer()))
  }
  return bytesToHex(digest.digest()) === hash
}

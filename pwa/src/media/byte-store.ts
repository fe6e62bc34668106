import { isStorageFull } from '#platform/storage-full.ts'

/**
 * Where media lie on a device: pieces by key. Page and service worker share it; a piece is there whole or not at all.
 * `put` rejects with `StorageFull` when the browser gives no more room.
 */
export interface ByteStore {
  get(key: string): Promise<Blob | undefined>
  put(key: string, bytes: Blob): Promise<void>
  delete(key: string): Promise<void>
  keys(): Promise<readonly string[]>
}

export class StorageFull extends Error {
  override readonly name = 'StorageFull'
}

const CACHE = 'edutrack-media'

/** In Cache Storage, each piece under an address of its own that is never fetched. */
export const createCacheByteStore = (caches: CacheStorage, origin: string): ByteStore => {
  const addressOf = (key: string): string => `${origin}/media-on-this-device/${key}`
  const opened = (): Promise<Cache> => caches.open(CACHE)
  return {
    get: async (key) => (await (await opened()).match(addressOf(key)))?.blob(),
    put: async (key, bytes) => {
      try {
        await (await opened()).put(addressOf(key), new Response(bytes))
      } catch (cause) {
        if (isStorageFull(cause)) throw new StorageFull('The browser gives no more room', { cause })
        throw cause
      }
    },
    delete: async (key) => void (await (await opened()).delete(addressOf(key))),
    keys: async () =>
      (await (await opened()).keys()).map(({ url }) => new URL(url).pathname.split('/').slice(2).join('/')),
  }
}

/** In memory; `room` bytes fit. */
export const createMemoryByteStore = (room = Number.POSITIVE_INFINITY): ByteStore => {
  const pieces = new Map<string, Blob>()
  return {
    get: async (key) => pieces.get(key),
    put: async (key, bytes) => {
      const used = [...pieces].reduce((sum, [other, { size }]) => sum + (other === key ? 0 : size), 0)
      if (used + bytes.size > room) throw new StorageFull('The memory gives no more room')
      pieces.set(key, bytes)
    },
    delete: async (key) => void pieces.delete(key),
    keys: async () => [...pieces.keys()],
  }
}

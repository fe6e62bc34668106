/**
 * What only instructors and administrators need of the app. It is stored on the devices on which one of them is known, beside what everybody needs and after it. All of its files have
 * their content's hash in their names: whatever is here is right, and a build goes on where an earlier try, or the build before, has left off.
 */
export interface TeachingPart {
  isStored(): Promise<boolean>
  /** Fetches what is not here. Rejects with what stopped it; what came until then stays. */
  store(): Promise<void>
  /** Lets go of what earlier builds had. */
  forgetEarlier(): Promise<void>
  /** Nobody here needs it any more. */
  remove(): Promise<void>
}

const CACHE = 'edutrack-teaching'
/** Small files over a slow link: each waits for the way there and back. */
const AT_ONCE = 4

/** `urls`: addresses of its files, in this build. */
export const createTeachingPart = (deps: {
  readonly caches: Pick<CacheStorage, 'open' | 'delete'>
  readonly fetch: typeof fetch
  readonly urls: readonly string[]
}): TeachingPart => {
  const { caches, fetch, urls } = deps
  const missing = async (cache: Cache): Promise<readonly string[]> => {
    const here = new Set((await cache.keys()).map(({ url }) => url))
    return urls.filter((url) => !here.has(url))
  }
  const storeOne = async (cache: Cache, url: string): Promise<void> => {
    const response = await fetch(url, { credentials: 'same-origin' })
    // A network that asks to sign in answers everything with a page.
    const isPage = response.headers.get('content-type')?.startsWith('text/html') === true
    if (response.status !== 200 || isPage) throw new Error(`A part of the app can’t be had: ${url}`)
    await cache.put(url, response)
  }
  return {
    isStored: async () => (await missing(await caches.open(CACHE))).length === 0,
    store: async () => {
      const cache = await caches.open(CACHE)
      const waiting = [...(await missing(cache))]
      const work = async (): Promise<void> => {
        for (let url = waiting.shift(); url !== undefined; url = waiting.shift()) await storeOne(cache, url)
      }
      const settled = await Promise.allSettled(
        Array.from({ length: AT_ONCE }, () => work().finally(() => waiting.splice(0))),
      )
      for (const one of settled) if (one.status === 'rejected') throw one.reason
    },
    forgetEarlier: async () => {
      const cache = await caches.open(CACHE)
      const present = new Set(urls)
      for (const request of await cache.keys()) if (!present.has(request.url)) await cache.delete(request)
    },
    remove: async () => void (await caches.delete(CACHE)),
  }
}

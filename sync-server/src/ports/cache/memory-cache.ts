import type { Clock } from '../clock/clock.ts'
import type { Cache } from './cache.ts'
import { createMemoryLayer } from './memory-layer.ts'

/** The cache of a server that is alone. */
export const createMemoryCache = ({
  clock,
  maxCharacters = 16 * 1024 * 1024,
}: {
  readonly clock: Clock
  readonly maxCharacters?: number
}): Cache => {
  const layer = createMemoryLayer({ clock, maxCharacters })
  let asked = 0
  let made = 0
  return {
    getOrMake: async <Value>(
      key: string,
      { seconds, tags }: { readonly seconds: number; readonly tags: readonly string[] },
      make: () => Promise<Value>,
    ) => {
      asked += 1
      const text = await layer.getOrLoad(key, tags, async () => {
        made += 1
        const value = await make()
        return { text: JSON.stringify(value), until: clock.now() + seconds * 1000 }
      })
      return JSON.parse(text) as Value
    },
    invalidate: async (tags) => layer.drop(tags),
    figures: () => ({ hits: asked - made, misses: made }),
    ping: async () => {},
    close: async () => layer.clear(),
  }
}

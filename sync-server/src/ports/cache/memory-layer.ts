import type { Clock } from '../clock/clock.ts'

/** JSON, so that callers own what they get and its size is known; `until`: clock's ms. */
export interface LoadedText {
  readonly text: string
  readonly until: number
  /** Where it carries more than were asked with. */
  readonly tags?: readonly string[]
}

interface Entry extends LoadedText {
  readonly tags: readonly string[]
  readonly size: number
}
interface Loading {
  readonly text: Promise<string>
  readonly tags: readonly string[]
  isStale: boolean
}

/**
 * What one process remembers: what was not asked for the longest time goes when it holds more than `maxCharacters` of keys and JSON. Those who ask
 * for a key at once share one loading; what was loaded across a `drop` of its tags is given to those who wait and not remembered.
 */
export const createMemoryLayer = ({
  clock,
  maxCharacters,
}: {
  readonly clock: Clock
  readonly maxCharacters: number
}) => {
  // A Map keeps the order of insertion: the first is the one that was asked for the longest time ago.
  const entries = new Map<string, Entry>()
  const keysByTag = new Map<string, Set<string>>()
  const loadingByKey = new Map<string, Loading>()
  let size = 0

  const forget = (key: string): void => {
    const entry = entries.get(key)
    if (entry === undefined) return
    entries.delete(key)
    size -= entry.size
    for (const tag of entry.tags) {
      const keys = keysByTag.get(tag)
      keys?.delete(key)
      if (keys?.size === 0) keysByTag.delete(tag)
    }
  }

  const remember = (key: string, entry: Entry): void => {
    forget(key)
    if (entry.size > maxCharacters) return
    entries.set(key, entry)
    size += entry.size
    for (const tag of entry.tags) {
      const keys = keysByTag.get(tag)
      if (keys === undefined) keysByTag.set(tag, new Set([key]))
      else keys.add(key)
    }
    for (const oldest of entries.keys()) {
      if (size <= maxCharacters) break
      forget(oldest)
    }
  }

  const startLoading = (key: string, tags: readonly string[], load: () => Promise<LoadedText>): Loading => {
    const loading: Loading = {
      tags,
      isStale: false,
      text: Promise.resolve()
        .then(load)
        .then(({ text, until, tags: carried = [] }) => {
          const all = [...new Set([...tags, ...carried])]
          if (!loading.isStale) remember(key, { text, until, tags: all, size: key.length + text.length })
          return text
        })
        .finally(() => {
          if (loadingByKey.get(key) === loading) loadingByKey.delete(key)
        }),
    }
    loadingByKey.set(key, loading)
    return loading
  }

  return {
    getOrLoad: (key: string, tags: readonly string[], load: () => Promise<LoadedText>): Promise<string> => {
      const entry = entries.get(key)
      if (entry !== undefined && entry.until > clock.now()) {
        entries.delete(key)
        entries.set(key, entry)
        return Promise.resolve(entry.text)
      }
      forget(key)
      return (loadingByKey.get(key) ?? startLoading(key, tags, load)).text
    },
    drop: (tags: readonly string[]): void => {
      for (const tag of tags) for (const key of keysByTag.get(tag) ?? []) forget(key)
      for (const [key, loading] of loadingByKey) {
        if (!loading.tags.some((tag) => tags.includes(tag))) continue
        loading.isStale = true
        loadingByKey.delete(key)
      }
    },
    clear: (): void => {
      for (const loading of loadingByKey.values()) loading.isStale = true
      loadingByKey.clear()
      entries.clear()
      keysByTag.clear()
      size = 0
    },
  }
}

/**
 * Keeps what is dear to make. Never truth: an entry may vanish at any time, and a failing cache makes, it doesn't fail.
 * Callers that ask for one key at once share one `make` in a process (no stampede). What a `make` that began before an invalidation of its tags
 * brings is given to those who wait for it and not kept.
 */
export interface CacheOptions {
  readonly seconds: number
  readonly tags: readonly string[]
  /** Each server makes it for itself: asking the others costs more than making it. */
  readonly isOwn?: boolean
}

export interface Cache {
  /** The value kept under `key`, else what `make` resolves to (JSON, not undefined), kept for `seconds` under `tags`. A `make` that rejects is not kept. */
  getOrMake<Value>(key: string, options: CacheOptions, make: () => Promise<Value>): Promise<Value>
  /** Drops all entries that carry one of the tags, on every server. */
  invalidate(tags: readonly string[]): Promise<void>
  /** Since start. A caller that shares another's `make` counts as a hit. */
  figures(): { readonly hits: number; readonly misses: number }
  ping(): Promise<void>
  close(): Promise<void>
}

import { BehaviorSubject, distinctUntilChanged, map, type Observable } from 'rxjs'

/**
 * What this browser profile remembers beside the persons' databases: downloads, how far sync came, receipt keys. Tabs and the service
 * worker share it; a write is durable when it resolves; `watch` tells of writes of other tabs too. Keys begin with the person's id or `device`.
 */
export interface DeviceStore {
  get<T>(key: string): Promise<T | undefined>
  set(key: string, value: unknown): Promise<void>
  /** Changes an entry, if it is there, in one step: what another tab changes of it at the same time comes before or after. The same value as before is no write. */
  update<T>(key: string, change: (value: T) => T): Promise<void>
  delete(key: string): Promise<void>
  deleteAll(prefix: string): Promise<void>
  watch<T>(key: string): Observable<T | undefined>
  /** All entries whose key begins so. */
  watchAll<T>(prefix: string): Observable<ReadonlyMap<string, T>>
}

/** Writes what can be written as JSON, where it is other than what is kept: a start leaves the disk alone, and does well on a full one. */
export const setIfOther = async (store: DeviceStore, key: string, value: unknown): Promise<void> => {
  if (JSON.stringify(await store.get(key)) !== JSON.stringify(value)) await store.set(key, value)
}

export const createMemoryDeviceStore = (): DeviceStore => {
  const entries$ = new BehaviorSubject<ReadonlyMap<string, unknown>>(new Map())
  const change = (edit: (entries: Map<string, unknown>) => void): void => {
    const next = new Map(entries$.value)
    edit(next)
    entries$.next(next)
  }
  return {
    get: async <T>(key: string) => entries$.value.get(key) as T | undefined,
    set: async (key, value) => change((entries) => void entries.set(key, structuredClone(value))),
    update: async <T>(key: string, to: (value: T) => T) => {
      const before = entries$.value.get(key) as T | undefined
      const after = before === undefined ? undefined : to(before)
      if (after !== before) change((entries) => void entries.set(key, structuredClone(after)))
    },
    delete: async (key) => change((entries) => void entries.delete(key)),
    deleteAll: async (prefix) =>
      change((entries) => {
        for (const key of entries.keys()) if (key.startsWith(prefix)) entries.delete(key)
      }),
    watch: <T>(key: string) =>
      entries$.pipe(
        map((entries) => entries.get(key) as T | undefined),
        distinctUntilChanged(),
      ),
    watchAll: <T>(prefix: string) =>
      entries$.pipe(
        map((entries) => new Map([...entries].filter(([key]) => key.startsWith(prefix))) as ReadonlyMap<string, T>),
      ),
  }
}

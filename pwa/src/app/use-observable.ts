import { useMemo, useSyncExternalStore, type DependencyList } from 'react'
import type { Observable } from 'rxjs'

/** The latest value of what `make` gives; undefined until there is one. Made anew when `deps` change. An error of it is thrown to the error boundary. */
export const useObservable = <T>(make: () => Observable<T>, deps: DependencyList): T | undefined =>
  // The caller names what `make` depends on.
  // oxlint-disable-next-line react/exhaustive-deps
  useSnapshot(useMemo(() => snapshotOf(make()), deps))

/** The same for an observable that lives as long as its owner and has a value at once: no render without it. */
export const useCurrent = <T>(observable: Observable<T>): T | undefined =>
  useSnapshot(
    useMemo(() => {
      const snapshot = snapshotOf(observable)
      snapshot.subscribe(() => undefined)()
      return snapshot
    }, [observable]),
  )

interface Snapshot<T> {
  subscribe(changed: () => void): () => void
  read(): { readonly value?: T; readonly error?: unknown }
}

const snapshotOf = <T>(observable: Observable<T>): Snapshot<T> => {
  let latest: { readonly value?: T; readonly error?: unknown } = {}
  return {
    subscribe: (changed) => {
      const subscription = observable.subscribe({
        next: (value) => {
          latest = { value }
          changed()
        },
        error: (error: unknown) => {
          latest = { error }
          changed()
        },
      })
      return () => subscription.unsubscribe()
    },
    read: () => latest,
  }
}

const useSnapshot = <T>(snapshot: Snapshot<T>): T | undefined => {
  const { value, error } = useSyncExternalStore(snapshot.subscribe, snapshot.read)
  if (error !== undefined) throw error
  return value
}

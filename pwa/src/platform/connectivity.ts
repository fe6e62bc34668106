import { BehaviorSubject, distinctUntilChanged, type Observable } from 'rxjs'

/** Whether the school is in reach: what the browser says, corrected by the last request's outcome. */
export interface Connectivity {
  readonly isOnline$: Observable<boolean>
  isOnline(): boolean
  /** The last request reached the school, or didn't. */
  report(hasReached: boolean): void
  /** Called when it may be worth trying again: the network came back, or the person came back to the app. */
  onMaybeBack(action: () => void): () => void
}

export const createBrowserConnectivity = (scope: typeof globalThis): Connectivity => {
  const online$ = new BehaviorSubject(scope.navigator.onLine)
  const listeners = new Set<() => void>()
  const tell = (): void => {
    for (const listener of listeners) listener()
  }
  scope.addEventListener('online', () => {
    online$.next(true)
    tell()
  })
  scope.addEventListener('offline', () => online$.next(false))
  if ('document' in scope) {
    scope.addEventListener('focus', tell)
    scope.document.addEventListener('visibilitychange', () => {
      if (scope.document.visibilityState === 'visible') tell()
    })
  }
  return {
    isOnline$: online$.pipe(distinctUntilChanged()),
    isOnline: () => online$.value,
    report: (hasReached) => online$.next(hasReached),
    onMaybeBack: (action) => {
      listeners.add(action)
      return () => void listeners.delete(action)
    },
  }
}

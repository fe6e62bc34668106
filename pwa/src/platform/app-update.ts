import { BehaviorSubject, type Observable } from 'rxjs'
import type { Clock } from './clock.ts'

const LOOK_AGAIN_MS = 10 * 60_000

/** A new build that waits: it is taken only when the person says so, since it replaces the code under an open quiz. */
export interface AppUpdate {
  readonly isWaiting$: Observable<boolean>
  /** Reloads into the new build, once all that was registered by `beforeReload` has resolved. */
  take(): Promise<void>
  /** Registers what stores text that is typed and not stored yet; the answer takes it back. */
  beforeReload(store: () => Promise<void>): () => void
}

export const createAppUpdate = (deps: {
  readonly container: ServiceWorkerContainer | undefined
  /** Undefined: no service worker in this build. */
  readonly scriptUrl: string | undefined
  readonly reload: () => void
  readonly clock: Clock
  /** Calls an action when the person comes back to the app, or the network does. */
  readonly onMaybeBack: (action: () => void) => void
}): AppUpdate => {
  const { container, scriptUrl, reload, clock, onMaybeBack } = deps
  const isWaiting$ = new BehaviorSubject(false)
  const stores = new Set<() => Promise<void>>()
  let registration: ServiceWorkerRegistration | undefined
  const look = (): void =>
    isWaiting$.next(
      registration?.waiting !== null && registration?.waiting !== undefined && container?.controller !== null,
    )
  if (container !== undefined && scriptUrl !== undefined)
    void container.register(scriptUrl).then(
      (registered) => {
        registration = registered
        look()
        // A page that stays open for days would never hear of a new build by itself.
        let lookedAt = clock.now()
        onMaybeBack(() => {
          if (clock.now() - lookedAt < LOOK_AGAIN_MS) return
          lookedAt = clock.now()
          void registered.update().catch(() => undefined) // Out of reach: the next time will do.
        })
        registered.addEventListener('updatefound', () => registered.installing?.addEventListener('statechange', look))
      },
      () => undefined, // Without a service worker the app works on, only not from a cold start offline.
    )
  return {
    isWaiting$,
    beforeReload: (store) => {
      stores.add(store)
      return () => void stores.delete(store)
    },
    take: async () => {
      await Promise.all([...stores].map((store) => store()))
      if (registration?.waiting === null || registration?.waiting === undefined) return reload()
      container?.addEventListener('controllerchange', reload, { once: true })
      registration.waiting.postMessage({ type: 'SKIP_WAITING' })
    },
  }
}

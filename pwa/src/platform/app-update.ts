import { BehaviorSubject, type Observable } from 'rxjs'
import type { Clock } from './clock.ts'

const LOOK_AGAIN_MS = 10 * 60_000
/** Between tries to store the app, ms; the network's return and the person's is another occasion. */
const FIRST_RETRY_MS = 5000
const LAST_RETRY_MS = 5 * 60_000

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
  // A page that stays open for days would never hear of a new build by itself.
  let lookedAt = clock.now()
  let retryMs = FIRST_RETRY_MS
  let cancelRetry: (() => void) | undefined

  /** Stores the app on the device. What came of it before a network was lost, or space ran out, is kept, and the rest tried again. */
  const install = async (): Promise<void> => {
    cancelRetry?.()
    cancelRetry = undefined
    if (container === undefined || scriptUrl === undefined) return
    try {
      const registered = await container.register(scriptUrl)
      registration = registered
      lookedAt = clock.now()
      look()
      follow(registered.installing)
      registered.addEventListener('updatefound', () => follow(registered.installing))
    } catch {
      // Until then the app works on, only not from a cold start offline.
      installLater()
    }
  }
  const follow = (worker: ServiceWorker | null): void =>
    worker?.addEventListener('statechange', () => {
      look()
      if (worker.state !== 'redundant') return
      if (registration?.active !== null) {
        // A new build could not be stored: the next occasion goes on with it.
        lookedAt = Number.NEGATIVE_INFINITY
        return
      }
      registration = undefined
      installLater()
    })
  const installLater = (): void => {
    cancelRetry ??= clock.after(retryMs, () => void install())
    retryMs = Math.min(retryMs * 2, LAST_RETRY_MS)
  }
  void install()
  onMaybeBack(() => {
    if (cancelRetry !== undefined) return void install()
    if (registration === undefined || clock.now() - lookedAt < LOOK_AGAIN_MS) return
    lookedAt = clock.now()
    void registration.update().catch(() => undefined) // Out of reach: the next time will do.
  })
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

import { BehaviorSubject, type Observable } from 'rxjs'

/** The message that asks the service worker to bring the device up to who uses it; it answers with `TeachingStored`. */
export const TEND_APP = 'TEND_APP'

/** Of the app's part for instructors and administrators, how it is with it on this device. */
export type TeachingStored =
  /** Nobody here teaches. */
  | 'not-needed'
  | 'stored'
  /** The network was lost, or the browser ended it: another try goes on. */
  | 'interrupted'
  /** The browser gives no more room. */
  | 'no-space'

/** How much of the app is on this device, so that it opens without a network. */
export interface AppStorage {
  /** What everybody needs. False for ever where there is no service worker. */
  readonly isStored: boolean
  /** `storing` until it is known. */
  readonly teaching: TeachingStored | 'storing'
}

export interface StoredApp {
  readonly state$: Observable<AppStorage>
  /** Who uses this device, or what of them is known, has changed. */
  tend(): void
  stop(): void
}

export const createStoredApp = (deps: {
  readonly container: Pick<ServiceWorkerContainer, 'ready'> | undefined
  /** Calls an action when the network, or the person, has come back. */
  readonly onMaybeBack: (action: () => void) => () => void
}): StoredApp => {
  const { container, onMaybeBack } = deps
  const state$ = new BehaviorSubject<AppStorage>({ isStored: false, teaching: 'storing' })
  let worker: ServiceWorker | null = null
  const tend = (): void => {
    if (worker === null) return
    const { port1, port2 } = new MessageChannel()
    port1.addEventListener('message', ({ data }) => {
      state$.next({ isStored: true, teaching: data as TeachingStored })
      port1.close()
    })
    port1.start()
    worker.postMessage({ type: TEND_APP }, [port2])
  }
  void container?.ready.then((registration) => {
    worker = registration.active
    state$.next({ ...state$.value, isStored: true })
    tend()
  })
  const stop = onMaybeBack(() => {
    const { teaching } = state$.value
    // A worker that the browser has ended in the middle never answers: what is not stored is asked for again.
    if (teaching !== 'stored' && teaching !== 'not-needed') tend()
  })
  return { state$, tend, stop }
}

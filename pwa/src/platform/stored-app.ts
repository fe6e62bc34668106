import { BehaviorSubject, type Observable } from 'rxjs'
import type { Clock } from './clock.ts'

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

const FIRST_TEND_MS = 3000

export const createStoredApp = (deps: {
  readonly container: Pick<ServiceWorkerContainer, 'ready'> | undefined
  readonly clock: Clock
  /** Whether the person teaches: what is to be said until the service worker has told. */
  readonly teaches: boolean
  /** Calls an action when the network, or the person, has come back. */
  readonly onMaybeBack: (action: () => void) => () => void
}): StoredApp => {
  const { container, clock, teaches, onMaybeBack } = deps
  const state$ = new BehaviorSubject<AppStorage>({ isStored: false, teaching: teaches ? 'storing' : 'not-needed' })
  let worker: ServiceWorker | null = null
  let cancelFirst = (): void => undefined
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
    // The first screen comes first.
    cancelFirst = clock.after(FIRST_TEND_MS, tend)
  })
  const forgetBack = onMaybeBack(() => {
    const { teaching } = state$.value
    // A worker that the browser has ended in the middle never answers: what is not stored is asked for again.
    if (teaching !== 'stored' && teaching !== 'not-needed') tend()
  })
  return {
    state$,
    tend,
    stop: () => {
      cancelFirst()
      forgetBack()
    },
  }
}

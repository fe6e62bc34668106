import { distinctUntilChanged, filter, skip } from 'rxjs'
import { createCacheByteStore } from '#media/byte-store.ts'
import { createStoredMedia } from '#media/stored-media.ts'
import { createBackgroundSync, hasBackgroundSync } from '#platform/background-sync.ts'
import type { Clock } from '#platform/clock.ts'
import type { Connectivity } from '#platform/connectivity.ts'
import { createDexieDeviceStore } from '#platform/dexie-device-store.ts'
import type { Ids } from '#platform/ids.ts'
import { createWebLocks } from '#platform/locks.ts'
import { deviceIdOf } from '#platform/session-store.ts'
import type { OpenSession } from '#platform/session.ts'
import { createBrowserQuota } from '#platform/storage-quota.ts'
import { createStoredApp } from '#platform/stored-app.ts'
import { createBroadcastTabChannel } from '#platform/tab-channel.ts'
import { createVisibility } from '#platform/visibility.ts'
import { noteKnownPerson } from '#service-worker/known-people.ts'
import { channelNameOf } from '#sync/channel-name.ts'
import { createHttpTransport } from '#sync/transport/http-transport.ts'
import { openLearning } from './open-learning.ts'
import type { Learning, SignedIn } from './services.ts'

/** Composes what needs RxDB, in a browser's tab: fetched as one, once it is known that somebody is signed in. */
export const openLearningInBrowser = async (deps: {
  readonly personId: string
  readonly fetch: typeof fetch
  readonly session: OpenSession
  readonly connectivity: Connectivity
  readonly clock: Clock
  readonly ids: Ids
  /** Absent where the page came by plain http. */
  readonly container: ServiceWorkerContainer | undefined
  readonly caches: CacheStorage | undefined
}): Promise<Learning> => {
  const { personId, ids, container, caches } = deps
  const store = createDexieDeviceStore()
  const teaches = (person: SignedIn | null | undefined): boolean => person?.role !== 'learner'
  const storedApp = createStoredApp({
    container,
    clock: deps.clock,
    teaches: teaches(deps.session.current()),
    onMaybeBack: deps.connectivity.onMaybeBack,
  })
  const device = deviceIdOf(localStorage, ids.create)
  const note = (person: SignedIn | null | undefined): Promise<void> =>
    noteKnownPerson(store, { personId, device, teaches: teaches(person) })
  const [learning] = await Promise.all([
    openLearning({
      ...deps,
      device,
      store,
      media:
        container === undefined || caches === undefined
          ? undefined
          : createStoredMedia(createCacheByteStore(caches, location.origin)),
      transport: createHttpTransport({ fetch: deps.fetch, EventSource }),
      isVisible$: createVisibility(document),
      channel: createBroadcastTabChannel(channelNameOf(personId)),
      locks: createWebLocks((navigator as { locks?: LockManager }).locks),
      quota: createBrowserQuota(navigator),
      appStorage$: storedApp.state$,
      requestBackgroundSync: createBackgroundSync(container),
      sendsWithAppClosed: hasBackgroundSync(globalThis),
      createPackageWorker: () =>
        new Worker(new URL('../workers/package-worker.ts', import.meta.url), { type: 'module' }),
      createGradesWorker: () => new Worker(new URL('../workers/grades-worker.ts', import.meta.url), { type: 'module' }),
      createCatalogueWorker: () =>
        new Worker(new URL('../workers/catalogue-worker.ts', import.meta.url), { type: 'module' }),
    }),
    // The service worker delivers for those that it knows, and stores what they need of the app. On a full device the app opens without it.
    note(deps.session.current()).catch(() => undefined),
  ])
  const roles = deps.session.current$
    .pipe(
      filter((person) => person?.personId === personId),
      distinctUntilChanged((a, b) => a?.role === b?.role),
      skip(1),
    )
    .subscribe((person) => void note(person).then(storedApp.tend))
  // Only whoever has this device woken needs more than this look.
  if ('Notification' in globalThis && Notification.permission === 'granted' && navigator.onLine)
    void import('./alerts-in-browser.ts')
      .then(({ renewAlertsInBrowser }) => renewAlertsInBrowser({ ...deps, store }))
      .catch(() => undefined) // The next start tries again.
  return {
    ...learning,
    close: () => {
      roles.unsubscribe()
      storedApp.stop()
      return learning.close()
    },
  }
}

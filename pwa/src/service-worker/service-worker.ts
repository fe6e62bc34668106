/// <reference lib="webworker" />
import { createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'
import { createCacheByteStore } from '#media/byte-store.ts'
import { createStoredMedia } from '#media/stored-media.ts'
import { isSyncTag } from '#platform/background-sync.ts'
import { createSystemClock } from '#platform/clock.ts'
import { createDexieDeviceStore } from '#platform/dexie-device-store.ts'
import { createWebLocks } from '#platform/locks.ts'
import { createSessionRecord } from '#platform/session-store.ts'
import { createBroadcastTabChannel } from '#platform/tab-channel.ts'
import { channelNameOf } from '#sync/channel-name.ts'
import { createHttpTransport } from '#sync/transport/http-transport.ts'
import { deliverUnsent } from './deliver-unsent.ts'
import { readPeopleToDeliverFor } from './known-people.ts'
import { showNotices } from './show-notices.ts'
import { untilDelivered } from './until-delivered.ts'

/**
 * The app without a network: its files from the precache, its media from what was downloaded, and delivery of unsent work when the network is back,
 * with no page open. A new build waits until the person takes it (`SKIP_WAITING`).
 */
declare const self: ServiceWorkerGlobalScope & {
  readonly __WB_MANIFEST: (string | { url: string; revision: string | null })[]
}

interface SyncEvent extends ExtendableEvent {
  readonly tag: string
}

precacheAndRoute(self.__WB_MANIFEST)
registerRoute(
  new NavigationRoute(createHandlerBoundToURL('/index.html'), {
    denylist: [/^\/api\//, /^\/unsubscribe\//, /^\/verify\//, /^\/health/, /^\/ready/],
  }),
)

const media = createStoredMedia(createCacheByteStore(self.caches, self.location.origin))
const MEDIA_PATH = /^\/api\/media\/([0-9a-f]{64})$/
registerRoute(
  ({ url }) => MEDIA_PATH.test(url.pathname),
  async ({ request, url }) => {
    const hash = MEDIA_PATH.exec(url.pathname)?.[1] ?? ''
    return (await media.respond(hash, request.headers.get('range'))) ?? fetch(request)
  },
)

self.addEventListener('message', (event) => {
  if ((event.data as { type?: unknown } | null)?.type === 'SKIP_WAITING') void self.skipWaiting()
})

showNotices(self)

self.addEventListener('sync', ((event: SyncEvent) => {
  if (isSyncTag(event.tag)) event.waitUntil(deliver())
}) as EventListener)

const deliver = async (): Promise<void> => {
  const store = createDexieDeviceStore()
  const clock = createSystemClock()
  const deps = {
    store,
    locks: createWebLocks(self.navigator.locks),
    transport: createHttpTransport({ fetch: self.fetch.bind(self), EventSource: undefined }),
    clock,
    openChannel: (personId: string) => createBroadcastTabChannel(channelNameOf(personId)),
  }
  const session = createSessionRecord(self.indexedDB)
  // Who is signed in may change between two tries.
  const isWorkLeft = await untilDelivered(clock, async () =>
    deliverUnsent({ ...deps, people: await readPeopleToDeliverFor(store, session) }),
  )
  // The browser tries again, later and later, when this fails.
  if (isWorkLeft) throw new Error('Unsent work is left: the school was not reached')
}

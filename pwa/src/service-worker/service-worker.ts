/// <reference lib="webworker" />
import { PrecacheController, PrecacheRoute } from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'
import { isCourseAtSchool } from '#local-db/queries/is-course-at-school.ts'
import { createCacheByteStore } from '#media/byte-store.ts'
import { createSendInPieces } from '#media/send-in-pieces.ts'
import { createStoredMedia } from '#media/stored-media.ts'
import { isSyncTag } from '#platform/background-sync.ts'
import { createSystemClock } from '#platform/clock.ts'
import { createDexieDeviceStore } from '#platform/dexie-device-store.ts'
import { createWebLocks } from '#platform/locks.ts'
import { createSessionRecord } from '#platform/session-store.ts'
import { TEND_APP } from '#platform/stored-app.ts'
import { createBroadcastTabChannel } from '#platform/tab-channel.ts'
import { channelNameOf } from '#sync/channel-name.ts'
import { createHttpTransport } from '#sync/transport/http-transport.ts'
import { createAppOnDevice } from './app-on-device.ts'
import { deliverUnsent, withDatabaseOf } from './deliver-unsent.ts'
import { deliverUploads } from './deliver-uploads.ts'
import { createInTurn } from './in-turn.ts'
import { isTaughtHere, readPeopleToDeliverFor } from './known-people.ts'
import { showNotices } from './show-notices.ts'
import { createSyncEvents } from './sync-events.ts'
import { createTeachingPart } from './teaching-part.ts'

/**
 * The app without a network: its files from this device, its media from what was downloaded, and delivery of unsent work when the network is back,
 * with no page open. A new build waits until the person takes it (`SKIP_WAITING`).
 */
declare const self: ServiceWorkerGlobalScope

/** A file of this build; `part`: only some devices need it (pwa/tools/app-parts-plugin.ts). */
interface AppFile {
  readonly url: string
  readonly revision: string | null
  readonly part?: 'teaching'
}

interface SyncEvent extends ExtendableEvent {
  readonly tag: string
}

const appFiles = self.__WB_MANIFEST as readonly AppFile[]
const precache = new PrecacheController()
precache.addToCacheList(
  appFiles.filter(({ part }) => part === undefined).map(({ url, revision }) => ({ url, revision })),
)
registerRoute(new PrecacheRoute(precache))
registerRoute(
  new NavigationRoute(precache.createHandlerBoundToURL('/index.html'), {
    denylist: [/^\/api\//, /^\/unsubscribe\//, /^\/verify\//, /^\/health/, /^\/ready/],
  }),
)
// The teaching part, and what pages of the build before this one have not loaded yet.
registerRoute(
  ({ url }) => url.origin === self.location.origin && url.pathname.startsWith('/assets/'),
  async ({ request }) => (await self.caches.match(request, { ignoreVary: true })) ?? fetch(request),
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

const session = createSessionRecord(self.indexedDB)
const app = createAppOnDevice({
  everybodys: {
    store: (event) => precache.install(event),
    forgetEarlier: (event) => precache.activate(event),
  },
  teaching: createTeachingPart({
    caches: self.caches,
    fetch: self.fetch.bind(self),
    urls: appFiles.filter(({ part }) => part === 'teaching').map(({ url }) => new URL(url, self.location.href).href),
  }),
  isTaughtHere: () => isTaughtHere(createDexieDeviceStore(), session),
  notes: createDexieDeviceStore(),
  openPages: async () =>
    (await self.clients.matchAll({ type: 'window', includeUncontrolled: true })).map(({ id }) => id),
  isNewerComing: () => self.registration.installing !== null || self.registration.waiting !== null,
})
self.addEventListener('install', (event) =>
  event.waitUntil(app.install(event, { isFirst: self.registration.active === null })),
)
self.addEventListener('activate', (event) => event.waitUntil(app.noteOpenPages()))
self.addEventListener('message', (event) => {
  const { type } = (event.data ?? {}) as { readonly type?: unknown }
  if (type === 'SKIP_WAITING') void self.skipWaiting()
  if (type === TEND_APP) event.waitUntil(app.tend(event).then((teaching) => event.ports[0]?.postMessage(teaching)))
})

showNotices(self)

/** A person's database is opened once. */
const withDatabaseInTurn = createInTurn()
const createDelivery = () => {
  const store = createDexieDeviceStore()
  const clock = createSystemClock()
  // Who is signed in may change between two tries.
  const people = () => readPeopleToDeliverFor(store, session)
  const deps = {
    store,
    locks: createWebLocks(self.navigator.locks),
    transport: createHttpTransport({ fetch: self.fetch.bind(self), EventSource: undefined }),
    clock,
    openChannel: (personId: string) => createBroadcastTabChannel(channelNameOf(personId)),
    isSignedIn: async (personId: string) => (await people()).some((person) => person.personId === personId),
    send: createSendInPieces({ fetch: self.fetch.bind(self) }),
    isCourseAtSchool: (personId: string, courseId: string) =>
      withDatabaseInTurn(() => withDatabaseOf(personId, (database) => isCourseAtSchool(database, courseId))),
  }
  return createSyncEvents({
    clock,
    deliverWork: () => withDatabaseInTurn(async () => deliverUnsent({ ...deps, people: await people() })),
    deliverFiles: async (signal) => {
      let isLeft = false
      for (const { personId } of await people()) isLeft = (await deliverUploads(deps, personId, signal)) || isLeft
      return isLeft
    },
  })
}
const deliver = createDelivery()
self.addEventListener('sync', ((event: SyncEvent) => {
  if (!isSyncTag(event.tag)) return
  event.waitUntil(
    deliver().then((isLeft) => {
      // The browser tries again, later and later, when this fails.
      if (isLeft) throw new Error('Unsent work is left: the school was not reached')
    }),
  )
}) as EventListener)

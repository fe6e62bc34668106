import { filter, firstValueFrom } from 'rxjs'
import { createAppUpdate } from '#platform/app-update.ts'
import { createSystemClock } from '#platform/clock.ts'
import { createBrowserConnectivity } from '#platform/connectivity.ts'
import { createCryptoIds } from '#platform/ids.ts'
import { createSessionRecord, createSessionStore } from '#platform/session-store.ts'
import { createSession } from '#platform/session.ts'
import type { Learning, Services } from './services.ts'

/** Composes what screens use, in a browser's tab. RxDB is loaded when `learning` is first asked for, so that the shell shows first. */
export const createServices = (): Services => {
  const clock = createSystemClock()
  const ids = createCryptoIds()
  const fetch = globalThis.fetch.bind(globalThis)
  const connectivity = createBrowserConnectivity(globalThis)
  // Plain http, as on a local network without a certificate, has neither service worker, nor cache, nor locks.
  const container = (navigator as { serviceWorker?: ServiceWorkerContainer }).serviceWorker
  const caches = (globalThis as { caches?: CacheStorage }).caches
  let opened: { readonly personId: string; readonly learning: Promise<Learning> } | undefined

  /** A database is opened only when all that were before it are closed: RxDB holds one of a name at a time. */
  let closed: Promise<unknown> = Promise.resolve()
  const close = (before: typeof opened): Promise<unknown> => {
    // One that could not be opened has nothing to close.
    closed = closed.then(async () => (await before?.learning.catch(() => undefined))?.close())
    return closed
  }
  const leave = async (): Promise<void> => {
    const before = opened
    opened = undefined
    await close(before)
  }
  const loadLearning = () => import('./learning-in-browser.ts')
  const store = createSessionStore(localStorage, createSessionRecord(indexedDB), globalThis)
  // Fetched while it is still being looked whether the device has died since: what is tried again when it is needed may fail here.
  if (store.read() !== null) loadLearning().catch(() => undefined)
  const session = createSession({
    fetch,
    store,
    resetUrl: `${location.origin}/reset`,
    leave,
    wipe: async (personId) => (await import('./wipe-person.ts')).wipePerson(personId),
  })

  const open = async (personId: string): Promise<Learning> =>
    (await loadLearning()).openLearningInBrowser({
      personId,
      fetch,
      session,
      connectivity,
      clock,
      ids,
      container,
      caches,
    })

  return {
    session,
    connectivity: { isOnline$: connectivity.isOnline$ },
    invitation: async (code) =>
      (await import('#sync/ask-school.ts')).askSchoolFor(fetch, {
        path: `/api/invitations/${encodeURIComponent(code)}`,
      }),
    update: createAppUpdate({
      container,
      scriptUrl: import.meta.env.PROD ? '/service-worker.js' : undefined,
      reload: () => location.reload(),
      clock,
      onMaybeBack: connectivity.onMaybeBack,
    }),
    learning: async () => {
      const person = await firstValueFrom(session.current$.pipe(filter((known) => known !== undefined)))
      if (person === null) throw new Error('Nobody is signed in.')
      if (opened?.personId === person.personId) return opened.learning
      // Noted before anything is waited for: screens that ask at once share one database, which can't be opened twice.
      const before = opened
      const learning = close(before).then(() => open(person.personId))
      const mine = { personId: person.personId, learning }
      opened = mine
      learning.catch(() => {
        // The next who asks tries again.
        if (opened === mine) opened = undefined
      })
      return learning
    },
  }
}

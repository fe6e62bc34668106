/** What every request of ours is called by, or begins with. */
const SYNC_TAG = 'edutrack-sync'

export const isSyncTag = (tag: string): boolean => tag === SYNC_TAG || tag.startsWith(`${SYNC_TAG}/`)

/** Whether the browser delivers with the app closed; false on plain http, too. */
export const hasBackgroundSync = (scope: typeof globalThis): boolean =>
  'SyncManager' in scope && 'serviceWorker' in scope.navigator

/**
 * Asks the browser to wake the service worker when the network is back; resolves false where it can't (Safari, plain http).
 *
 * Chromium tries what was asked for by one name three times, minutes apart, and takes a second asking for the same as nothing new. So what must not
 * wait for the tries of something earlier, a hand-in, is asked for by a name of its own.
 */
export const createBackgroundSync =
  (container: ServiceWorkerContainer | undefined) =>
  async (work?: string): Promise<boolean> => {
    const registration = await container?.getRegistration()
    const sync = (registration as { sync?: { register(tag: string): Promise<void> } } | undefined)?.sync
    if (sync === undefined) return false
    return sync.register(work === undefined ? SYNC_TAG : `${SYNC_TAG}/${work}`).then(
      () => true,
      () => false, // The person has forbidden it; sync goes on while the app is open.
    )
  }

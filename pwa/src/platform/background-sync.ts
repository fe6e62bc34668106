export const SYNC_TAG = 'edutrack-sync'

/** Asks the browser to wake the service worker when the network is back; resolves false where it can't (Safari, plain http). */
export const createBackgroundSync = (container: ServiceWorkerContainer | undefined) => async (): Promise<boolean> => {
  const registration = await container?.getRegistration()
  const sync = (registration as { sync?: { register(tag: string): Promise<void> } } | undefined)?.sync
  if (sync === undefined) return false
  return sync.register(SYNC_TAG).then(
    () => true,
    () => false, // The person has forbidden it; sync goes on while the app is open.
  )
}

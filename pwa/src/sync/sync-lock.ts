/** Name of the lock that whoever syncs a person's database holds: one tab, or the service worker. Two at once would be harmless (S7), and twice the bytes. */
export const syncLockOf = (personId: string): string => `edutrack-sync-${personId}`

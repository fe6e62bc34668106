/** How much room this origin has, and whether the browser may take it back. */
export interface StorageQuota {
  /** Bytes; null where the browser doesn't say. */
  free(): Promise<number | null>
  /** Bytes of this origin; 0 where the browser doesn't say. */
  used(): Promise<number>
  /** Asks the browser to keep this origin's data under pressure. */
  persist(): Promise<boolean>
  /** Null where the browser doesn't say. */
  isPersisted(): Promise<boolean | null>
  isMetered(): boolean
}

export const createBrowserQuota = (navigator: Navigator): StorageQuota => {
  // Missing on plain http.
  const storage = navigator.storage as StorageManager | undefined
  return {
    free: async () => {
      const estimate = await storage?.estimate()
      return estimate?.quota === undefined ? null : Math.max(0, estimate.quota - (estimate.usage ?? 0))
    },
    used: async () => (await storage?.estimate())?.usage ?? 0,
    persist: async () => (await storage?.persist()) ?? false,
    isPersisted: async () => (await storage?.persisted()) ?? null,
    isMetered: () => {
      const connection = (navigator as { connection?: { saveData?: boolean; type?: string } }).connection
      return connection?.saveData === true || connection?.type === 'cellular'
    },
  }
}

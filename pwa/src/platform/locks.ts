/** Locks shared by all tabs and the service worker of this browser profile. */
export interface Locks {
  /** Runs `work` while holding the lock; waits for it unless `ifAvailable`. False: not had (not available, or `signal` aborted the wait). */
  hold(
    name: string,
    work: () => Promise<void>,
    options?: { readonly signal?: AbortSignal; readonly ifAvailable?: boolean },
  ): Promise<boolean>
}

export const createWebLocks = (manager: LockManager | undefined): Locks => {
  // Plain http has no Web Locks; one tab is then all that is served, and S7 makes two harmless.
  if (manager === undefined) return createMemoryLocks()
  return {
    hold: async (name, work, { signal, ifAvailable = false } = {}) => {
      let isHad = false
      const run = async (lock: Lock | null): Promise<void> => {
        if (lock === null) return
        isHad = true
        await work()
      }
      try {
        await (ifAvailable
          ? manager.request(name, { ifAvailable }, run)
          : manager.request(name, signal === undefined ? {} : { signal }, run))
      } catch (error) {
        if (isHad || signal?.aborted !== true) throw error
      }
      return isHad
    },
  }
}

export const createMemoryLocks = (): Locks => {
  const tails = new Map<string, Promise<void>>()
  return {
    hold: async (name, work, { signal, ifAvailable = false } = {}) => {
      const before = tails.get(name)
      if (before !== undefined && ifAvailable) return false
      const aborted = new Promise<'aborted'>((resolve) => signal?.addEventListener('abort', () => resolve('aborted')))
      const mine = (async () => {
        if (
          signal?.aborted === true ||
          (before !== undefined && (await Promise.race([before.catch(() => undefined), aborted])) === 'aborted')
        ) {
          await before?.catch(() => undefined)
          return false
        }
        await work()
        return true
      })()
      const tail = mine.then(() => undefined)
      tails.set(name, tail)
      try {
        return await mine
      } finally {
        if (tails.get(name) === tail) tails.delete(name)
      }
    },
  }
}

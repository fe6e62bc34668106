import { useEffect, useRef } from 'react'
import { useServices } from '#app/app-context.ts'

/**
 * Calls `store` whenever the page may not come back: it is hidden or left, the screen goes, a new build is taken. What it does before its first
 * `await` happens in any case. While it rejects, no new build is taken.
 */
export const useStoredOnLeave = (store: () => Promise<void>): void => {
  const { update } = useServices()
  const latest = useRef(store)
  useEffect(() => {
    latest.current = store
  })
  useEffect(() => {
    // What can't be stored is said on the screen, where there still is one.
    const storeNow = (): void => void latest.current().catch(() => undefined)
    const storeHidden = (): void => {
      if (document.visibilityState === 'hidden') storeNow()
    }
    window.addEventListener('pagehide', storeNow)
    document.addEventListener('visibilitychange', storeHidden)
    const forget = update.beforeReload(() => latest.current())
    return () => {
      window.removeEventListener('pagehide', storeNow)
      document.removeEventListener('visibilitychange', storeHidden)
      forget()
      storeNow()
    }
  }, [update])
}

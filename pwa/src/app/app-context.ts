import { createContext, use, useSyncExternalStore } from 'react'
import type { Clock } from '#platform/clock.ts'
import type { KeptValues } from '#platform/kept-values.ts'
import type { Install } from './install.ts'
import type { Services } from './services.ts'

/** What `main.tsx` hands to the tree of components. */
export interface AppDeps {
  readonly services: Services
  readonly clock: Clock
  readonly install: Install
  /** Kept on this device. */
  readonly kept: KeptValues
  /** Kept while this tab lives, reloads included. */
  readonly keptForTab: KeptValues
}

export const AppContext = createContext<AppDeps | null>(null)

const useApp = (): AppDeps => {
  const app = use(AppContext)
  if (app === null) throw new Error('The components of the app need an AppContext above them.')
  return app
}
export const useServices = (): Services => useApp().services
export const useClock = (): Clock => useApp().clock
export const useInstall = (): Install => useApp().install
export const useKept = (): KeptValues => useApp().kept
export const useKeptForTab = (): KeptValues => useApp().keptForTab

const MINUTE = 60_000

/** The device's time, to the minute: for "in 3 days", "Yesterday, 14:02". */
export const useNow = (): number => {
  const { clock } = useApp()
  return useSyncExternalStore(
    (changed) => {
      let cancel = (): void => undefined
      const tick = (): void => {
        cancel = clock.after(MINUTE - (clock.now() % MINUTE), () => {
          changed()
          tick()
        })
      }
      tick()
      return () => cancel()
    },
    () => Math.floor(clock.now() / MINUTE) * MINUTE,
  )
}

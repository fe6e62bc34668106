import type { DeviceStore } from '#platform/device-store.ts'
import { createBrowserPush } from '#platform/web-push.ts'
import type { Alerts } from './alerts.ts'
import { openAlerts, renewAlerts } from './open-alerts.ts'

interface BrowserDeps {
  readonly personId: string
  readonly store: DeviceStore
  readonly fetch: typeof fetch
}

/** Composes how a person is told by this browser; loaded when it is first asked for. */
export const openAlertsInBrowser = ({ personId, store, fetch }: BrowserDeps): Alerts =>
  openAlerts({
    personId,
    store,
    fetch,
    push: createBrowserPush(globalThis),
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  })

export const renewAlertsInBrowser = (deps: BrowserDeps): Promise<void> =>
  renewAlerts({ ...deps, push: createBrowserPush(globalThis) })

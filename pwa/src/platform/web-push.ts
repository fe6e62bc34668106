/** Whether this browser can be woken by the school, and is. */
export type WakeState = 'unsupported' | 'denied' | 'off' | 'on'

/** The browser's web push, behind what the app needs of it. */
export interface WebPush {
  state(): Promise<WakeState>
  /** Asks the person for leave where that is to be asked. Undefined: they did not give it, or the browser's push service is out of reach. */
  subscribe(key: string): Promise<PushSubscriptionJSON | undefined>
  /** As it is; undefined while there is none. */
  current(): Promise<PushSubscriptionJSON | undefined>
  unsubscribe(): Promise<void>
}

export const createBrowserPush = (browser: typeof globalThis): WebPush => {
  const isThere = 'Notification' in browser && 'PushManager' in browser && 'serviceWorker' in browser.navigator
  const subscription = async (): Promise<PushSubscription | null> => {
    if (!isThere) return null
    const registration = await browser.navigator.serviceWorker.getRegistration()
    return (await registration?.pushManager.getSubscription()) ?? null
  }
  return {
    state: async () => {
      // Without an installed worker, as on plain http, nothing could show it.
      if (!isThere || (await browser.navigator.serviceWorker.getRegistration()) === undefined) return 'unsupported'
      if (browser.Notification.permission === 'denied') return 'denied'
      return browser.Notification.permission === 'granted' && (await subscription()) !== null ? 'on' : 'off'
    },
    subscribe: async (key) => {
      if (!isThere || (await browser.Notification.requestPermission()) !== 'granted') return undefined
      const { pushManager } = await browser.navigator.serviceWorker.ready
      const subscribe = (): Promise<PushSubscription> =>
        pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key })
      try {
        return (await subscribe()).toJSON()
      } catch {
        // One of another key, of a school that was set up anew, is in the way.
        await (await subscription())?.unsubscribe()
        return subscribe().then(
          (made) => made.toJSON(),
          () => undefined,
        )
      }
    },
    current: async () => (await subscription())?.toJSON(),
    unsubscribe: async () => {
      await (await subscription())?.unsubscribe()
    },
  }
}

import type { Push, PushMessage, PushSubscription } from '#ports/push/push.ts'

export interface MemoryPush extends Push {
  readonly sent: { readonly subscription: PushSubscription; readonly message: PushMessage }[]
  /** Endpoints whose device is subscribed no more. */
  readonly gone: Set<string>
}

/** A push service in memory, which has what it is given at once. */
export const createMemoryPush = (): MemoryPush => {
  const sent: MemoryPush['sent'] = []
  const gone: MemoryPush['gone'] = new Set()
  return {
    publicKey: 'key',
    sent,
    gone,
    isAllowed: () => true,
    send: async (subscription, message) => {
      if (gone.has(subscription.endpoint)) return 'gone'
      sent.push({ subscription, message })
      return 'sent'
    },
  }
}

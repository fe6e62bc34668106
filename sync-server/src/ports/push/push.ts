/** Wakes a device by its browser's push service (RFC 8030, 8291, 8292). The message is encrypted for the device: the service between can't read it. */
export interface Push {
  /** What a browser needs to subscribe: the school's VAPID key, base64url. */
  readonly publicKey: string
  /** Whether messages go there at all: only to push services that are known, so that nobody makes the school ask addresses of their choice. */
  isAllowed(endpoint: string): boolean
  /** Resolves when the service has it: `gone`, when the device is subscribed no more. Rejects with `PushUnavailable` where another try may help. */
  send(subscription: PushSubscription, message: PushMessage): Promise<'sent' | 'gone'>
}

/** As the browser gives it. */
export interface PushSubscription {
  readonly endpoint: string
  readonly keys: { readonly p256dh: string; readonly auth: string }
}
export interface PushMessage {
  /** JSON, some 3,000 letters at most. */
  readonly text: string
  /** Of two messages of a topic that wait for a device, it gets the later one: 32 letters of base64url at most. */
  readonly topic: string
  /** The service keeps it so long for a device that is off. */
  readonly ttlSeconds: number
}

/** The service is out of reach or has no time; the message says which. */
export class PushUnavailable extends Error {
  override readonly name = 'PushUnavailable'
}

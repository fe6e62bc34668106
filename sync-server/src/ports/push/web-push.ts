import { Agent } from 'node:https'
import webPush from 'web-push'
import { PushUnavailable, type Push } from './push.ts'

/** Push services of the browsers that there are: Chrome and its like, Firefox, Safari, Edge. */
const KNOWN_HOSTS = [
  /^fcm\.googleapis\.com$/,
  /(^|\.)push\.services\.mozilla\.com$/,
  /(^|\.)push\.apple\.com$/,
  /(^|\.)notify\.windows\.com$/,
]
const TIMEOUT_MS = 10_000

export interface VapidKeys {
  /** base64url */
  readonly publicKey: string
  readonly privateKey: string
}

export const newVapidKeys = (): VapidKeys => webPush.generateVAPIDKeys()

export const createWebPush = (deps: {
  readonly keys: VapidKeys
  /** The school's address: a push service that has a question knows whom to ask. */
  readonly baseUrl: string
  /** Hosts of further push services, with their port where it is another than 443. */
  readonly moreHosts?: readonly string[]
  /** Trusted besides the usual ones: PEM. */
  readonly ca?: string
}): Push => {
  const { keys, baseUrl, moreHosts = [], ca } = deps
  const agent = ca === undefined ? undefined : new Agent({ ca })
  // The protocol wants an address by https or mail; a school on a machine of its own has neither.
  const subject = baseUrl.startsWith('https:') ? baseUrl : 'mailto:school@localhost.invalid'
  const isAllowed = (endpoint: string): boolean => {
    if (!URL.canParse(endpoint)) return false
    const { protocol, host, port, username } = new URL(endpoint)
    if (protocol !== 'https:' || username !== '') return false
    return moreHosts.includes(host) || (port === '' && KNOWN_HOSTS.some((known) => known.test(host)))
  }
  return {
    publicKey: keys.publicKey,
    isAllowed,
    send: async (subscription, { text, topic, ttlSeconds }) => {
      if (!isAllowed(subscription.endpoint)) return 'gone'
      try {
        await webPush.sendNotification(subscription, text, {
          vapidDetails: { subject, ...keys },
          TTL: ttlSeconds,
          topic,
          urgency: 'normal',
          timeout: TIMEOUT_MS,
          contentEncoding: 'aes128gcm',
          ...(agent === undefined ? {} : { agent }),
        })
        return 'sent'
      } catch (error) {
        const status = error instanceof webPush.WebPushError ? error.statusCode : undefined
        if (status === 404 || status === 410) return 'gone'
        const { host } = new URL(subscription.endpoint)
        throw new PushUnavailable(
          `The push service ${host} ${status === undefined ? 'is out of reach' : `answered ${String(status)}`}.`,
          { cause: error },
        )
      }
    },
  }
}

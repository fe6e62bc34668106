import { createECDH, randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decrypt } from 'http_ece'
import { makeTestCertificate } from '@edutrack/sync-server/testing/test-certificate'

/** A push service on this machine, in place of the browser's own, which a headless Chromium doesn't have: it takes what the school sends by the real protocol. */
export interface PushService {
  /** What the school's process needs to reach it. */
  readonly env: Readonly<Record<string, string>>
  /** As a browser's `PushSubscription.toJSON()` gives it. */
  readonly subscription: object
  /** Runs in the page before all else: its browser then subscribes here. */
  readonly initScript: string
  /** What has come for the device, decrypted with its keys by another library than the school encrypts with. */
  messages(): readonly string[]
  /** From now on the device is subscribed no more. */
  endSubscription(): void
  /** How often the school has asked. */
  requests(): number
  close(): Promise<void>
}

export const startPushService = async (): Promise<PushService> => {
  const certificate = makeTestCertificate()
  const folder = await mkdtemp(join(tmpdir(), 'edutrack-push-'))
  const ca = join(folder, 'ca.pem')
  await writeFile(ca, certificate.cert)
  const device = createECDH('prime256v1')
  device.generateKeys()
  const auth = randomBytes(16).toString('base64url')
  const messages: string[] = []
  let requests = 0
  let isEnded = false
  const server = createServer(certificate, (request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      requests += 1
      if (!isEnded) {
        const keys = { version: 'aes128gcm', privateKey: device, authSecret: auth } as const
        messages.push(decrypt(Buffer.concat(parts), keys).toString())
      }
      response.writeHead(isEnded ? 410 : 201).end()
    })
  })
  await new Promise<void>((resolve) => void server.listen(0, 'localhost', resolve))
  const host = `localhost:${String((server.address() as AddressInfo).port)}`
  const subscription = {
    endpoint: `https://${host}/device`,
    expirationTime: null,
    keys: { p256dh: device.getPublicKey('base64url'), auth },
  }
  return {
    env: { EDUTRACK_PUSH_HOSTS: host, NODE_EXTRA_CA_CERTS: ca },
    subscription,
    initScript: `{
      const made = { toJSON: () => (${JSON.stringify(subscription)}), unsubscribe: async () => { localStorage.removeItem('test-push'); return true } }
      if ('PushManager' in globalThis) {
        PushManager.prototype.subscribe = async () => { localStorage.setItem('test-push', '1'); return made }
        PushManager.prototype.getSubscription = async () => (localStorage.getItem('test-push') === '1' ? made : null)
      }
    }`,
    messages: () => messages,
    endSubscription: () => {
      isEnded = true
    },
    requests: () => requests,
    close: async () => {
      await new Promise((resolve) => {
        server.close(resolve)
        server.closeAllConnections()
      })
      await rm(folder, { recursive: true, force: true })
    },
  }
}

import { canonicalJson, contentHash } from '@edutrack/shared-schema/canonical-json'
import { attempts, type Attempt } from '@edutrack/shared-schema/collections/attempts'
import { clientPart } from '@edutrack/shared-schema/collections/define-collection'
import { setIfOther, type DeviceStore } from '#platform/device-store.ts'

/** An Ed25519 public key as a JSON Web Key (RFC 8037). */
interface ReceiptKey {
  readonly kid: string
  /** base64url */
  readonly x: string
}

const KEYS = 'device/receipt-keys'

/** The school's public keys, kept here so that receipts can be checked offline. A key that was once told is never forgotten. */
export const createReceiptVerifier = ({
  store,
  fetch,
}: {
  readonly store: DeviceStore
  readonly fetch: typeof globalThis.fetch
}) => {
  const known = async (): Promise<readonly ReceiptKey[]> => (await store.get<readonly ReceiptKey[]>(KEYS)) ?? []
  const refresh = async (): Promise<void> => {
    const response = await fetch('/api/receipt-keys').catch(() => undefined)
    if (response?.ok !== true) return
    const { keys } = (await response.json()) as { keys: readonly ReceiptKey[] }
    const told = new Set(keys.map(({ kid }) => kid))
    await setIfOther(store, KEYS, [...keys, ...(await known()).filter(({ kid }) => !told.has(kid))])
  }
  return {
    refresh,
    verify: async (attempt: Attempt): Promise<'valid' | 'invalid' | 'unknown-key'> => {
      const { receipt } = attempt
      if (receipt === undefined) return 'invalid'
      const keyOf = async () => (await known()).find(({ kid }) => kid === receipt.keyId)
      let key = await keyOf()
      if (key === undefined) {
        await refresh()
        key = await keyOf()
      }
      if (key === undefined) return 'unknown-key'
      const { signature, ...signed } = receipt
      const isOfThis =
        receipt.attemptId === attempt.id && receipt.contentHash === contentHash(clientPart(attempts, attempt))
      // Ours rather than the browser's: Ed25519 is not in every browser that we serve.
      const { ed25519 } = await import('@noble/curves/ed25519.js')
      const isSigned = ed25519.verify(
        bytesOf(signature),
        new TextEncoder().encode(canonicalJson(signed)),
        bytesOf(key.x),
      )
      return isOfThis && isSigned ? 'valid' : 'invalid'
    },
  }
}

const bytesOf = (base64url: string): Uint8Array =>
  Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0))

import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto'
import { canonicalJson } from '@edutrack/shared-schema/canonical-json'
import type { Receipt } from '@edutrack/shared-schema/protocol/receipt'
import { stateHash } from './json-hash.ts'

export type UnsignedReceipt = Omit<Receipt, 'keyId' | 'signature'>

/** Signs receipts (S14) with the school's Ed25519 key. */
export interface ReceiptSigner {
  sign(unsigned: UnsignedReceipt): Receipt
  /** For `/api/receipt-keys`: JSON Web Keys with `kid`. */
  publicKeys(): readonly Readonly<Record<string, unknown>>[]
}

/** `privateKey`: PKCS #8 in PEM. The key's id follows from its public half. */
export const createReceiptSigner = ({ privateKey }: { readonly privateKey: string }): ReceiptSigner => {
  const key = createPrivateKey(privateKey)
  const jwk = createPublicKey(key).export({ format: 'jwk' })
  const keyId = stateHash(jwk)
  return {
    sign: (unsigned) => {
      const content = { ...unsigned, keyId }
      return { ...content, signature: sign(null, Buffer.from(canonicalJson(content)), key).toString('base64url') }
    },
    publicKeys: () => [{ ...jwk, kid: keyId, use: 'sig', alg: 'EdDSA' }],
  }
}

/** Whether a receipt was signed by this public key and is unchanged. */
export const isReceiptValid = (receipt: Receipt, publicKey: KeyObject): boolean => {
  const { signature, ...content } = receipt
  return verify(null, Buffer.from(canonicalJson(content)), publicKey, Buffer.from(signature, 'base64url'))
}

/** A receipt’s number, to be read out: when it came, in base 32, and five digits of the attempt. */
export const receiptNumberOf = (attemptId: string, receivedAt: number): string =>
  `R-${receivedAt.toString(32).toUpperCase()}-${stateHash(attemptId).slice(0, 5).toUpperCase()}`

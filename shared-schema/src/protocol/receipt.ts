import { z } from 'zod'

/**
 * Proof that the server has a handed-in attempt (S14). `signature` is Ed25519 over the canonical JSON of all other
 * members, base64url; the public keys are at `/api/receipt-keys` by `keyId`. `contentHash` is `contentHash()` of the attempt's client part.
 */
export const receipt = z.object({
  /** For people to read out: `R-`, the server’s time in base 32, and five digits of the attempt’s hash. */
  number: z.string().max(40),
  attemptId: z.string().max(100),
  personId: z.string().max(100),
  contentHash: z.string().length(64),
  /** Server's clock, ms. */
  receivedAt: z.number().int(),
  keyId: z.string().max(40),
  signature: z.string().max(200),
})
export type Receipt = z.infer<typeof receipt>

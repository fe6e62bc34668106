import { createPublicKey } from 'node:crypto'
import { expect } from 'vitest'
import { contentHash } from '@edutrack/shared-schema/canonical-json'
import { attempts, type Attempt } from '@edutrack/shared-schema/collections/attempts'
import { clientPart } from '@edutrack/shared-schema/collections/define-collection'
import { isReceiptValid } from '@edutrack/sync-server/sync/receipts'
import type { Account } from './school-world.ts'

/** What the school holds of a learner's attempts, asked past the app. */
export const attemptsAtSchool = async (account: Account): Promise<readonly Attempt[]> =>
  (await account.documents('attempts')) as unknown as readonly Attempt[]

/** A receipt is signed by the school, for exactly what was handed in. */
export const expectReceiptValid = async (url: string, attempt: Attempt): Promise<void> => {
  const { keys } = (await (await fetch(`${url}/api/receipt-keys`)).json()) as { keys: JsonWebKey[] }
  const key = createPublicKey({ key: (keys[0] ?? {}) as never, format: 'jwk' })
  expect(attempt.receipt?.contentHash).toBe(contentHash(clientPart(attempts, attempt)))
  expect(attempt.receipt !== undefined && isReceiptValid(attempt.receipt, key)).toBe(true)
}

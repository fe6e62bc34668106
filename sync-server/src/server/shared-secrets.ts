import type { SchoolSecrets } from '../compose-school.ts'
import type { Store, TableRow } from '#ports/store/store.ts'
import { newVapidKeys } from '#ports/push/web-push.ts'
import { newSecret, newSigningKey } from './new-secrets.ts'

interface SecretRow extends TableRow {
  readonly value: string
}

/** The school's secrets, kept in the store that all servers share; whoever starts first makes them. */
export const sharedSecrets = async (store: Store): Promise<SchoolSecrets> => {
  await store.migrate([{ name: 'secrets', indexes: [] }])
  const secretOf = async (id: string, make: () => string): Promise<string> => {
    const known = await store.row<SecretRow>('secrets', id)
    if (known !== undefined) return known.value
    return store.transact(async (tx) => {
      const madeMeanwhile = await tx.row<SecretRow>('secrets', id)
      if (madeMeanwhile !== undefined) return madeMeanwhile.value
      const value = make()
      await tx.insertRow('secrets', { id, value })
      return value
    })
  }
  return {
    receiptKey: await secretOf('receipt-key', newSigningKey),
    checkpoints: await secretOf('checkpoints', newSecret),
    sessions: await secretOf('sessions', newSecret),
    vapid: await secretOf('vapid', () => JSON.stringify(newVapidKeys())),
  }
}

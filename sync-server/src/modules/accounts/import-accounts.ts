import { hashPassword } from 'better-auth/crypto'
import type { Role, Settings } from '@edutrack/shared-schema/collections/people'
import { DuplicateKey, type Store } from '#ports/store/store.ts'
import type { SyncEngine } from '#sync/sync-engine.ts'

export interface AccountToImport {
  /** The account's id and the person's; the caller derives it, so that importing again finds it. */
  readonly personId: string
  readonly name: string
  readonly email: string
  readonly role: Role
  /** None are chosen unless told. */
  readonly settings?: Settings
}

/** Rows of one transaction: long enough to be fast, short enough to let others in between. */
const BATCH = 250

/**
 * Makes many accounts with one password, hashed once: for seeding and for loads. Accounts and people that are there are left as they are, so an import that
 * was cut short can be made again. Rejects when an address belongs to another account.
 */
export const importAccounts = async (
  { store, engine }: { readonly store: Store; readonly engine: Pick<SyncEngine, 'commitAsServer'> },
  accounts: readonly AccountToImport[],
  { password, now }: { readonly password: string; readonly now: number },
): Promise<void> => {
  const hash = await hashPassword(password)
  // better-auth's own shape, dates as its adapter stores them.
  const at = new Date(now).toISOString()
  const times = { createdAt: at, updatedAt: at }
  for (let first = 0; first < accounts.length; first += BATCH) {
    const batch = accounts.slice(first, first + BATCH)
    await store.transact(async (tx) => {
      for (const { personId, name, email } of batch) {
        if ((await tx.row('user', personId)) !== undefined) continue
        try {
          await tx.insertRow('user', {
            id: personId,
            name,
            email: email.toLowerCase(),
            emailVerified: false,
            image: null,
            ...times,
          })
        } catch (cause) {
          if (cause instanceof DuplicateKey) throw new Error(`${email} belongs to another account`, { cause })
          throw cause
        }
        const id = `password-${personId}`
        await tx.insertRow('account', {
          id,
          accountId: personId,
          providerId: 'credential',
          userId: personId,
          password: hash,
          ...times,
        })
      }
    })
    const known = await store.documents(batch.map(({ personId }) => ({ collection: 'people', id: personId })))
    const missing = batch.filter((_, index) => known[index] === undefined)
    if (missing.length > 0)
      await engine.commitAsServer(
        missing.map(({ personId, name, role, settings = {} }) => ({
          collection: 'people',
          document: { id: personId, name, role, settings },
        })),
      )
  }
}

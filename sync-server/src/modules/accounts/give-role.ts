import type { Person, Role } from '@edutrack/shared-schema/collections/people'
import type { Clock } from '#ports/clock/clock.ts'
import type { Store } from '#ports/store/store.ts'
import { stateHash } from '#sync/json-hash.ts'
import type { SyncEngine } from '#sync/sync-engine.ts'
import { importAccounts } from './import-accounts.ts'
import { personByMail } from './person-by-mail.ts'

/**
 * Whoever has an address gets a role: so a school has its first administrator and instructors. Where nobody has it, an account is made, whose person chooses a password by a letter to that address
 * before they sign in. Repeated, it changes nothing.
 */
export const giveRole = async (
  deps: {
    readonly store: Store
    readonly engine: Pick<SyncEngine, 'commitAsServer'>
    readonly clock: Pick<Clock, 'now'>
    /** Of a new account, until its person chooses their own: nobody is told it. */
    readonly newPassword: () => string
  },
  { email, role }: { readonly email: string; readonly role: Role },
): Promise<'account-made' | 'given'> => {
  const { store, engine, clock, newPassword } = deps
  const known = await personByMail(store, email)
  const personId = known ?? `named-${stateHash(email)}`
  const name = email.split('@')[0] ?? email
  if (known === undefined)
    await importAccounts({ store, engine }, [{ personId, name, email, role }], {
      password: newPassword(),
      now: clock.now(),
    })
  await engine.commitAsServer(async (inside) => {
    const stored = await inside.document('people', personId)
    const person = (stored?.content as Person | undefined) ?? { id: personId, name, role, settings: {} }
    return stored !== undefined && person.role === role ? [] : [{ collection: 'people', document: { ...person, role } }]
  })
  return known === undefined ? 'account-made' : 'given'
}

import type { Clock } from '../ports/clock/clock.ts'
import type { Store, TableDefinition, TableRow } from '../ports/store/store.ts'

export const leaseTables: readonly TableDefinition[] = [{ name: 'leases', indexes: [] }]

interface LeaseRow extends TableRow {
  readonly holder: string
  /** Holder's clock, ms. */
  readonly until: number
}

/**
 * Who of several processes does a work that need not be done by more than one. It spares work and is no lock: with clocks apart, or after a pause, two may hold
 * it for a while. Of a holder that was killed the next takes over after `holdMs`.
 */
export interface Lease {
  /** Resolves to whether it is this process's turn. Asks the store when half of its time is over, and where another had it, four times in that. */
  isOurs(): Promise<boolean>
  /** Gives it back: the next need not wait until it has run out. */
  release(): Promise<void>
}

export const createLease = (deps: {
  readonly store: Store
  readonly clock: Clock
  /** Of the work. */
  readonly name: string
  /** Of this process; no other has it. */
  readonly holder: string
  readonly holdMs: number
}): Lease => {
  const { store, clock, name, holder, holdMs } = deps
  let heldUntil = -Infinity
  let looksAgainAt = -Infinity

  const take = (): Promise<boolean> =>
    store.transact(async (tx) => {
      const row = await tx.row<LeaseRow>('leases', name)
      const now = clock.now()
      if (row !== undefined && row.holder !== holder && isHeld(row, now)) return false
      await tx.putRow('leases', { id: name, holder, until: now + holdMs })
      return true
    })
  /** A clock that was set back must not keep a dead holder's lease for long. */
  const isHeld = ({ until }: LeaseRow, now: number): boolean => until > now && until <= now + 2 * holdMs

  return {
    isOurs: async () => {
      const now = clock.now()
      if (heldUntil - now > holdMs / 2) return true
      if (now < looksAgainAt) return false
      const row = await store.row<LeaseRow>('leases', name)
      const isOthers = row !== undefined && row.holder !== holder && isHeld(row, now)
      const isOurs = !isOthers && (await take())
      heldUntil = isOurs ? now + holdMs : -Infinity
      looksAgainAt = isOurs ? -Infinity : now + holdMs / 4
      return isOurs
    },
    release: async () => {
      if (heldUntil === -Infinity) return
      heldUntil = -Infinity
      await store.transact(async (tx) => {
        const row = await tx.row<LeaseRow>('leases', name)
        if (row?.holder === holder) await tx.deleteRow('leases', name)
      })
    },
  }
}

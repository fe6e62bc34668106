import type { SignedIn } from '#app/services.ts'
import { createIndexedDbRecord, type DurableRecord } from './durable-record.ts'

/** Who last signed in here, shared by all tabs. */
export interface SessionStore {
  /** Resolves when what is read is what was written last, also if the device died in between. To be waited for before the first reading. */
  recover(): Promise<void>
  read(): SignedIn | null
  write(person: SignedIn | null): void
  /** A sign-out that the school has not heard of yet. */
  isSignOutOwed(): boolean
  oweSignOut(isOwed: boolean): void
  /** Resolves when what was written outlives the death of the device. */
  kept(): Promise<void>
  /** Another tab signed in or out. */
  onChange(action: () => void): () => void
}

/** What is kept, twice: in `localStorage`, which all tabs read at once, and in a record that is on disk at once. The larger turn was written later. */
export interface KeptSession {
  readonly turn: number
  readonly person: SignedIn | null
  readonly isSignOutOwed: boolean
}

const KEY = 'edutrack.session'
const NOBODY: KeptSession = { turn: 0, person: null, isSignOutOwed: false }

/** The record of it that is on disk at once; the service worker reads it too. */
export const createSessionRecord = (factory: IDBFactory): DurableRecord<KeptSession> =>
  createIndexedDbRecord(factory, 'edutrack-session')

export const createSessionStore = (
  storage: Storage,
  durable: DurableRecord<KeptSession>,
  scope: Pick<Window, 'addEventListener' | 'removeEventListener'>,
): SessionStore => {
  let written: Promise<void> = Promise.resolve()
  const read = (): KeptSession => {
    try {
      return { ...NOBODY, ...(JSON.parse(storage.getItem(KEY) ?? '{}') as Partial<KeptSession>) }
    } catch {
      return NOBODY // Written by something else: as good as signed out.
    }
  }
  const write = (change: Partial<KeptSession>): void => {
    const before = read()
    const changed = { ...before, ...change }
    // Each start confirms who is signed in: that needs no room on the device.
    if (JSON.stringify(changed) === JSON.stringify(before)) return
    const after = { ...changed, turn: before.turn + 1 }
    storage.setItem(KEY, JSON.stringify(after))
    // In a private window there may be no IndexedDB: then a death within seconds asks for signing in again.
    written = written.then(() => durable.write(after)).catch(() => undefined)
  }
  return {
    recover: async () => {
      const kept = await durable.read().catch(() => undefined)
      if (kept !== undefined && kept.turn > read().turn) storage.setItem(KEY, JSON.stringify(kept))
    },
    read: () => read().person,
    write: (person) => write({ person }),
    isSignOutOwed: () => read().isSignOutOwed,
    oweSignOut: (isOwed) => write({ isSignOutOwed: isOwed }),
    kept: () => written,
    onChange: (action) => {
      const heard = (event: StorageEvent): void => {
        if (event.key === KEY || event.key === null) action()
      }
      scope.addEventListener('storage', heard)
      return () => scope.removeEventListener('storage', heard)
    },
  }
}

/** The id of this installation of the app, made at its first start. */
export const deviceIdOf = (storage: Storage, create: () => string): string => {
  const known = storage.getItem('edutrack.device')
  if (known !== null) return known
  const made = create()
  storage.setItem('edutrack.device', made)
  return made
}

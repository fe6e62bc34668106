import type { Clock } from '#ports/clock/clock.ts'
import type { Store, TableRow } from '#ports/store/store.ts'

/** A place where a person is signed in. */
interface KnownDevice {
  /** Names the session to end it; nobody can sign in by it. */
  readonly id: string
  /** What the browser says of itself; empty where it says nothing. */
  readonly userAgent: string
  /** Server's clock, ms. */
  readonly signedInAt: number
  /** Server's clock, ms, to the day. */
  readonly lastUsedAt: number
}

/** A person's sessions. They end for each request that comes later, on every server, and streams that were opened under them end at once. */
export interface PersonSessions {
  /** Those that still hold, the one that was used last first. */
  list(personId: string): Promise<readonly KnownDevice[]>
  /** Resolves to whether the person had it. */
  end(personId: string, sessionId: string): Promise<boolean>
  /** Ends all but one; resolves to how many. */
  endOthers(personId: string, keptId: string): Promise<number>
  /** Ends all; resolves to how many. */
  endAll(personId: string): Promise<number>
}

export const createPersonSessions = (deps: {
  readonly store: Store
  readonly clock: Clock
  readonly onEnded: (rows: readonly TableRow[]) => Promise<void>
}): PersonSessions => {
  const { store, clock, onEnded } = deps
  const end = async (personId: string, isMeant: (row: SessionRow) => boolean): Promise<readonly SessionRow[]> => {
    const ended = await store.transact(async (tx) => {
      const rows = (await tx.rows<SessionRow>({ ...ofPerson, equals: [personId] })).filter(isMeant)
      for (const { id } of rows) await tx.deleteRow('session', id)
      return rows
    })
    if (ended.length > 0) await onEnded(ended)
    return ended
  }
  return {
    list: async (personId) =>
      (await store.rows<SessionRow>({ ...ofPerson, equals: [personId] }))
        .filter(({ expiresAt }) => Date.parse(expiresAt) > clock.now())
        .map(({ id, userAgent, createdAt, updatedAt }) => ({
          id,
          userAgent: (userAgent ?? '').slice(0, 300),
          signedInAt: Date.parse(createdAt),
          lastUsedAt: Date.parse(updatedAt),
        }))
        .sort((a, b) => b.lastUsedAt - a.lastUsedAt),
    end: async (personId, sessionId) => (await end(personId, ({ id }) => id === sessionId)).length > 0,
    endOthers: async (personId, keptId) => (await end(personId, ({ id }) => id !== keptId)).length,
    endAll: async (personId) => (await end(personId, () => true)).length,
  }
}

/** More than one person ever has. */
const ofPerson = { table: 'session', index: 'by_user', limit: 1000 } as const

/** As better-auth writes it; dates are ISO texts. */
interface SessionRow extends TableRow {
  readonly userAgent?: string | null
  readonly expiresAt: string
  readonly createdAt: string
  readonly updatedAt: string
}

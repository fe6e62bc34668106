import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie'
import { openDatabase, type LocalDatabase } from '#local-db/open-database.ts'
import { sleep, type Clock } from '#platform/clock.ts'
import type { DeviceStore } from '#platform/device-store.ts'
import type { Locks } from '#platform/locks.ts'
import type { TabChannel } from '#platform/tab-channel.ts'
import { createLocalDocuments } from '#sync/local-documents.ts'
import { createSyncEngine } from '#sync/sync-engine.ts'
import { syncLockOf } from '#sync/sync-lock.ts'
import { createSyncMemory } from '#sync/sync-memory.ts'
import type { SyncTransport } from '#sync/transport/transport.ts'
import type { KnownPerson } from './known-people.ts'

export interface DeliverDeps {
  readonly store: DeviceStore
  readonly locks: Locks
  readonly transport: SyncTransport
  readonly clock: Clock
  readonly openChannel: (personId: string) => TabChannel
  readonly people: readonly KnownPerson[]
  /** Whether it is still this person who is signed in (S17). */
  readonly isSignedIn: (personId: string) => Promise<boolean>
}

/**
 * What the service worker does when the browser says that the network is back: the same engine as in the page, over each person's own
 * database (S17: whose session it is not keeps waiting). Resolves to whether work is left that another try may deliver.
 */
export const deliverUnsent = async (deps: DeliverDeps): Promise<boolean> => {
  let isWorkLeft = false
  for (const person of deps.people) if (await isLeftOf(deps, person)) isWorkLeft = true
  return isWorkLeft
}

/** A page that is open has this long to deliver, or to close, ms: browsers give an event of theirs some minutes. */
const PATIENCE_MS = 40_000
const LOOK_AGAIN_MS = 2000
/** A page that has not sent after this long, ms, is asked to. */
const REMIND_AFTER_MS = 6000

const isLeftOf = async (deps: DeliverDeps, { personId, device }: KnownPerson): Promise<boolean> => {
  const channel = deps.openChannel(personId)
  try {
    for (let waited = 0; waited < PATIENCE_MS; waited += LOOK_AGAIN_MS) {
      let isLeft = false
      const isMine = await deps.locks.hold(
        syncLockOf(personId),
        async () => {
          // The page that was waited for may have signed out.
          isLeft = (await deps.isSignedIn(personId)) && (await deliverFor(deps, personId, device, channel))
        },
        { ifAvailable: true },
      )
      if (isMine) return isLeft
      // A page is open and leads: it sends by itself, unless it is closed before it has.
      if (!(await hasUnsent(personId))) return false
      if (waited >= REMIND_AFTER_MS) channel.post({ type: 'sync-now' })
      await sleep(deps.clock, LOOK_AGAIN_MS)
    }
    return true
  } finally {
    channel.close()
  }
}

const open = (personId: string) =>
  openDatabase({
    personId,
    storage: getRxStorageDexie({ chromeTransactionDurability: 'strict' }) as never,
    isShared: true,
  })

/** Opens a person's database for one piece of work, and closes it: pages come and go. */
export const withDatabaseOf = async <Result>(
  personId: string,
  work: (database: LocalDatabase) => Promise<Result>,
): Promise<Result> => {
  const database = await open(personId)
  try {
    return await work(database)
  } finally {
    await database.close()
  }
}

const hasUnsent = (personId: string): Promise<boolean> =>
  withDatabaseOf(personId, async (database) => (await createLocalDocuments(database).unsent()).length > 0)

const deliverFor = (
  { store, transport, clock }: DeliverDeps,
  personId: string,
  device: string,
  channel: TabChannel,
): Promise<boolean> =>
  withDatabaseOf(personId, async (database) => {
    const documents = createLocalDocuments(database)
    if ((await documents.unsent()).length === 0) return false
    const engine = createSyncEngine({
      personId,
      device,
      documents,
      memory: createSyncMemory(store, personId),
      transport,
      clock,
      onSending: (unsent) =>
        channel.post({
          type: 'sending',
          keys: unsent.map(({ collection, document }) => `${collection}/${document.id}`),
        }),
    })
    const problem = await engine.run()
    // Signing in again, or an update of the app, is what helps there; trying again would not.
    const isHopeless = problem?.problem === 'not-signed-in' || problem?.problem === 'protocol-mismatch'
    return problem !== null && !isHopeless
  })

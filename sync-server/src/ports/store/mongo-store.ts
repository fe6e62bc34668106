import { MongoClient, MongoServerError, type ClientSession, type Timestamp } from 'mongodb'
import type { Clock } from '../clock/clock.ts'
import {
  asConnectionLost,
  ConnectionLost,
  isCommitUnknown,
  isTransient,
  mongoErrorToStoreError,
} from './mongo-errors.ts'
import { migrateMongo } from './mongo-migrations.ts'
import { forgetEntries } from './mongo-forget.ts'
import { createMongoCollections } from './mongo-records.ts'
import { createSharedReader } from './mongo-shared-reads.ts'
import { createMongoTransaction } from './mongo-transaction.ts'
import { createMongoTurns, TurnTaken, type TurnNews } from './mongo-turns.ts'
import { createMongoWriters } from './mongo-writers.ts'
import {
  DuplicateKey,
  StoreMisconfigured,
  StoreUnavailable,
  type Store,
  type StoreTransaction,
  type TableDefinition,
} from './store.ts'

/** How long a transaction is run again for those that it met, before `StoreUnavailable`. */
const GIVE_UP_MS = 20_000
const FIRST_BACKOFF_MS = 4
const LONGEST_BACKOFF_MS = 150
const PING_MS = 3000
const DUPLICATE_KEY = 11_000
const DUPLICATE_TRIES = 3

/** A request to the database that has been answered, for figures; `command` as it was sent. */
export interface MongoCommand {
  readonly name: string
  readonly command: Readonly<Record<string, unknown>>
  readonly milliseconds: number
  readonly isFailed: boolean
}

/**
 * The store in a MongoDB replica set. A transaction reads one snapshot and is acknowledged when a majority of the servers has it in their journal. Those that write
 * are ordered by one record that each changes (S1), so that they are serialisable and not only isolated. They wait for their turn (`mongo-turns.ts`), and those that
 * meet all the same are run again after a jittered back-off. Reads come from the primary, see
 * only what a majority has, and everything that this process wrote or read before.
 *
 * Rejects with `StoreUnavailable` where the database does not answer within 5 s, and with `StoreMisconfigured` where it refuses the login or
 * has no transactions.
 */
export const createMongoStore = async (options: {
  /** `mongodb://user:password@host1,host2/database?replicaSet=…`; the database is `edutrack` unless named. */
  readonly url: string
  readonly clock: Clock
  readonly news?: TurnNews
  readonly onCommand?: (command: MongoCommand) => void
}): Promise<Store> => {
  const { url, clock, news, onCommand } = options
  const { place, databaseName } = readUrl(url)
  const client = createClient(url, onCommand !== undefined)
  if (onCommand !== undefined) watchCommands(client, onCommand)
  try {
    await client.connect()
    const hello = await client.db('admin').command({ hello: 1 })
    if (hello['setName'] === undefined && hello['msg'] !== 'isdbgrid')
      throw new StoreMisconfigured(
        `MongoDB at ${place} is a single server, which has no transactions: start it with --replSet and run rs.initiate() once.`,
      )
  } catch (error) {
    await client.close()
    throw mongoErrorToStoreError(error, place)
  }

  const collections = createMongoCollections(client.db(databaseName))
  const definitions = new Map<string, TableDefinition>()
  const writers = createMongoWriters({ client, collections, clock })
  const turns = createMongoTurns({
    collections,
    clock,
    onPassOver: writers.endOthers,
    ...(news === undefined ? {} : { news }),
  })
  /** The database's time of the last that this process wrote or read: what it reads later is not older. */
  let seenUpTo: Timestamp | undefined

  const withSession = async <Result>(work: (session: ClientSession) => Promise<Result>): Promise<Result> => {
    const session = client.startSession({ causalConsistency: true })
    if (seenUpTo !== undefined) session.advanceOperationTime(seenUpTo)
    try {
      return await work(session)
    } finally {
      const { operationTime } = session
      if (operationTime !== undefined && (seenUpTo === undefined || operationTime.greaterThan(seenUpTo)))
        seenUpTo = operationTime
      await session.endSession()
    }
  }

  const read = async <Result>(query: (session: ClientSession) => Promise<Result>): Promise<Result> => {
    try {
      return await withSession(query)
    } catch (error) {
      throw mongoErrorToStoreError(asConnectionLost(error), place)
    }
  }

  const pause = (attempt: number): Promise<void> => {
    const most = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** attempt)
    return new Promise((resolve) => void clock.after(most * (0.25 + 0.75 * Math.random()), resolve))
  }

  const commit = async (session: ClientSession, until: number): Promise<void> => {
    for (let attempt = 0; ; attempt += 1) {
      try {
        await session.commitTransaction()
        return
      } catch (error) {
        if (!isCommitUnknown(error)) throw error
        if (clock.now() > until)
          throw new StoreUnavailable(
            `MongoDB at ${place} was lost during a commit: it is not known whether the transaction was written.`,
            { cause: error },
          )
        await pause(attempt)
      }
    }
  }

  const runOnce = <Result>(
    work: (tx: StoreTransaction) => Promise<Result>,
    turn: ReturnType<typeof turns.begin>,
    until: number,
  ): Promise<Result> =>
    withSession(async (session) => {
      session.startTransaction({
        readConcern: { level: 'snapshot' },
        writeConcern: { w: 'majority', journal: true },
        readPreference: 'primary',
      })
      const { tx, takeTurn, flush } = createMongoTransaction({
        session,
        collections,
        definitions,
        beforeTurn: turn.take,
        beforeWriting: () => writers.note(session),
      })
      try {
        if (turn.isOurs()) await takeTurn()
        const result = await work(tx)
        await flush()
        await commit(session, until)
        return result
      } catch (error) {
        // Where the database is gone, it ends the transaction by itself.
        if (session.inTransaction()) await session.abortTransaction().catch(() => undefined)
        throw error
      }
    })

  const transact = async <Result>(
    work: (tx: StoreTransaction) => Promise<Result>,
    { writesDocuments = false }: { readonly writesDocuments?: boolean } = {},
  ): Promise<Result> => {
    const until = clock.now() + GIVE_UP_MS
    const turn = turns.begin()
    const watch = writers.watch()
    let hasToWait = writesDocuments
    try {
      for (let attempt = 0; ;) {
        try {
          if (hasToWait) await turn.wait()
          return await runOnce(work, turn, until)
        } catch (thrown) {
          hasToWait = true
          if (thrown instanceof TurnTaken) continue
          attempt += 1
          const error = asConnectionLost(thrown)
          const isDuplicate = error instanceof MongoServerError && error.code === DUPLICATE_KEY
          // Taken since this transaction's snapshot: it is seen there when the work is run again.
          if (isDuplicate && attempt > DUPLICATE_TRIES) throw new DuplicateKey(error.message, { cause: error })
          if (!isTransient(error) && !isDuplicate) throw mongoErrorToStoreError(error, place)
          if (clock.now() > until) {
            if (error instanceof ConnectionLost) throw mongoErrorToStoreError(error, place)
            throw new StoreUnavailable(
              `MongoDB at ${place} is too busy: a transaction met others for ${String(GIVE_UP_MS / 1000)} s.`,
              { cause: error },
            )
          }
          await pause(attempt)
          // Where the database is gone, the next try says so.
          await watch().catch(() => undefined)
        }
      }
    } finally {
      turn.end()
    }
  }

  return {
    ...createSharedReader({ collections, definitions, run: read }),
    isFar: true,
    transact,
    forget: (entries) => read((session) => forgetEntries(collections, session, entries)),
    ping: () =>
      // The driver's own limits are for work; whoever asks for the health wants to know soon.
      new Promise((resolve, reject) => {
        const giveUp = clock.after(PING_MS, () =>
          reject(
            new StoreUnavailable(
              `MongoDB at ${place} has not answered for ${String(PING_MS / 1000)} s: see that it runs.`,
            ),
          ),
        )
        read((session) => client.db('admin').command({ ping: 1 }, { session }))
          .finally(giveUp)
          .then(() => resolve(), reject)
      }),
    migrate: async (tables) => {
      for (const table of tables) definitions.set(table.name, table)
      try {
        await migrateMongo(collections, tables)
      } catch (error) {
        throw mongoErrorToStoreError(error, place)
      }
    },
    close: async () => {
      await Promise.allSettled([turns.settle(), writers.close()])
      await client.close()
    },
  }
}

const createClient = (url: string, monitorCommands: boolean): MongoClient => {
  try {
    return new MongoClient(url, {
      minPoolSize: 10,
      maxPoolSize: 50,
      socketTimeoutMS: 45_000,
      serverSelectionTimeoutMS: 5000,
      connectTimeoutMS: 5000,
      readPreference: 'primary',
      readConcern: { level: 'majority' },
      writeConcern: { w: 'majority', journal: true },
      // All text in it was written as JSON, which has no broken characters: to look for them costs a tenth of a server's time.
      enableUtf8Validation: false,
      monitorCommands,
      appName: 'edutrack',
    })
  } catch (cause) {
    throw new StoreMisconfigured(
      'The address of MongoDB is not one: it looks like mongodb://user:password@host:27017/edutrack?replicaSet=rs0, and of a password # is written %23, / %2F, @ %40, : %3A and % itself %25.',
      { cause },
    )
  }
}

const watchCommands = (client: MongoClient, onCommand: (command: MongoCommand) => void): void => {
  const started = new Map<number, Readonly<Record<string, unknown>>>()
  client.on('commandStarted', ({ requestId, command }) => started.set(requestId, command))
  const end = (isFailed: boolean) => (event: { requestId: number; commandName: string; duration: number }) => {
    const command = started.get(event.requestId)
    started.delete(event.requestId)
    if (command !== undefined) onCommand({ name: event.commandName, command, milliseconds: event.duration, isFailed })
  }
  client.on('commandSucceeded', end(false))
  client.on('commandFailed', end(true))
}

/** What of the address may be shown, and the database that it names. */
const readUrl = (url: string): { readonly place: string; readonly databaseName: string } => {
  const [, hosts = '', name = ''] = /^mongodb(?:\+srv)?:\/\/(?:[^/]*@)?([^/?]*)(?:\/([^?]*))?/.exec(url) ?? []
  const databaseName = name === '' ? 'edutrack' : decodeURIComponent(name)
  return { place: `${hosts}/${databaseName}`, databaseName }
}

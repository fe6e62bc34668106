import { randomUUID } from 'node:crypto'
import type { ClientSession, Collection, MongoClient } from 'mongodb'
import type { Clock } from '../clock/clock.ts'
import type { MongoCollections, WriterRecord } from './mongo-records.ts'

/** So long nobody has written although somebody wants to: whoever holds the turn is dead, or as good as. */
const STUCK_MS = 5000
const FORGOTTEN_AFTER_MS = 24 * 3600_000

/**
 * MongoDB keeps the transaction of a process that was killed for a minute, and all that write wait for it. So each process notes the sessions in which it
 * writes, and one that waits in vain ends those of the others. One that was ended by mistake runs its transaction again.
 */
export const createMongoWriters = (deps: {
  readonly client: MongoClient
  readonly collections: MongoCollections
  readonly clock: Clock
}) => {
  const { client, collections, clock } = deps
  const writers: Collection<WriterRecord> = collections.writers
  const own = randomUUID()
  const noted = new Set<string>()
  /** Nothing hangs on it being durable: with the database's death all its transactions end. */
  const quickly = { writeConcern: { w: 1 } } as const

  const turnNow = async (): Promise<number> => (await collections.log.findOne({ _id: 'log' }))?.turn ?? 0

  const endOthers = async (): Promise<void> => {
    const others = await writers.find({ _id: { $gte: '' } }).toArray()
    const sessions = others.flatMap(({ _id, sessions }) => (_id === own ? [] : sessions))
    if (sessions.length > 0) await client.db('admin').command({ killSessions: sessions.map((id) => ({ id })) })
  }

  return {
    /** Before a session's first write: resolves when the others know of it. */
    note: async (session: ClientSession): Promise<void> => {
      const id = session.id?.id
      if (id === undefined) return
      const text = id.toString('hex')
      if (noted.has(text)) return
      await writers.updateOne(
        { _id: own },
        { $addToSet: { sessions: id }, $currentDate: { at: true } },
        { upsert: true, ...quickly },
      )
      if (noted.size === 0) await forgetDead(writers, new Date(clock.now() - FORGOTTEN_AFTER_MS))
      noted.add(text)
    },
    endOthers,
    /** Watches one transaction that meets others: call the result each time that it does. */
    watch: () => {
      let last: { readonly turn: number; readonly at: number } | undefined
      const startedAt = clock.now()
      return async (): Promise<void> => {
        // Most meet others for some milliseconds.
        if (clock.now() - startedAt < STUCK_MS / 5) return
        if (last !== undefined && clock.now() - last.at < STUCK_MS) return
        const turn = await turnNow()
        if (turn === last?.turn) await endOthers()
        last = { turn, at: clock.now() }
      }
    },
    /** A clean end: nobody has to wonder about this process. */
    close: async (): Promise<void> => {
      if (noted.size > 0) await writers.deleteOne({ _id: own }, quickly)
    },
  }
}

/** Processes that were killed long ago leave a few bytes each. Those that live and are forgotten can only not be ended. */
const forgetDead = async (writers: Collection<WriterRecord>, before: Date): Promise<void> => {
  const all = await writers.find({ _id: { $gte: '' } }, { projection: { at: 1 } }).toArray()
  const dead = all.filter(({ at }) => at < before).map(({ _id }) => _id)
  if (dead.length > 0) await writers.deleteMany({ _id: { $in: dead } }, { writeConcern: { w: 1 } })
}

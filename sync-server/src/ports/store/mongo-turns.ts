import type { Clock } from '../clock/clock.ts'
import type { MongoCollections } from './mongo-records.ts'

const FIRST_LOOK_MS = 3
const LONGEST_LOOK_MS = 40
/** What a turn is taken to last before any was seen, and how much the last one counts in what they last. */
const FIRST_TURN_MS = 10
const WEIGHT_OF_LAST = 0.2
/** Looking costs the database and the processor that whoever is before needs: so often within a turn, at most. */
const LOOKS_PER_TURN = 6
/** A turn's end goes to the database with this process's next ticket if that is taken within so long; who has the news does not wait for it. */
const GIVE_BACK_MS = 2
/** So often whoever has a long turn shows that it lives. */
const SIGN_MS = 500
/** So long whoever is next has neither had its turn nor shown a sign: it is dead or stopped, and is passed over, with all that wait behind it no more. */
const PASS_OVER_MS = 2000
/** Nothing hangs on turns being durable: two that think it is theirs meet in the log's record, and one runs again. */
const QUICKLY = { writeConcern: { w: 1 } } as const

/** A place among the turns, and how many of them were over when it was given. */
interface Ticket {
  readonly number: number
  readonly done: number
}

/** It is another transaction's turn, or others have had theirs since this one's snapshot. */
export class TurnTaken extends Error {
  override readonly name = 'TurnTaken'
}

/** Tells servers of turns that are over, so that the next begins at once and not when it looks again. What is lost, or comes late, costs a look. */
export interface TurnNews {
  tell(done: number): void
  listen(listener: (done: number) => void): void
}

/**
 * Lets transactions that write come one after the other, in the order in which they asked, over all servers: each takes a ticket and waits until those
 * before are done. That they never overlap is the database's doing (all change the log's record); this spares them meeting there, and running in vain.
 * Within a process they wait for each other first, so that a process holds one ticket at most.
 */
export const createMongoTurns = ({
  collections,
  clock,
  news,
  onPassOver,
}: {
  readonly collections: MongoCollections
  readonly clock: Clock
  readonly news?: TurnNews
  /** Whoever was passed over may have left a transaction behind that holds up all. */
  readonly onPassOver: () => Promise<void>
}) => {
  const { turns } = collections
  let isTaken = false
  let ended = 0
  /** How long turns last at present: this process's own, as those of others are seen only when it looks. */
  let turnMs = FIRST_TURN_MS
  const waiting: (() => void)[] = []
  /** Until the ticket before is given back, the next one of this process could only wait for it. */
  let givenBack: Promise<unknown> = Promise.resolve()
  /** The last turn that others have told to be over. */
  let toldDone = -1
  let onTold: (() => void) | undefined
  news?.listen((done) => {
    toldDone = done
    onTold?.()
  })

  /** Resolves earlier when that turn is told to be over. */
  const pause = (ms: number, turn: number): Promise<void> =>
    new Promise((resolve) => {
      const end = (): void => {
        cancel()
        onTold = undefined
        resolve()
      }
      const cancel = clock.after(ms * (0.75 + 0.5 * Math.random()), end)
      onTold = () => {
        if (toldDone === turn) end()
      }
    })

  /** A turn that is over, until the database is told. */
  let owed: number | undefined
  const tellDatabase = (): void => {
    if (owed === undefined) return
    const done = owed
    owed = undefined
    // Where it fails, this one is passed over.
    givenBack = turns.updateOne({ _id: 'turns' }, { $max: { done } }, QUICKLY).catch(() => undefined)
  }

  /** Shows others that this one lives until the result is called. */
  const showSigns = (): (() => void) =>
    clock.every(SIGN_MS, () => {
      // Where it fails, the database is gone for all.
      void turns.updateOne({ _id: 'turns' }, { $inc: { signs: 1 } }, QUICKLY).catch(() => undefined)
    })

  const takeTicket = async (): Promise<Ticket> => {
    await givenBack
    const over = owed === undefined ? {} : { $max: { done: owed } }
    owed = undefined
    const state = await turns.findOneAndUpdate(
      { _id: 'turns' },
      { ...over, $inc: { given: 1 } },
      { upsert: true, returnDocument: 'after', ...QUICKLY },
    )
    return { number: state?.given ?? 1, done: state?.done ?? 0 }
  }

  const waitForTicket = async ({ number, done: doneWhenTaken }: Ticket): Promise<void> => {
    const before = number - 1
    let done = doneWhenTaken
    let signs: number | undefined
    let movedAt = clock.now()
    while (done < before && toldDone !== before) {
      const expectedMs = (before - done) * turnMs - (clock.now() - movedAt)
      await pause(Math.min(LONGEST_LOOK_MS, Math.max(FIRST_LOOK_MS, turnMs / LOOKS_PER_TURN, expectedMs)), before)
      if (toldDone === before) return
      const askedAt = clock.now()
      const state = await turns.findOne({ _id: 'turns' }, { readConcern: { level: 'local' } })
      // A database that lost its last moments may have given less than this: then there is no order to keep.
      if ((state?.given ?? 0) < number) return
      const seen = state?.done ?? 0
      // While the database stands still nobody can move.
      movedAt += Math.max(0, clock.now() - askedAt - SIGN_MS)
      if (seen !== done || state?.signs !== signs) {
        done = seen
        signs = state?.signs
        movedAt = clock.now()
      } else if (clock.now() - movedAt > PASS_OVER_MS) {
        await onPassOver()
        const asSeen = state?.done === undefined ? {} : { done }
        // All before: of a school whose servers were killed together, several are dead, and one that lives and waits was here earlier and has passed them over itself.
        await turns.updateOne({ _id: 'turns', ...asSeen }, { $max: { done: before } }, QUICKLY)
      }
    }
  }

  return {
    begin: () => {
      let isHeld = false
      let isOurs = false
      let ticket: Ticket | undefined
      let beganAt = 0
      let endedAtStart = ended
      let stopSigns: (() => void) | undefined
      const makeOurs = (): void => {
        isOurs = true
        beganAt = clock.now()
        stopSigns = showSigns()
      }
      return {
        /** Takes the turn if it is free. Throws `TurnTaken` if not: then `wait`, and begin anew. */
        take: async (): Promise<void> => {
          if (isOurs) return
          if (isHeld || isTaken || ended !== endedAtStart) throw new TurnTaken()
          isTaken = true
          isHeld = true
          ticket = await takeTicket()
          if (ticket.done < ticket.number - 1) throw new TurnTaken()
          makeOurs()
        },
        /** Resolves when it is this transaction's turn, which it keeps until its end. */
        wait: async (): Promise<void> => {
          if (isOurs) return
          if (!isHeld) {
            if (isTaken) await new Promise<void>((resolve) => waiting.push(resolve))
            isTaken = true
            isHeld = true
          }
          endedAtStart = ended
          ticket ??= await takeTicket()
          await waitForTicket(ticket)
          makeOurs()
        },
        isOurs: (): boolean => isOurs,
        end: (): void => {
          stopSigns?.()
          if (isOurs) turnMs += WEIGHT_OF_LAST * (Math.min(PASS_OVER_MS, clock.now() - beganAt) - turnMs)
          if (ticket !== undefined) {
            if (isOurs) news?.tell(ticket.number)
            owed = ticket.number
            clock.after(GIVE_BACK_MS, tellDatabase)
          }
          if (!isHeld) return
          isHeld = false
          ended += 1
          const next = waiting.shift()
          if (next === undefined) isTaken = false
          else next()
        },
      }
    },
    /** Resolves when the database knows of all that is over. */
    settle: async (): Promise<void> => {
      tellDatabase()
      await givenBack
    },
  }
}

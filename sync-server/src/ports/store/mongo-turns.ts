import type { Clock } from '../clock/clock.ts'
import type { MongoCollections } from './mongo-records.ts'

const FIRST_LOOK_MS = 3
const LONGEST_LOOK_MS = 40
/** What a turn is taken to last before any was seen, and how much the last one counts in what they last. */
const FIRST_TURN_MS = 10
const WEIGHT_OF_LAST = 0.2
/** Looking costs the database and the processor that whoever is before needs: so often within a turn, at most. */
const LOOKS_PER_TURN = 6
/** So long whoever is next has not had its turn: it is dead or stopped, and is passed over, with all that wait behind it no more. */
const PASS_OVER_MS = 5000
/** Nothing hangs on turns being durable: two that think it is theirs meet in the log's record, and one runs again. */
const QUICKLY = { writeConcern: { w: 1 } } as const

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

  /** Resolves earlier when the turn before this ticket is told to be over. */
  const pause = (ms: number, ticket: number): Promise<void> =>
    new Promise((resolve) => {
      const end = (): void => {
        cancel()
        onTold = undefined
        resolve()
      }
      const cancel = clock.after(ms * (0.75 + 0.5 * Math.random()), end)
      onTold = () => {
        if (toldDone === ticket - 1) end()
      }
    })

  /** `ticket`: this one's place. `isNext`: all before are done. */
  const takeTicket = async (): Promise<{ readonly ticket: number; readonly isNext: boolean }> => {
    await givenBack
    const state = await turns.findOneAndUpdate(
      { _id: 'turns' },
      { $inc: { given: 1 } },
      { upsert: true, returnDocument: 'after', ...QUICKLY },
    )
    const ticket = state?.given ?? 1
    return { ticket, isNext: (state?.done ?? 0) >= ticket - 1 }
  }

  const waitForTicket = async (ticket: number): Promise<void> => {
    let doneBefore = -1
    let movedAt = clock.now()
    for (;;) {
      if (toldDone === ticket - 1) return
      const state = await turns.findOne({ _id: 'turns' }, { readConcern: { level: 'local' } })
      const done = state?.done ?? 0
      // A database that lost its last moments may have given less than this: then there is no order to keep.
      if (done >= ticket - 1 || (state?.given ?? 0) < ticket) return
      if (done !== doneBefore) {
        doneBefore = done
        movedAt = clock.now()
      } else if (clock.now() - movedAt > PASS_OVER_MS) {
        await onPassOver()
        const asSeen = state?.done === undefined ? {} : { done }
        // All before: of a school whose servers were killed together, several are dead, and one that lives and waits was here earlier and has passed them over itself.
        await turns.updateOne({ _id: 'turns', ...asSeen }, { $max: { done: ticket - 1 } }, QUICKLY)
        continue
      }
      const expectedMs = (ticket - 1 - done) * turnMs - (clock.now() - movedAt)
      const lookMs = Math.min(LONGEST_LOOK_MS, Math.max(FIRST_LOOK_MS, turnMs / LOOKS_PER_TURN, expectedMs))
      await pause(lookMs, ticket)
    }
  }

  return {
    begin: () => {
      let isHeld = false
      let isOurs = false
      let ticket: number | undefined
      let beganAt = 0
      let endedAtStart = ended
      return {
        /** Takes the turn if it is free. Throws `TurnTaken` if not: then `wait`, and begin anew. */
        take: async (): Promise<void> => {
          if (isOurs) return
          if (isHeld || isTaken || ended !== endedAtStart) throw new TurnTaken()
          isTaken = true
          isHeld = true
          const taken = await takeTicket()
          ticket = taken.ticket
          if (!taken.isNext) throw new TurnTaken()
          isOurs = true
          beganAt = clock.now()
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
          if (ticket === undefined) {
            const taken = await takeTicket()
            ticket = taken.ticket
            if (!taken.isNext) await waitForTicket(ticket)
          } else await waitForTicket(ticket)
          isOurs = true
          beganAt = clock.now()
        },
        isOurs: (): boolean => isOurs,
        end: (): void => {
          if (isOurs) turnMs += WEIGHT_OF_LAST * (Math.min(PASS_OVER_MS, clock.now() - beganAt) - turnMs)
          if (ticket !== undefined) {
            const done = ticket
            if (isOurs) news?.tell(done)
            // Where it fails, this one is passed over.
            givenBack = turns.updateOne({ _id: 'turns' }, { $max: { done } }, QUICKLY).catch(() => undefined)
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
  }
}

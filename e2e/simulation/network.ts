import type { SyncRequest, SyncResponse } from '@edutrack/shared-schema/protocol/sync'
import type { SyncOutcome } from '@edutrack/pwa/sync/transport/transport'
import type { Chance } from './chance.ts'
import type { Faults } from './faults.ts'

/** Answers as the server does; rejects when the server is killed while it does. */
type Serve = (request: SyncRequest) => Promise<SyncResponse>

/** The way between devices and the school: it drops, repeats, delays and cuts, and delivers late what its sender has given up on. */
export interface Network {
  send(request: SyncRequest, serve: Serve, onInFlight: () => Promise<void>): Promise<SyncOutcome>
  /** Lets what was delayed arrive, in any order. */
  deliverLate(): Promise<void>
  /** From here on nothing fails. */
  heal(): void
}

const OFFLINE: SyncOutcome = { ok: false, problem: 'offline' }

export const createNetwork = (chance: Chance, faults: Faults): Network => {
  let isGood = false
  const late: (() => Promise<unknown>)[] = []
  const fails = (probability: number): boolean => !isGood && chance.happens(probability)
  return {
    send: async (sent, serve, onInFlight) => {
      // The wire carries text: what either side does to its objects afterwards stays there.
      const request = copy(sent)
      if (fails(0.1)) {
        faults.count('request dropped')
        return OFFLINE
      }
      if (fails(0.06)) {
        faults.count('request delivered late')
        late.push(() => serve(copy(request)))
        return OFFLINE
      }
      if (fails(0.08)) {
        faults.count('request sent twice')
        await serve(copy(request)).catch(() => undefined)
      }
      try {
        const response = copy(await serve(request))
        await onInFlight()
        if (fails(0.12)) {
          faults.count('answer lost')
          return OFFLINE
        }
        return { ok: true, response }
      } catch {
        return OFFLINE // The server was killed: the socket is closed.
      }
    },
    deliverLate: async () => {
      while (late.length > 0) {
        const [deliver] = late.splice(chance.below(late.length), 1)
        // Nobody waits for this answer any more.
        await deliver?.().catch(() => undefined)
      }
    },
    heal: () => {
      isGood = true
    },
  }
}

const copy = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value

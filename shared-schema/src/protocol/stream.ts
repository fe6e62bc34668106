import { z } from 'zod'
import { toldChanges } from './sync.ts'

/**
 * `GET /api/stream?device=…&protocol=…`, an event stream (S9); the session's cookie says who. Each event's `data` is one of these.
 * A device that has reached n (by a last page's `head` or an event's `to`) skips changes with `to ≤ n`, applies those with `from ≤ n`, and pulls otherwise
 * and on `resync`.
 */
export const streamEvent = z.discriminatedUnion('type', [
  /** First event: changes are told from `head` on. */
  z.object({ type: z.literal('hello'), head: z.number().int(), serverTime: z.number().int() }),
  /** All that this person may see in the log's (from, to], in its order. `checkpoint` goes on from there in a pull. */
  z.object({
    type: z.literal('changes'),
    from: z.number().int(),
    to: z.number().int(),
    checkpoint: z.string(),
    changes: toldChanges,
  }),
  /** Heartbeat, every 15 s: nothing for this person up to `head` but what was told. */
  z.object({ type: z.literal('head'), head: z.number().int(), serverTime: z.number().int() }),
  /** The person's channels changed, or the server lost its place: pull. */
  z.object({ type: z.literal('resync'), head: z.number().int() }),
  /** The server stops: reconnect after that many milliseconds. */
  z.object({ type: z.literal('reconnect'), afterMs: z.number().int() }),
])
export type StreamEvent = z.infer<typeof streamEvent>

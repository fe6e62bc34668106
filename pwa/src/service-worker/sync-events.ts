import type { Clock } from '#platform/clock.ts'
import { untilDelivered } from './until-delivered.ts'

/** What one event may take, ms: a browser ends it after some three minutes, wherever it is then. */
const EVENT_MS = 160_000

export interface SyncEventDeps {
  readonly clock: Clock
  /** One try at what people have written; resolves to whether some of it is left. */
  readonly deliverWork: () => Promise<boolean>
  /** Files, as far as they come until `signal`; resolves to whether some are left. */
  readonly deliverFiles: (signal: AbortSignal) => Promise<boolean>
}

/**
 * What the service worker does in each `sync` event; there may be several at once, a hand-in's and those of files. Work goes first and waits for no file. Files are
 * sent by one event at a time, as long as that one may, and go on in the next from where they were. Each event has its own time from its beginning.
 */
export const createSyncEvents = ({ clock, deliverWork, deliverFiles }: SyncEventDeps) => {
  let sending: Promise<boolean> | undefined
  const sendFiles = (signal: AbortSignal): Promise<boolean> => {
    sending ??= deliverFiles(signal).finally(() => {
      sending = undefined
    })
    return sending
  }

  /** Resolves to whether work or files are left that another event may deliver. */
  return async (): Promise<boolean> => {
    const end = new AbortController()
    const cancel = clock.after(EVENT_MS, () => end.abort())
    const over = new Promise<true>((resolve) => end.signal.addEventListener('abort', () => resolve(true)))
    const delivered = untilDelivered(clock, async () => {
      // A file may belong to a course that the school does not know yet.
      const isWorkLeft = await deliverWork()
      if (end.signal.aborted) return true
      return (await sendFiles(end.signal)) || isWorkLeft
    })
    try {
      return await Promise.race([delivered, over])
    } finally {
      cancel()
    }
  }
}

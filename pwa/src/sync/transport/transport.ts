import type { RequestErrorCode } from '@edutrack/shared-schema/protocol/errors'
import type { StreamEvent } from '@edutrack/shared-schema/protocol/stream'
import type { SyncRequest, SyncResponse } from '@edutrack/shared-schema/protocol/sync'

/** What came of a request: an answer, or why there is none. */
export type SyncOutcome =
  | { readonly ok: true; readonly response: SyncResponse }
  | {
      readonly ok: false
      /** `offline`: the school was not reached, or the connection was cut: what was sent may have been taken. */
      readonly problem: 'offline' | RequestErrorCode
      /** How long the server asks to wait, ms. */
      readonly retryAfterMs?: number
    }

export interface OpenStream {
  close(): void
}

/** The way to the school. Never rejects: a network that fails is what we are made for. */
export interface SyncTransport {
  send(request: SyncRequest): Promise<SyncOutcome>
  /** Opens the stream (S9). `onEnd` is called once, when it has ended or could not be opened; not after `close`. */
  openStream(device: string, onEvent: (event: StreamEvent) => void, onEnd: () => void): OpenStream
}

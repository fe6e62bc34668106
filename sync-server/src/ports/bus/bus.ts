/**
 * Tells other processes that something happened. At most once, in no order, may lose and repeat: truth is in the store, and whoever
 * listens checks there (S9). A publisher hears its own messages.
 */
export interface Bus {
  /** Whether processes other than this one hear it. */
  readonly isShared?: boolean
  /** Resolves when handed over; rejects never: a lost message is the bus's right, its adapter logs it. Listeners hear it later, not within the call. */
  publish(topic: string, message: string): Promise<void>
  /** Resolves once messages are heard, or after some seconds where the bus is out of reach: it hears them when it is back. Call the result to stop. */
  subscribe(topic: string, listener: (message: string) => void): Promise<() => Promise<void>>
  /** False while messages are not heard: readers poll the store meanwhile. */
  isConnected(): boolean
  ping(): Promise<void>
  /** No listener hears anything after. */
  close(): Promise<void>
}

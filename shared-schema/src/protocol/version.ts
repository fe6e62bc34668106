/** Raised when a message or a collection's wire shape changes; protocol-version.test.ts holds the shapes' hash to it (S16). */
export const PROTOCOL_VERSION = 2
/** The version before: its devices are still understood, so that no phone has to be updated on the day on which the server is (S19). */
export const PREVIOUS_PROTOCOL_VERSION = 1
/** Header of every sync request and answer. */
export const PROTOCOL_HEADER = 'x-edutrack-protocol'

/** Whether a server of this build understands a device that speaks so. */
export const isProtocolSpoken = (version: number): boolean =>
  version === PROTOCOL_VERSION || version === PREVIOUS_PROTOCOL_VERSION

import type { StreamEvent } from '@edutrack/shared-schema/protocol/stream'
import type { SyncResponse } from '@edutrack/shared-schema/protocol/sync'

/**
 * Whether a body is an answer of the school's at all, and not a captive portal's or a proxy's. The school checks its documents before it tells them, so their
 * insides are trusted; the schemas of the protocol, and zod, stay on the server.
 */
export const isSyncResponse = (body: unknown): body is SyncResponse =>
  isRecord(body) &&
  typeof body['head'] === 'number' &&
  typeof body['serverTime'] === 'number' &&
  Array.isArray(body['push']) &&
  body['push'].every(
    (part) => isRecord(part) && typeof part['collection'] === 'string' && Array.isArray(part['results']),
  ) &&
  (body['pull'] === undefined ||
    (isRecord(body['pull']) && areChanges(body['pull']['changes']) && typeof body['pull']['checkpoint'] === 'string'))

export const isStreamEvent = (event: unknown): event is StreamEvent => {
  if (!isRecord(event)) return false
  switch (event['type']) {
    case 'hello':
    case 'head':
    case 'resync':
      return typeof event['head'] === 'number'
    case 'reconnect':
      return typeof event['afterMs'] === 'number'
    case 'changes':
      return typeof event['from'] === 'number' && typeof event['to'] === 'number' && areChanges(event['changes'])
    default:
      return false
  }
}

const areChanges = (changes: unknown): boolean =>
  Array.isArray(changes) &&
  changes.every(
    (part) =>
      isRecord(part) &&
      typeof part['collection'] === 'string' &&
      Array.isArray(part['documents']) &&
      part['documents'].every((document) => isRecord(document) && typeof document['id'] === 'string'),
  )

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

import type { SyncRequest } from '@edutrack/shared-schema/protocol/sync'
import { PREVIOUS_PROTOCOL_VERSION } from '@edutrack/shared-schema/protocol/version'
import type { SyncOutcome } from '@edutrack/pwa/sync/transport/transport'

/** What a build of the previous protocol sends: it knows nothing of comparisons. */
export const asOldBuildSends = (request: SyncRequest): SyncRequest => {
  if (request.pull === undefined) return { ...request, protocol: PREVIOUS_PROTOCOL_VERSION }
  const { digests: _digests, ...pull } = request.pull
  return { ...request, protocol: PREVIOUS_PROTOCOL_VERSION, pull }
}

/** What such a build understands of the answer: it reads past what it doesn't know. */
export const asOldBuildReads = (outcome: SyncOutcome): SyncOutcome => {
  if (!outcome.ok || outcome.response.pull === undefined) return outcome
  const { changes, checkpoint, more } = outcome.response.pull
  return { ok: true, response: { ...outcome.response, pull: { changes, checkpoint, more } } }
}

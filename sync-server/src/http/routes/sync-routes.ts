import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Hono } from 'hono'
import { MAX_SYNC_BODY } from '@edutrack/shared-schema/protocol/limits'
import { syncRequest } from '@edutrack/shared-schema/protocol/sync'
import { isProtocolSpoken } from '@edutrack/shared-schema/protocol/version'
import type { RateLimiter } from '#ports/limits/rate-limiter.ts'
import type { SyncEngine } from '#sync/sync-engine.ts'
import { compressedJson } from '../compressed-json.ts'
import { nodeMessages, type HttpEnvironment } from '../environment.ts'
import { fail } from '../fail.ts'
import { readJsonBody } from '../read-body.ts'
import { openSocketOutlet } from '../socket-outlet.ts'

/** What devices speak to: `POST /api/sync` and the stream. Who asks has been settled before. */
export const addSyncRoutes = (
  app: Hono<HttpEnvironment>,
  { engine, limiter }: { readonly engine: SyncEngine; readonly limiter: RateLimiter },
): void => {
  app.post('/api/sync', async (context) => {
    const person = context.get('person')
    const retryAfterSeconds = limiter.take(person.personId)
    if (retryAfterSeconds > 0) return fail(context, 'too-many-requests', { retryAfterSeconds })
    const body = await readJsonBody(context, MAX_SYNC_BODY)
    if ('problem' in body) return fail(context, body.problem)
    const version = (body.json as { protocol?: unknown } | null)?.protocol
    if (typeof version === 'number' && !isProtocolSpoken(version)) return fail(context, 'protocol-mismatch')
    const request = syncRequest.safeParse(body.json)
    if (!request.success) return fail(context, 'invalid-request', { details: request.error.issues.slice(0, 5) })
    if (request.data.person !== person.personId) return fail(context, 'not-signed-in')
    return compressedJson(context, await engine.answer(person, request.data, context.get('requestId')))
  })

  app.get('/api/stream', async (context) => {
    // Asked for its head alone, a stream would go on all the same.
    if (context.req.method !== 'GET') return fail(context, 'invalid-request')
    if (!isProtocolSpoken(Number(context.req.query('protocol')))) return fail(context, 'protocol-mismatch')
    const outgoing = nodeMessages(context)?.outgoing
    if (outgoing === undefined) return fail(context, 'invalid-request')
    const { id: session, until } = context.get('session')
    const device = context.req.query('device')
    const outlet = openSocketOutlet(outgoing, context.get('requestId'))
    const stream = await engine.openOutlet(context.get('person'), outlet, {
      session,
      until,
      ...(device === undefined ? {} : { device: device.slice(0, 100) }),
    })
    outgoing.on('close', stream.close)
    // Gone before it was open.
    if (outgoing.destroyed) stream.close()
    return RESPONSE_ALREADY_SENT
  })
}

import type { Hono } from 'hono'
import { certificateDecision, decideCertificate, decisionsAbout, rotateCredentialKey } from '#modules/learning/index.ts'
import type { Clock } from '#ports/clock/clock.ts'
import type { Store } from '#ports/store/store.ts'
import type { SyncEngine } from '#sync/sync-engine.ts'
import type { HttpEnvironment } from '../environment.ts'
import { fail } from '../fail.ts'
import { readJsonBody } from '../read-body.ts'

const MOST_BYTES = 10_000

/** Certificates are taken back, given back and made anew by who teaches their course; keys are changed by administrators. Who asks has been settled before. */
export const addCertificateStaffRoutes = (
  app: Hono<HttpEnvironment>,
  deps: {
    readonly store: Store
    readonly engine: SyncEngine
    readonly clock: Clock
  },
): void => {
  app.post('/api/courses/:courseId/certificates/:personId', async (context) => {
    const body = await readJsonBody(context, MOST_BYTES)
    if ('problem' in body) return fail(context, body.problem)
    const decision = certificateDecision.safeParse(body.json)
    if (!decision.success) return fail(context, 'invalid-request', { details: decision.error.issues.slice(0, 5) })
    const outcome = await decideCertificate(deps, context.get('person'), context.req.param(), decision.data)
    return outcome === 'decided' ? context.body(null, 204) : fail(context, outcome)
  })

  app.get('/api/certificates/:id/decisions', async (context) => {
    const rows = await decisionsAbout(deps.store, context.get('person'), context.req.param('id'))
    if (rows === undefined) return fail(context, 'not-found')
    context.header('cache-control', 'no-store')
    return context.json({ decisions: rows.map(({ at, byName, action, reason }) => ({ at, byName, action, reason })) })
  })

  app.post('/api/issuer/keys', async (context) => {
    if (context.get('person').role !== 'administrator') return fail(context, 'not-allowed')
    const body = await readJsonBody(context, MOST_BYTES)
    if ('problem' in body) return fail(context, body.problem)
    return context.json({ kid: await rotateCredentialKey(deps) })
  })
}

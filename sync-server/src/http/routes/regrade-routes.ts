import type { Hono } from 'hono'
import { regradeRequest } from '@edutrack/shared-schema/protocol/review'
import { regradeQuestion, regradesOf, undoRegrade } from '#modules/learning/index.ts'
import type { Clock } from '#ports/clock/clock.ts'
import type { Store } from '#ports/store/store.ts'
import type { SyncEngine } from '#sync/sync-engine.ts'
import type { HttpContext, HttpEnvironment } from '../environment.ts'
import { fail } from '../fail.ts'
import { readJsonBody } from '../read-body.ts'

const MAX_BODY = 20_000

/** A question that was changed after hand-ins: these are graded anew, and back. Who asks has been settled before. */
export const addRegradeRoutes = (
  app: Hono<HttpEnvironment>,
  deps: { readonly store: Store; readonly engine: SyncEngine; readonly clock: Clock },
): void => {
  app.get('/api/questions/:id/regrades', async (context) => {
    const regrades = await regradesOf(deps, context.get('person'), context.req.param('id'))
    return answer(context, regrades === undefined ? undefined : { regrades })
  })

  app.post('/api/questions/:id/regrade', async (context) => {
    const body = await readJsonBody(context, MAX_BODY)
    if ('problem' in body) return fail(context, body.problem)
    const asked = regradeRequest.safeParse(body.json)
    if (!asked.success) return fail(context, 'invalid-request', { details: asked.error.issues.slice(0, 5) })
    return answer(context, await regradeQuestion(deps, context.get('person'), context.req.param('id'), asked.data))
  })

  app.post('/api/questions/:id/regrades/:regradeId/undo', async (context) => {
    const { id, regradeId } = context.req.param()
    return answer(context, await undoRegrade(deps, context.get('person'), id, regradeId))
  })
}

const answer = (context: HttpContext, value: object | undefined): Response => {
  context.header('cache-control', 'no-store')
  return value === undefined ? fail(context, 'not-found') : context.json(value)
}

import type { Hono } from 'hono'
import { newColleague } from '@edutrack/shared-schema/protocol/roster'
import { addColleague, removeColleague, staffOf } from '#modules/courses/index.ts'
import type { Clock } from '#ports/clock/clock.ts'
import type { StoreReader } from '#ports/store/store.ts'
import type { SyncEngine } from '#sync/sync-engine.ts'
import type { HttpEnvironment } from '../environment.ts'
import { fail } from '../fail.ts'
import { readJsonBody } from '../read-body.ts'

const MAX_BODY = 10_000

/** Who teaches a course. Who asks has been settled before. */
export const addStaffRoutes = (
  app: Hono<HttpEnvironment>,
  deps: { readonly store: StoreReader; readonly engine: SyncEngine; readonly clock: Clock },
): void => {
  app.get('/api/courses/:courseId/staff', async (context) => {
    const staff = await staffOf(deps, context.get('person'), context.req.param('courseId'))
    context.header('cache-control', 'no-store')
    return staff === undefined ? fail(context, 'not-found') : context.json({ staff })
  })

  app.post('/api/courses/:courseId/staff', async (context) => {
    const body = await readJsonBody(context, MAX_BODY)
    if ('problem' in body) return fail(context, body.problem)
    const asked = newColleague.safeParse(body.json)
    if (!asked.success) return fail(context, 'invalid-request', { details: asked.error.issues.slice(0, 5) })
    const outcome = await addColleague(deps, context.get('person'), context.req.param('courseId'), asked.data.email)
    return outcome === 'changed' ? context.body(null, 204) : fail(context, outcome)
  })

  app.delete('/api/courses/:courseId/staff/:personId', async (context) => {
    const { courseId, personId } = context.req.param()
    const outcome = await removeColleague(deps, context.get('person'), courseId, personId)
    return outcome === 'changed' ? context.body(null, 204) : fail(context, outcome)
  })
}

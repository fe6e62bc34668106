import type { Hono } from 'hono'
import { attemptReview, enrolmentDecision } from '@edutrack/shared-schema/protocol/review'
import { decideEnrolment, reviewAttempt } from '#modules/learning/index.ts'
import type { Clock } from '#ports/clock/clock.ts'
import type { SyncEngine } from '#sync/sync-engine.ts'
import type { HttpEnvironment } from '../environment.ts'
import { fail } from '../fail.ts'
import { readJsonBody } from '../read-body.ts'

/** A comment on each of five hundred questions. */
const MAX_REVIEW_BODY = 1_000_000

/** What instructors ask of the school directly, since it changes what is a learner's. Who asks has been settled before. */
export const addTeachRoutes = (
  app: Hono<HttpEnvironment>,
  deps: { readonly engine: SyncEngine; readonly clock: Clock },
): void => {
  app.post('/api/attempts/:id/review', async (context) => {
    const body = await readJsonBody(context, MAX_REVIEW_BODY)
    if ('problem' in body) return fail(context, body.problem)
    const review = attemptReview.safeParse(body.json)
    if (!review.success) return fail(context, 'invalid-request', { details: review.error.issues.slice(0, 5) })
    const outcome = await reviewAttempt(deps, context.get('person'), context.req.param('id'), review.data)
    return outcome === 'reviewed' ? context.body(null, 204) : fail(context, outcome)
  })

  app.post('/api/courses/:courseId/enrolments/:personId', async (context) => {
    const body = await readJsonBody(context, MAX_REVIEW_BODY)
    if ('problem' in body) return fail(context, body.problem)
    const decision = enrolmentDecision.safeParse(body.json)
    if (!decision.success) return fail(context, 'invalid-request', { details: decision.error.issues.slice(0, 5) })
    const outcome = await decideEnrolment(deps, context.get('person'), context.req.param(), decision.data)
    return outcome === 'decided' ? context.body(null, 204) : fail(context, outcome)
  })
}

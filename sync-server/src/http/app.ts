import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { Hono } from 'hono'
import type { Accounts } from '#modules/accounts/index.ts'
import type { PublicCourses, Uploads } from '#modules/courses/index.ts'
import type { Cache } from '#ports/cache/cache.ts'
import { BlobsUnavailable, type Blobs } from '#ports/blobs/blobs.ts'
import type { Clock } from '#ports/clock/clock.ts'
import type { UnsubscribeTokens } from '#modules/messaging/index.ts'
import type { Push } from '#ports/push/push.ts'
import type { Limits } from '#ports/limits/limits.ts'
import { createRateLimiter } from '#ports/limits/rate-limiter.ts'
import type { Log } from '#ports/log/log.ts'
import type { Queue } from '#ports/queue/queue.ts'
import { StoreUnavailable, type Store } from '#ports/store/store.ts'
import { TooMuchWaiting } from '#sync/group-commit.ts'
import type { ReceiptSigner } from '#sync/receipts.ts'
import type { SyncEngine } from '#sync/sync-engine.ts'
import type { HttpEnvironment, ServerState } from './environment.ts'
import { fail } from './fail.ts'
import { measure } from './middleware/measure.ts'
import { pathForLog, requestLog } from './middleware/request-log.ts'
import { securityHeaders } from './middleware/security-headers.ts'
import type { PwaFiles } from './pwa-files.ts'
import { SenderGone } from './read-body.ts'
import { addAuthRoutes } from './routes/auth-routes.ts'
import { addCertificateRoutes } from './routes/certificate-routes.ts'
import { addCertificateStaffRoutes } from './routes/certificate-staff-routes.ts'
import { addCourseRoutes } from './routes/course-routes.ts'
import { addFailedJobRoutes } from './routes/failed-job-routes.ts'
import { addGraphqlRoute } from './routes/graphql-route.ts'
import { addHealthRoutes, type HealthDeps } from './routes/health-routes.ts'
import { addMeRoutes } from './routes/me-routes.ts'
import { addMediaRoutes } from './routes/media-routes.ts'
import { addMediaSweepRoutes } from './routes/media-sweep-routes.ts'
import { addMetricsRoute, type MetricsDeps } from './routes/metrics-route.ts'
import { addNotificationRoutes, addUnsubscribeRoutes } from './routes/notification-routes.ts'
import { addOpenapiRoutes } from './routes/openapi-routes.ts'
import { addPwaRoutes } from './routes/pwa-routes.ts'
import { addInvitationNoticeRoute, addRosterRoutes } from './routes/roster-routes.ts'
import { addRegradeRoutes } from './routes/regrade-routes.ts'
import { addStaffRoutes } from './routes/staff-routes.ts'
import { addSyncRoutes } from './routes/sync-routes.ts'
import { addTeachRoutes } from './routes/teach-routes.ts'
import { addUnitHistoryRoutes } from './routes/unit-history-routes.ts'
import { addUploadRoutes } from './routes/upload-routes.ts'

/** A phone that comes back with a week's work sends some tens of requests; no device needs more than this for long. */
const SYNC_LIMIT = { burst: 600, perMinute: 1800 }
const NO_LIMIT = { take: () => 0, giveBack: () => {} }
const NO_LIMITS: Limits = {
  limiter: () => ({ take: async () => 0, giveBack: async () => {} }),
  close: () => Promise.resolve(),
}

export interface AppDeps extends HealthDeps, MetricsDeps {
  readonly push: Push
  readonly unsubscribeTokens: UnsubscribeTokens
  readonly courses: PublicCourses
  readonly cache: Cache
  readonly engine: SyncEngine
  readonly accounts: Accounts
  readonly store: Store
  readonly blobs: Blobs
  readonly uploads: Uploads
  readonly queue: Queue
  readonly signer: ReceiptSigner
  /** Of what anybody may ask who is not signed in: counted over all servers. */
  readonly limits: Limits
  readonly clock: Clock
  readonly log: Log
  readonly pwa: PwaFiles
  readonly state: () => ServerState
  /** The school's public address, without a slash at the end. */
  readonly baseUrl: string
  /** Reached by HTTPS, here or at the proxy. */
  readonly isSecure: boolean
  /** How many proxies before this server add to `x-forwarded-for`; 0: none is believed. */
  readonly trustedProxies: number
  /** Whether people make their own accounts. */
  readonly isSignUpOpen: boolean
  /** Off in tests that ask many times a second. */
  readonly isRateLimited: boolean
}

/** The server's door: who is it, which protocol, how large. Every failure is a documented `ErrorBody`. */
export const createApp = (deps: AppDeps): Hono<HttpEnvironment> => {
  const { engine, accounts, store, blobs, signer, clock, log, pwa, state } = deps
  const { isSecure, trustedProxies, isSignUpOpen, isRateLimited } = deps
  const app = new Hono<HttpEnvironment>()

  app.use(requestLog({ log, isProxied: trustedProxies > 0 }))
  app.use(measure(deps.metrics))
  app.use(securityHeaders({ isSecure }))
  app.use(async (context, next) => {
    await next()
    // Who is connected should come back by another connection, to another server or to the next process.
    if (state() === 'draining' && context.res !== RESPONSE_ALREADY_SENT) context.header('connection', 'close')
  })
  app.onError((error, context) => {
    if (error instanceof TooMuchWaiting)
      return fail(context, 'unavailable', { retryAfterSeconds: error.retryAfterSeconds })
    if (error instanceof StoreUnavailable) return fail(context, 'unavailable', { retryAfterSeconds: 5 })
    if (error instanceof SenderGone) return fail(context, 'invalid-request')
    const request = { requestId: context.get('requestId'), path: pathForLog(context) }
    if (error instanceof BlobsUnavailable) {
      log.warn({ error, ...request }, 'files can’t be reached')
      return fail(context, 'unavailable', { retryAfterSeconds: 5 })
    }
    log.error({ error, ...request }, 'request failed')
    return fail(context, 'internal')
  })
  app.notFound((context) => fail(context, 'not-found'))

  addHealthRoutes(app, deps)
  addMetricsRoute(app, deps)
  const limits = isRateLimited ? deps.limits : NO_LIMITS
  addAuthRoutes(app, { accounts, limits, trustedProxies, isSignUpOpen })
  app.get('/api/receipt-keys', (context) => context.json({ keys: signer.publicKeys() }))

  addCourseRoutes(app, { ...deps, limits })
  addGraphqlRoute(app, { ...deps, limits })
  addInvitationNoticeRoute(app, { store, clock })
  addOpenapiRoutes(app)
  addUnsubscribeRoutes(app, { engine, tokens: deps.unsubscribeTokens })
  addCertificateRoutes(app, deps)

  app.use('/api/*', async (context, next) => {
    const signedIn = await accounts.signedIn(context.req.raw.headers)
    if (signedIn === undefined) return fail(context, 'not-signed-in')
    context.set('person', signedIn.person)
    context.set('session', signedIn.session)
    await next()
    for (const cookie of signedIn.setCookies) context.header('set-cookie', cookie, { append: true })
    return undefined
  })
  addMeRoutes(app, { accounts })
  addNotificationRoutes(app, deps)
  addSyncRoutes(app, { engine, limiter: isRateLimited ? createRateLimiter(SYNC_LIMIT, { clock }) : NO_LIMIT })
  addTeachRoutes(app, { engine, clock })
  addStaffRoutes(app, { store, engine, clock })
  addUnitHistoryRoutes(app, { store })
  addRegradeRoutes(app, { store, engine, clock })
  addRosterRoutes(app, { store, engine, accounts, clock })
  addCertificateStaffRoutes(app, deps)
  addFailedJobRoutes(app, deps)
  addMediaRoutes(app, { store, blobs })
  addMediaSweepRoutes(app, { store, blobs, clock })
  addUploadRoutes(app, deps)
  addPwaRoutes(app, { files: pwa })
  return app
}

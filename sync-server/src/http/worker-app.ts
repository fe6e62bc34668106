import { Hono } from 'hono'
import type { Log } from '#ports/log/log.ts'
import type { HttpEnvironment } from './environment.ts'
import { fail } from './fail.ts'
import { requestLog } from './middleware/request-log.ts'
import { addHealthRoutes, type HealthDeps } from './routes/health-routes.ts'
import { addMetricsRoute, type MetricsDeps } from './routes/metrics-route.ts'

/** What a server without the role `api` answers: whether it is well. */
export const createWorkerApp = (
  deps: HealthDeps & MetricsDeps & { readonly log: Log; readonly trustedProxies: number },
): Hono<HttpEnvironment> => {
  const app = new Hono<HttpEnvironment>()
  app.use(requestLog({ log: deps.log, isProxied: deps.trustedProxies > 0 }))
  app.notFound((context) => fail(context, 'not-found'))
  addHealthRoutes(app, deps)
  addMetricsRoute(app, deps)
  return app
}

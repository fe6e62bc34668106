import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import type { HttpEnvironment } from '../environment.ts'

/** Measures each request under the pattern of its route; files of the app are one route. */
export const measure =
  (metrics: {
    request(method: string, route: string, status: number, seconds: number): void
  }): MiddlewareHandler<HttpEnvironment> =>
  async (context, next) => {
    const startedAt = performance.now()
    await next()
    if (context.res === RESPONSE_ALREADY_SENT) return
    const route = routePath(context)
    metrics.request(context.req.method, route, context.res.status, (performance.now() - startedAt) / 1000)
  }

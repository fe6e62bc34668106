import type { Hono } from 'hono'
import { nodeMessages, type HttpContext, type HttpEnvironment } from '../environment.ts'
import { fail } from '../fail.ts'

export interface MetricsDeps {
  readonly metrics: {
    request(method: string, route: string, status: number, seconds: number): void
    collect(): Promise<{ readonly text: string; readonly mime: string }>
  }
}

/**
 * `GET /metrics` for Prometheus, which asks each server itself. Whoever comes by a proxy, or from beyond the private networks, is told that there is
 * nothing.
 */
export const addMetricsRoute = (app: Hono<HttpEnvironment>, { metrics }: MetricsDeps): void => {
  app.get('/metrics', async (context) => {
    if (!isFromNearby(context)) return fail(context, 'not-found')
    const { text, mime } = await metrics.collect()
    return context.body(text, 200, { 'content-type': mime, 'cache-control': 'no-store' })
  })
}

const NEARBY = /^(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|::1$|f[cd][0-9a-f]{2}:)/i

const isFromNearby = (context: HttpContext): boolean => {
  if (context.req.header('x-forwarded-for') !== undefined || context.req.header('forwarded') !== undefined) return false
  const address = nodeMessages(context)?.incoming.socket.remoteAddress ?? '127.0.0.1'
  return NEARBY.test(address.replace(/^::ffff:/i, ''))
}

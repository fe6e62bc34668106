import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { MiddlewareHandler } from 'hono'
import type { HttpEnvironment } from '../environment.ts'

/** What the app's pages may load and do: their own, and nothing that was written into them. Style attributes come from typeset maths. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "style-src-attr 'unsafe-inline'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': POLICY,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy':
    'accelerometer=(), autoplay=(self), camera=(), fullscreen=(self), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}
const HSTS = 'max-age=31536000'

/** What the API says in JSON is no page, loads nothing and is told on small networks: that it be taken for what it is suffices. */
const HEADERS_OF_JSON = { 'x-content-type-options': 'nosniff' }

/** On every answer; a header that a route has set itself stays. */
export const securityHeaders =
  ({ isSecure }: { readonly isSecure: boolean }): MiddlewareHandler<HttpEnvironment> =>
  async (context, next) => {
    await next()
    if (context.res === RESPONSE_ALREADY_SENT) return
    const { headers } = context.res
    const isJson =
      context.req.path.startsWith('/api/') && headers.get('content-type')?.startsWith('application/json') === true
    for (const [name, value] of Object.entries(isJson ? HEADERS_OF_JSON : HEADERS))
      if (!headers.has(name)) context.header(name, value)
    if (isSecure && !isJson) context.header('strict-transport-security', HSTS)
  }

import { randomUUID } from 'node:crypto'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import type { Log } from '#ports/log/log.ts'
import { nodeMessages, type HttpContext, type HttpEnvironment } from '../environment.ts'

/** A request that takes longer is named. */
const SLOW_MS = 1000

/** Addresses that give a right to whoever knows them: a log is read by more people than they are for. */
const IS_SECRET = /\/:(token|code)\b/
/** The app's own screen for an invitation. */
const INVITED = /^(\/join\/[^/]*)\/.*/

/** The path as a log may hold it: the pattern alone where the address is a secret. */
export const pathForLog = (context: HttpContext): string => {
  const route = routePath(context)
  return IS_SECRET.test(route) ? route : context.req.path.replace(INVITED, '$1/:code')
}

/** Gives each request an id, which its answer and its line in the log carry; a proxy's own id is taken over if told to trust it. */
export const requestLog =
  ({ log, isProxied }: { readonly log: Log; readonly isProxied: boolean }): MiddlewareHandler<HttpEnvironment> =>
  async (context, next) => {
    const given = isProxied ? context.req.header('x-request-id') : undefined
    const requestId = given !== undefined && /^[\w.:-]{1,100}$/.test(given) ? given : randomUUID()
    context.set('requestId', requestId)
    const startedAt = performance.now()
    await next()
    const facts = {
      requestId,
      method: context.req.method,
      path: pathForLog(context),
      route: routePath(context),
      person: (context.get('person') as { readonly personId: string } | undefined)?.personId,
    }
    if (context.res === RESPONSE_ALREADY_SENT) {
      nodeMessages(context)?.outgoing.once('close', () =>
        log.info({ ...facts, status: 200, ms: Math.round(performance.now() - startedAt) }, 'stream ended'),
      )
      return
    }
    context.header('x-request-id', requestId)
    const ms = Math.round((performance.now() - startedAt) * 10) / 10
    const line = { ...facts, status: context.res.status, ms }
    if (ms > SLOW_MS) log.warn(line, 'slow request')
    else log.info(line, 'request')
  }

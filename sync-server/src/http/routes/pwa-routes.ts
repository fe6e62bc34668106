import type { Hono } from 'hono'
import { takesEncoding } from '../compressed-json.ts'
import type { HttpContext, HttpEnvironment } from '../environment.ts'
import { fail } from '../fail.ts'
import type { PwaFile, PwaFiles } from '../pwa-files.ts'

/**
 * The app itself. What carries its content's hash in its name is kept for a year, everything else is asked for anew each time; an address that is no file is
 * a screen of the app when a browser goes there, and nothing otherwise. The school's own address is the app for everybody, so that who looks whether a school is there finds it.
 */
export const addPwaRoutes = (app: Hono<HttpEnvironment>, { files }: { readonly files: PwaFiles }): void => {
  app.get('*', async (context) => {
    const { path } = context.req
    if (path.startsWith('/api/')) return fail(context, 'not-found')
    const file = (await files.find(path)) ?? (path === '/' || isNavigation(context) ? files.index : undefined)
    if (file === undefined) return fail(context, 'not-found')
    if (path === '/service-worker.js') context.header('service-worker-allowed', '/')
    return answer(context, file)
  })
}

const answer = async (context: HttpContext, file: PwaFile): Promise<Response> => {
  context.header('etag', file.etag)
  context.header('content-type', file.mime)
  context.header('cache-control', file.isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache')
  context.header('vary', 'accept-encoding')
  const known = context.req.header('if-none-match')
  if (known?.split(',').some((tag) => tag.trim().replace(/^W\//, '') === file.etag) === true)
    return context.body(null, 304)
  for (const encoding of ['br', 'gzip'] as const) {
    if (!takesEncoding(context, encoding)) continue
    const encoded = await file.encoded(encoding)
    if (encoded === undefined) continue
    context.header('content-encoding', encoding)
    return context.body(encoded as Uint8Array<ArrayBuffer>)
  }
  return context.body(file.bytes as Uint8Array<ArrayBuffer>)
}

/** A browser that goes to an address, not a script that fetches one: a missing script must not be answered with a page. */
const isNavigation = (context: HttpContext): boolean => {
  if (context.req.path.startsWith('/assets/')) return false
  const mode = context.req.header('sec-fetch-mode')
  return mode === undefined ? (context.req.header('accept') ?? '').includes('text/html') : mode === 'navigate'
}

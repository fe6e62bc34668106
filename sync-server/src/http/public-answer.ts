import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { takesEncoding } from './compressed-json.ts'
import type { HttpContext } from './environment.ts'

const WORTH_COMPRESSING = 1024
const LEVEL = 6
/** Of answers that were compressed last, by their ETag. */
const MOST_REMEMBERED = 500
const compress = promisify<Buffer, object, Buffer>(gzip)

/**
 * Answers that are the same for everybody: with an ETag, for browsers 5 minutes, for a CDN 10, which may give an older one while it asks for the next. What
 * was compressed is remembered: popular answers are asked for again and again.
 */
export const createPublicAnswer = () => {
  const compressed = new Map<string, Buffer>()
  return async (context: HttpContext, text: string, mime = 'application/json'): Promise<Response> => {
    const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`
    const headers: Record<string, string> = {
      etag,
      'content-type': mime,
      'cache-control': 'public, max-age=300, s-maxage=600, stale-while-revalidate=60',
      vary: 'accept-encoding',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
    }
    const known = context.req.header('if-none-match')
    if (known?.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag || tag.trim() === '*') === true)
      return context.body(null, 304, headers)
    const body = Buffer.from(text)
    if (body.length < WORTH_COMPRESSING || !takesEncoding(context, 'gzip'))
      return context.body(body as Uint8Array<ArrayBuffer>, 200, headers)
    let bytes = compressed.get(etag)
    if (bytes === undefined) {
      bytes = await compress(body, { level: LEVEL })
      compressed.set(etag, bytes)
      if (compressed.size > MOST_REMEMBERED) compressed.delete(compressed.keys().next().value ?? etag)
    }
    return context.body(bytes as Uint8Array<ArrayBuffer>, 200, { ...headers, 'content-encoding': 'gzip' })
  }
}

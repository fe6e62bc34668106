import { promisify } from 'node:util'
import { constants, gzip, gzipSync } from 'node:zlib'
import type { HttpContext } from './environment.ts'

/** Below this many bytes compressing costs more than it saves. */
const WORTH_COMPRESSING = 1024
/** Up to here it is done at once: a worker thread's round trip takes longer. */
const AT_ONCE = 32 * 1024
const options = { level: constants.Z_BEST_SPEED + 3 }
const gzipLarge = promisify<Buffer, object, Buffer>(gzip)

/** An answer of one person's own: never stored on the way, compressed unless `x-no-compression` is asked for. */
export const compressedJson = async (context: HttpContext, json: string): Promise<Response> => {
  const body = Buffer.from(json)
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' }
  if (body.length < WORTH_COMPRESSING || !takesGzip(context))
    return context.body(body as Uint8Array<ArrayBuffer>, 200, headers)
  const compressed = body.length <= AT_ONCE ? gzipSync(body, options) : await gzipLarge(body, options)
  return context.body(compressed as Uint8Array<ArrayBuffer>, 200, { ...headers, 'content-encoding': 'gzip' })
}

/** Whether the client takes an encoding, and has not asked for none. */
export const takesEncoding = (context: HttpContext, encoding: 'gzip' | 'br'): boolean => {
  if (context.req.header('x-no-compression') !== undefined) return false
  return (context.req.header('accept-encoding') ?? '')
    .split(',')
    .some((accepted) => new RegExp(`^\\s*${encoding}\\s*(;\\s*q=(?!0(\\.0+)?\\s*$).*)?$`, 'i').test(accepted))
}
const takesGzip = (context: HttpContext): boolean => takesEncoding(context, 'gzip')

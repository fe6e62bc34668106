import { Readable } from 'node:stream'
import type { Hono } from 'hono'
import { mayReadMedia } from '#modules/courses/index.ts'
import { BlobNotFound, type Blobs } from '#ports/blobs/blobs.ts'
import type { StoreReader } from '#ports/store/store.ts'
import { byteRange } from '../byte-range.ts'
import type { HttpEnvironment } from '../environment.ts'
import { fail } from '../fail.ts'

/** Types that a browser shows without running anything of them on our origin; all others are downloads. */
const SHOWN =
  /^(image\/(png|jpeg|gif|webp|avif|svg\+xml)|(audio|video)\/[\w.+-]+|text\/(vtt|plain)|application\/pdf)\s*(;|$)/i

/** `GET /api/media/<hash>`: a course's file by its content, whole or in part, for whoever may see a document of it. */
export const addMediaRoutes = (
  app: Hono<HttpEnvironment>,
  { store, blobs }: { readonly store: StoreReader; readonly blobs: Blobs },
): void => {
  app.get('/api/media/:hash{[0-9a-f]{64}}', async (context) => {
    const hash = context.req.param('hash')
    const name = `media/${hash}`
    // Whether a file exists is nobody's business who may not see it.
    if (!(await mayReadMedia(store, context.get('person'), hash))) return fail(context, 'not-found')
    const stat = await blobs.stat(name)
    if (stat === undefined) return fail(context, 'not-found')
    const etag = `"${hash}"`
    const isShown = SHOWN.test(stat.mime)
    const headers: Record<string, string> = {
      etag,
      'cache-control': 'private, max-age=31536000, immutable',
      'accept-ranges': 'bytes',
      'content-type': isShown ? stat.mime : 'application/octet-stream',
      'content-disposition': isShown ? 'inline' : 'attachment',
      // An SVG that is opened by itself is a page: it may draw, and nothing else. A browser's own viewer of PDF does not work in a sandbox, nor need it.
      'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'${/pdf/i.test(stat.mime) ? '' : '; sandbox'}`,
    }
    const ifNoneMatch = context.req.header('if-none-match')
    if (ifNoneMatch !== undefined && isAmong(ifNoneMatch, etag)) return context.body(null, 304, headers)
    const isWholeWanted = isStale(context.req.header('if-range'), etag)
    const range = isWholeWanted ? undefined : byteRange(context.req.header('range'), stat.bytes)
    if (range === 'unsatisfiable')
      return context.body(null, 416, { ...headers, 'content-range': `bytes */${String(stat.bytes)}` })
    const length = range === undefined ? stat.bytes : range.last - range.first + 1
    headers['content-length'] = String(length)
    if (range !== undefined)
      headers['content-range'] = `bytes ${String(range.first)}-${String(range.last)}/${String(stat.bytes)}`
    const status = range === undefined ? 200 : 206
    if (context.req.method === 'HEAD' || length === 0) return context.body(null, status, headers)
    try {
      const content = Readable.toWeb(await blobs.read(name, range)) as ReadableStream
      return context.body(content, status, headers)
    } catch (error) {
      if (error instanceof BlobNotFound) return fail(context, 'not-found')
      throw error
    }
  })
}

const isAmong = (tags: string, etag: string): boolean =>
  tags.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag)

/** `If-Range` names a state: a part of another one must not be mixed with it. */
const isStale = (ifRange: string | undefined, etag: string): boolean => ifRange !== undefined && ifRange.trim() !== etag

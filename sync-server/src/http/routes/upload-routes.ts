import type { Readable } from 'node:stream'
import { DataStore, MemoryLocker, Metadata, Server, Upload, ERRORS } from '@tus/server'
import type { Hono } from 'hono'
import type { RequestErrorCode } from '@edutrack/shared-schema/protocol/errors'
import { uploadMetadata } from '@edutrack/shared-schema/protocol/uploads'
import { UploadMoved, type Uploads } from '#modules/courses/index.ts'
import type { HttpContext, HttpEnvironment } from '../environment.ts'
import { fail } from '../fail.ts'

const PATH = '/api/uploads'

/**
 * Media for a course, by tus 1.0 with creation and termination (https://tus.io/protocols/resumable-upload): `POST` begins an upload, `PATCH` brings bytes, `HEAD` tells how far it
 * is, `DELETE` gives it up. Who may is settled here, what the protocol demands by @tus/server.
 */
export const addUploadRoutes = (app: Hono<HttpEnvironment>, { uploads }: { readonly uploads: Uploads }): void => {
  // A phone that comes back while its old connection hangs takes over from it. Between servers, the store sees to that.
  const locker = new MemoryLocker()
  const speakTus = async (context: HttpContext): Promise<Response> => {
    const server = new Server({
      path: PATH,
      relativeLocation: true,
      datastore: new UploadsAsDataStore(uploads, context.get('requestId')),
      locker,
      allowedOrigins: [],
      namingFunction: (_request, metadata) => metadata?.['id'] ?? '',
      getFileIdFromRequest: () => context.req.param('id'),
      onResponseError: (_request, error) => {
        if ('status_code' in error) return undefined
        throw error
      },
    })
    const answer = await server.handleWeb(context.req.raw)
    if (answer.status >= 400) return fail(context, codeOf(answer.status))
    const headers = Object.fromEntries(
      TOLD_HEADERS.flatMap((name) => {
        const value = answer.headers.get(name)
        return value === null ? [] : [[name, value]]
      }),
    )
    return context.body(null, answer.status as 204, headers)
  }

  app.post(PATH, async (context) => {
    const metadata = metadataOf(context.req.header('upload-metadata'))
    const length = Number(context.req.header('upload-length'))
    if (metadata === undefined || !Number.isSafeInteger(length)) return fail(context, 'invalid-request')
    const begun = await uploads.begin(context.get('person'), { ...metadata, length })
    return typeof begun === 'string' ? fail(context, begun) : speakTus(context)
  })
  const goOn = async (context: HttpContext): Promise<Response> => {
    const upload = await uploads.find(context.get('person'), context.req.param('id') ?? '')
    return upload === undefined ? fail(context, 'not-found') : speakTus(context)
  }
  // Hono asks the routes of GET for HEAD.
  app.get(`${PATH}/:id`, (context) => (context.req.method === 'HEAD' ? goOn(context) : fail(context, 'not-found')))
  app.patch(`${PATH}/:id`, goOn)
  app.delete(`${PATH}/:id`, goOn)
}

/** What of @tus/server's answers is passed on: the rest is about other origins. */
const TOLD_HEADERS = ['tus-resumable', 'location', 'upload-offset', 'upload-length', 'upload-metadata', 'cache-control']

const CODES: Readonly<Record<number, RequestErrorCode>> = {
  403: 'not-allowed',
  404: 'not-found',
  409: 'upload-moved',
  410: 'not-found',
  413: 'too-large',
  423: 'upload-busy',
}
const codeOf = (status: number): RequestErrorCode => CODES[status] ?? 'invalid-request'

const metadataOf = (header: string | undefined) => {
  try {
    return uploadMetadata.safeParse(Metadata.parse(header)).data
  } catch {
    return undefined
  }
}

/** How @tus/server sees uploads. */
class UploadsAsDataStore extends DataStore {
  readonly #uploads: Uploads
  readonly #requestId: string
  constructor(uploads: Uploads, requestId: string) {
    super()
    this.#uploads = uploads
    this.#requestId = requestId
    this.extensions = ['creation', 'termination']
  }
  override async create(upload: Upload): Promise<Upload> {
    // It has been begun, by whoever knows who asks.
    return upload
  }
  override async getUpload(id: string): Promise<Upload> {
    const row = await this.#uploads.offsetOf(id)
    if (row === undefined) throw ERRORS.FILE_NOT_FOUND
    return new Upload({ id, size: row.length, offset: row.offset })
  }
  override async write(content: Readable, id: string, offset: number): Promise<number> {
    try {
      return await this.#uploads.append(id, offset, content, this.#requestId)
    } catch (error) {
      throw error instanceof UploadMoved ? ERRORS.INVALID_OFFSET : error
    }
  }
  override async remove(id: string): Promise<void> {
    await this.#uploads.abandon(id)
  }
}

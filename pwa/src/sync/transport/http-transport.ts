import type { ErrorBody } from '@edutrack/shared-schema/protocol/errors'
import { PROTOCOL_VERSION } from '@edutrack/shared-schema/protocol/version'
import { isStreamEvent, isSyncResponse } from './is-of-the-school.ts'
import type { SyncOutcome, SyncTransport } from './transport.ts'

/** Bodies below this many characters grow when compressed. */
const WORTH_COMPRESSING = 400
/** A connection that says nothing for so long is given up, ms: phones keep dead ones open for minutes. */
const PATIENCE_MS = 60_000

/** `POST /api/sync`, compressed, and an event stream; the session's cookie says who. */
export const createHttpTransport = (deps: {
  readonly fetch: typeof fetch
  /** Absent in a service worker. */
  readonly EventSource: typeof EventSource | undefined
}): SyncTransport => ({
  send: async (request) => {
    const text = JSON.stringify(request)
    const isCompressed = text.length > WORTH_COMPRESSING && typeof CompressionStream === 'function'
    try {
      const response = await deps.fetch('/api/sync', {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          // The device, by its end, and its time: the school's logs tell this request from here to the jobs that it causes.
          'x-request-id': `${request.device.slice(-12)}.${Math.floor(request.clock).toString(36)}`,
          ...(isCompressed ? { 'content-encoding': 'gzip' } : {}),
        },
        body: isCompressed ? await gzip(text) : text,
        signal: AbortSignal.timeout(PATIENCE_MS),
      })
      return response.ok ? await answerOf(response) : await problemOf(response)
    } catch {
      return { ok: false, problem: 'offline' }
    }
  },
  openStream: (device, onEvent, onEnd) => {
    if (deps.EventSource === undefined) {
      onEnd()
      return { close: () => undefined }
    }
    const source = new deps.EventSource(
      `/api/stream?${new URLSearchParams({ device, protocol: String(PROTOCOL_VERSION) }).toString()}`,
    )
    source.addEventListener('message', ({ data }) => {
      const event = jsonOf(String(data))
      if (isStreamEvent(event)) onEvent(event)
      else end()
    })
    // The browser's own way to reconnect knows neither jitter nor what was missed.
    source.addEventListener('error', () => end())
    let isOver = false
    const end = (): void => {
      source.close()
      if (isOver) return
      isOver = true
      onEnd()
    }
    return {
      close: () => {
        isOver = true
        source.close()
      },
    }
  },
})

const gzip = async (text: string): Promise<ArrayBuffer> =>
  new Response(new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer()

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** An answer that is cut off or of another shape (a captive portal's page) is as good as none. */
const answerOf = async (response: Response): Promise<SyncOutcome> => {
  const body: unknown = await response.json()
  return isSyncResponse(body) ? { ok: true, response: body } : { ok: false, problem: 'offline' }
}

const problemOf = async (response: Response): Promise<SyncOutcome> => {
  const body = (await response.json().catch(() => undefined)) as Partial<ErrorBody> | undefined
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
  return {
    ok: false,
    // A proxy between us and the school answers in its own words.
    problem: body?.error?.code ?? (response.status >= 500 ? 'unavailable' : 'offline'),
    ...(Number.isFinite(seconds) ? { retryAfterMs: seconds * 1000 } : {}),
  }
}

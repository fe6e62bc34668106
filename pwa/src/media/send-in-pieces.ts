import type { UploadMetadata } from '@edutrack/shared-schema/protocol/uploads'

export interface Sending {
  readonly id: string
  readonly courseId: string
  readonly name: string
  readonly content: Blob
  readonly signal: AbortSignal
  /** Bytes that the school has for good, from piece to piece. */
  readonly onKept: (bytes: number) => void
}
export type Sent =
  | { readonly outcome: 'received' }
  | { readonly outcome: 'refused'; readonly code: string }
  /** The school is out of reach, or busy: later is worth another try. */
  | { readonly outcome: 'unreached' }
  | { readonly outcome: 'stopped' }

const PATH = '/api/uploads'
/** What the slowest link brings across before a server gives the request up; what the progress moves by, too. */
export const PIECE_BYTES = 512 * 1024
/** A connection over which nothing is answered is given up, ms. */
const PATIENCE_MS = 120_000

/**
 * Sends a file by tus 1.0 (https://tus.io/protocols/resumable-upload), from where the school has got to. Its address follows from its id, so that nothing need be remembered of an earlier try, and page and
 * service worker go on where the other has left off. By `fetch`, which is all that a service worker has.
 */
export const createSendInPieces =
  (deps: { readonly fetch: typeof fetch }) =>
  async (sending: Sending): Promise<Sent> => {
    const { id, content, signal, onKept } = sending
    const ask = (method: string, headers: Readonly<Record<string, string>>, body?: Blob): Promise<Answer> =>
      askSchool(deps.fetch, { method, id, headers, signal, body })
    const found = await ask('HEAD', {})
    let kept = found.offset
    if (found.status === 404) {
      const { outcome, offset } = await begin(ask, sending)
      if (outcome !== undefined) return outcome
      kept = offset
    } else if (found.outcome !== undefined) return found.outcome
    while (kept < content.size) {
      onKept(kept)
      const { outcome, offset } = await ask(
        'PATCH',
        { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(kept) },
        content.slice(kept, kept + PIECE_BYTES),
      )
      if (outcome !== undefined) return outcome
      // A server that takes nothing would be asked for ever.
      if (!(offset > kept)) return { outcome: 'unreached' }
      kept = offset
    }
    onKept(kept)
    return { outcome: 'received' }
  }

type Ask = (method: string, headers: Readonly<Record<string, string>>, body?: Blob) => Promise<Answer>
interface Answer {
  /** 0: none. */
  readonly status: number
  /** Bytes that the school has. */
  readonly offset: number
  /** What this ends the sending with. */
  readonly outcome?: Sent
}

const begin = async (ask: Ask, { id, courseId, name, content }: Sending): Promise<Answer> => {
  const about = Object.entries({ id, courseId, name } satisfies UploadMetadata)
  const begun = await ask('POST', {
    'upload-length': String(content.size),
    'upload-metadata': about.map(([key, value]) => `${key} ${base64(value)}`).join(','),
  })
  return { ...begun, offset: 0 }
}

const askSchool = async (
  fetch: typeof globalThis.fetch,
  {
    method,
    id,
    headers,
    signal,
    body,
  }: {
    readonly method: string
    readonly id: string
    readonly headers: Readonly<Record<string, string>>
    readonly signal: AbortSignal
    readonly body: Blob | undefined
  },
): Promise<Answer> => {
  const control = new AbortController()
  const end = (): void => control.abort()
  signal.addEventListener('abort', end, { once: true })
  const patience = AbortSignal.timeout(PATIENCE_MS)
  patience.addEventListener('abort', end, { once: true })
  try {
    if (signal.aborted) end()
    const response = await fetch(method === 'POST' ? PATH : `${PATH}/${id}`, {
      method,
      headers: { 'tus-resumable': '1.0.0', ...headers },
      signal: control.signal,
      ...(body === undefined ? {} : { body }),
    })
    const offset = Number(response.headers.get('upload-offset') ?? Number.NaN)
    // What the school has forgotten while it was sent begins anew.
    const isForgotten = response.status === 404 && method !== 'POST'
    if (response.ok && (method === 'POST' || Number.isSafeInteger(offset))) return { status: response.status, offset }
    return {
      status: response.status,
      offset: 0,
      outcome: isForgotten || response.ok ? { outcome: 'unreached' } : outcomeOf(await response.json()),
    }
  } catch {
    // No network, or an answer of something on the way.
    return { status: 0, offset: 0, outcome: { outcome: signal.aborted ? 'stopped' : 'unreached' } }
  } finally {
    signal.removeEventListener('abort', end)
  }
}

/** Signed out, it waits like all other work (S17). */
const outcomeOf = (body: unknown): Sent => {
  const { error } = body as { readonly error: { readonly code: string; readonly retry: boolean } }
  return error.retry || error.code === 'not-signed-in'
    ? { outcome: 'unreached' }
    : { outcome: 'refused', code: error.code }
}

const base64 = (text: string): string => btoa(String.fromCodePoint(...new TextEncoder().encode(text)))

import { DetailedError, Upload } from 'tus-js-client'

export interface Sending {
  readonly id: string
  readonly courseId: string
  readonly name: string
  readonly content: Blob
  readonly signal: AbortSignal
  /** Bytes that have left, live. */
  readonly onProgress: (bytes: number) => void
  /** Bytes that the school has for good. */
  readonly onKept: (bytes: number) => void
}
export type Sent =
  | { readonly outcome: 'received' }
  | { readonly outcome: 'refused'; readonly code: string }
  /** The school is out of reach, or busy: later is worth another try. */
  | { readonly outcome: 'unreached' }
  | { readonly outcome: 'stopped' }

const PATH = '/api/uploads'
/** So much goes in one request: little enough for a slow link within the two minutes that a server gives it, and for one that is to be replaced to wait for. */
const CHUNK_BYTES = 2 * 1024 * 1024

/** Sends a file by the tus protocol, from where the school has got to. Its address follows from its id, so that nothing need be remembered of an earlier try. */
export const sendByTus = ({ id, courseId, name, content, signal, onProgress, onKept }: Sending): Promise<Sent> =>
  new Promise((resolve) => {
    const upload = new Upload(content, {
      endpoint: PATH,
      uploadUrl: `${PATH}/${id}`,
      metadata: { id, courseId, name },
      chunkSize: CHUNK_BYTES,
      storeFingerprintForResuming: false,
      // What fails is tried again by who knows of the network.
      retryDelays: null,
      onProgress,
      onChunkComplete: (_chunk, kept) => onKept(kept),
      onSuccess: () => resolve({ outcome: 'received' }),
      onError: (error) => resolve(signal.aborted ? { outcome: 'stopped' } : errorToSent(error)),
    })
    const stop = (): void => {
      void upload.abort().then(() => resolve({ outcome: 'stopped' }))
    }
    if (signal.aborted) stop()
    else {
      signal.addEventListener('abort', stop, { once: true })
      upload.start()
    }
  })

const errorToSent = (error: Error): Sent => {
  if (!(error instanceof DetailedError) || error.originalResponse === null) return { outcome: 'unreached' }
  try {
    const { code, retry } = (
      JSON.parse(error.originalResponse.getBody()) as {
        readonly error: { readonly code: string; readonly retry: boolean }
      }
    ).error
    // What the school has forgotten while it was sent begins anew; signed out, it waits like all other work (S17).
    const isForgotten = code === 'not-found' && error.originalRequest.getMethod() !== 'POST'
    return retry || isForgotten || code === 'not-signed-in' ? { outcome: 'unreached' } : { outcome: 'refused', code }
  } catch {
    // Answered by something on the way.
    return { outcome: 'unreached' }
  }
}

import { requestErrors, type ErrorBody, type RequestErrorCode } from '@edutrack/shared-schema/protocol/errors'
import type { HttpContext } from './environment.ts'

/** The documented answer to a request that fails. */
export const fail = (
  context: HttpContext,
  code: RequestErrorCode,
  more: { readonly details?: unknown; readonly retryAfterSeconds?: number } = {},
): Response => {
  const { status, sentence, retry } = requestErrors[code]
  const body: ErrorBody = {
    error: {
      code,
      message: sentence,
      retry,
      requestId: context.get('requestId'),
      ...(more.details === undefined ? {} : { details: more.details }),
    },
  }
  if (more.retryAfterSeconds !== undefined) context.header('retry-after', String(Math.ceil(more.retryAfterSeconds)))
  return context.json(body, status as 400)
}

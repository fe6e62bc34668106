import type { RequestErrorCode } from '@edutrack/shared-schema/protocol/errors'

/** better-auth's word for what went wrong, as ours. */
export const authProblem = ({ status, code }: { readonly status: number; readonly code: unknown }): RequestErrorCode =>
  (typeof code === 'string' && Object.hasOwn(CODES, code) ? CODES[code] : undefined) ??
  STATUSES[status] ??
  'invalid-request'

const CODES: Readonly<Record<string, RequestErrorCode>> = {
  INVALID_EMAIL_OR_PASSWORD: 'wrong-credentials',
  INVALID_EMAIL: 'wrong-credentials',
  // What the door lets through has all fields, each a text: only an address can be none.
  VALIDATION_ERROR: 'wrong-credentials',
  INVALID_PASSWORD: 'wrong-credentials',
  USER_ALREADY_EXISTS: 'email-taken',
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: 'email-taken',
  PASSWORD_TOO_SHORT: 'password-too-short',
  INVALID_TOKEN: 'link-expired',
  TOKEN_EXPIRED: 'link-expired',
  // better-auth keeps the cause to itself: the store was out of reach.
  FAILED_TO_CREATE_USER: 'unavailable',
}

const STATUSES: Readonly<Record<number, RequestErrorCode>> = {
  401: 'not-signed-in',
  403: 'not-allowed',
  404: 'not-found',
  413: 'too-large',
  429: 'too-many-requests',
  500: 'internal',
}

import type { Hono } from 'hono'
import { z } from 'zod'
import { CLIENT_ADDRESS_HEADER, REQUEST_ID_HEADER, type Accounts } from '#modules/accounts/index.ts'
import type { Limits, RateLimit } from '#ports/limits/limits.ts'
import { clientAddress, limitKeyOf } from '../client-address.ts'
import type { HttpContext, HttpEnvironment } from '../environment.ts'
import { fail } from '../fail.ts'
import { readJsonBody } from '../read-body.ts'
import { createTurnstile } from '../turnstile.ts'

const MOST_BYTES = 64 * 1024
/**
 * A password is hashed for some 70 ms on one of the four threads that files and compression need too. Whoever waits behind 200 others, some seconds, is told to
 * come again.
 */
const HASHED_AT_ONCE = 2
const MOST_WAITING = 200
const TURNED_AWAY_SECONDS = 5

const email = z
  .string()
  .max(320)
  .transform((text) => text.trim().toLowerCase())
const password = z.string().max(128)
/** Without control characters and halves of characters: it is shown to others. */
const personName = z
  .string()
  .max(120)
  .refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text) && text.trim() !== '')

interface AuthRoute {
  readonly body: z.ZodType<object>
  readonly address?: RateLimit
  readonly account?: RateLimit
  /** Whether tries that succeed count. */
  readonly isFreeWhenRight?: boolean
  readonly isHashing?: boolean
}

/**
 * How often the door may be knocked at. A whole school may come from one address, and a class signs in within a minute: so an address is limited loosely, an
 * account strictly, and tries that succeed cost nothing.
 */
const ROUTES: Readonly<Record<string, AuthRoute>> = {
  '/api/auth/sign-in/email': {
    body: z.object({ email, password: z.string().max(1000) }),
    address: { burst: 60, perMinute: 30 },
    account: { burst: 10, perMinute: 1 },
    isFreeWhenRight: true,
    isHashing: true,
  },
  '/api/auth/sign-up/email': {
    body: z.object({ name: personName, email, password }),
    address: { burst: 60, perMinute: 20 },
    isHashing: true,
  },
  '/api/auth/request-password-reset': {
    body: z.object({ email }),
    address: { burst: 20, perMinute: 4 },
    account: { burst: 3, perMinute: 0.2 },
  },
  '/api/auth/reset-password': {
    body: z.object({ token: z.string().max(200), newPassword: password }),
    address: { burst: 20, perMinute: 10 },
    isHashing: true,
  },
  '/api/auth/sign-out': { body: z.object({}) },
}

/** Signing up, in and out, and a new password: better-auth's work, behind the limits of this door. Nothing else of better-auth is reached. */
export const addAuthRoutes = (
  app: Hono<HttpEnvironment>,
  deps: {
    readonly accounts: Pick<Accounts, 'handle'>
    readonly limits: Limits
    readonly trustedProxies: number
    readonly isSignUpOpen: boolean
  },
): void => {
  const { accounts, limits, trustedProxies, isSignUpOpen } = deps
  const hashing = createTurnstile({ atOnce: HASHED_AT_ONCE, mostWaiting: MOST_WAITING })

  for (const [path, route] of Object.entries(ROUTES)) {
    const limiterOf = (by: string, limit: RateLimit | undefined) =>
      limit === undefined ? undefined : limits.limiter(`${path} ${by}`, limit)
    const byAddress = limiterOf('address', route.address)
    const byAccount = limiterOf('account', route.account)
    app.post(path, async (context) => {
      context.header('cache-control', 'no-store')
      if (!isSignUpOpen && path.includes('/sign-up/')) return fail(context, 'not-allowed')
      const body = await readJsonBody(context, MOST_BYTES)
      if ('problem' in body) return fail(context, body.problem)
      const parsed = route.body.safeParse(body.json)
      if (!parsed.success) return fail(context, 'invalid-request', { details: parsed.error.issues.slice(0, 5) })
      const address = clientAddress(context, trustedProxies)
      const addressKey = limitKeyOf(address)
      // Guesses from elsewhere don't lock the owner of an account out.
      const accountKey = `${(parsed.data as { readonly email?: string }).email ?? ''} ${addressKey}`
      const wait = (await byAddress?.take(addressKey)) || (await byAccount?.take(accountKey)) || 0
      if (wait > 0) return fail(context, 'too-many-requests', { retryAfterSeconds: wait })
      const handle = () => accounts.handle(authRequest(context, parsed.data, address))
      const answer = route.isHashing === true ? await hashing.pass(handle) : await handle()
      if (answer === 'turned-away') return fail(context, 'unavailable', { retryAfterSeconds: TURNED_AWAY_SECONDS })
      if ('problem' in answer) return fail(context, answer.problem)
      if (route.isFreeWhenRight === true) {
        await Promise.all([byAddress?.giveBack(addressKey), byAccount?.giveBack(accountKey)])
      }
      for (const cookie of answer.response.headers.getSetCookie())
        context.header('set-cookie', cookie, { append: true })
      return context.json({ ok: true })
    })
  }
}

/** What was read of the request, with the address that the server has seen and the id that it gave, whatever the request claims. */
const authRequest = (context: HttpContext, body: object, address: string): Request => {
  const { url, headers: sent } = context.req.raw
  const headers = new Headers(sent)
  for (const name of ['content-length', 'content-encoding', 'transfer-encoding']) headers.delete(name)
  headers.set('content-type', 'application/json')
  headers.set(CLIENT_ADDRESS_HEADER, address)
  headers.set(REQUEST_ID_HEADER, context.get('requestId'))
  return new Request(new URL(context.req.path, url), { method: 'POST', headers, body: JSON.stringify(body) })
}

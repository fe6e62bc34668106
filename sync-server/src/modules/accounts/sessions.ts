import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Role } from '@edutrack/shared-schema/collections/people'
import type { Cache } from '#ports/cache/cache.ts'
import type { Clock } from '#ports/clock/clock.ts'
import type { Store, TableRow } from '#ports/store/store.ts'
import type { Reader } from '#sync/collection-rules.ts'
import type { KnownLearners } from './known-learners.ts'

export const SESSION_SECONDS = 60 * 24 * 3600
/** A session that is used is made longer once a day. */
export const SESSION_UPDATE_SECONDS = 24 * 3600

export interface SignedInPerson extends Reader {
  readonly name: string
  readonly email: string
}
export interface SignedIn {
  readonly person: SignedInPerson
  readonly session: { readonly id: string; /** Server's clock, ms. */ readonly until: number }
  /** To be sent with the answer: a session that is used is kept longer. */
  readonly setCookies: readonly string[]
}

/** What a cookie stands for, as it is remembered. */
export interface KnownSession {
  readonly id: string
  readonly until: number
  readonly personId: string
  readonly email: string
  readonly setCookies: readonly string[]
}

/**
 * Who a request's cookie says. Each request asks, so this reads better-auth's session by itself: the code of the cookie, the session's row and the account's. A session
 * that is due to be made longer, or has ended, is better-auth's matter (`renew`).
 */
export const createSessions = (deps: {
  readonly store: Store
  readonly learners: KnownLearners
  readonly cache: Cache
  readonly clock: Clock
  readonly secret: string
  readonly renew: (headers: Headers) => Promise<KnownSession | null>
}) => {
  const { store, learners, cache, clock, secret, renew } = deps

  const read = async (token: string, headers: Headers): Promise<KnownSession | null> => {
    const query = { table: 'session', index: 'by_token', equals: [token], limit: 1 } as const
    const [session] = await store.rows<SessionRow>(query)
    if (session === undefined) return null
    const until = Date.parse(session.expiresAt)
    if (until - SESSION_SECONDS * 1000 + SESSION_UPDATE_SECONDS * 1000 <= clock.now()) return renew(headers)
    const account = await store.row<AccountRow>('user', session.userId)
    return account === undefined
      ? null
      : { id: session.id, until, personId: session.userId, email: account.email, setCookies: [] }
  }

  return {
    signedIn: async (headers: Headers): Promise<SignedIn | undefined> => {
      const cookie = SESSION_COOKIE.exec(headers.get('cookie') ?? '')?.[1]
      const token = cookie === undefined ? undefined : signedToken(cookie, secret)
      if (token === undefined) return undefined
      const session = await cache.getOrMake(
        `session ${token}`,
        { seconds: REMEMBERED_SECONDS, tags: [sessionTag(token)], isOwn: true },
        () => read(token, headers),
      )
      if (session === null || session.until <= clock.now()) return undefined
      // Apart from the session: a change of role holds from the next request on.
      const person = await learners.person(session.personId)
      if (person === undefined || person.deleted) return undefined
      const { id, until, email, setCookies } = session
      return {
        person: {
          personId: person.id,
          role: person.content['role'] as Role,
          name: String(person.content['name']),
          email,
        },
        session: { id, until },
        setCookies,
      }
    },
    /** They were changed or are over: nothing of them is remembered, on any server. */
    forget: (sessions: readonly TableRow[]): Promise<void> =>
      cache.invalidate(sessions.map(({ token }) => sessionTag(String(token)))),
  }
}

/** Signed: the token, a dot, its code; the prefix is there over HTTPS. */
const SESSION_COOKIE = /(?:^|;\s*)(?:__Secure-)?better-auth\.session_token=([^;]+)/
/** One that is ended or made longer is forgotten at once, on every server. */
const REMEMBERED_SECONDS = 600
const sessionTag = (token: string): string => `session ${token}`

interface SessionRow extends TableRow {
  readonly userId: string
  readonly expiresAt: string
}
interface AccountRow extends TableRow {
  readonly email: string
}

/** The cookie's token, if its code is ours. */
const signedToken = (cookie: string, secret: string): string | undefined => {
  const value = decoded(cookie)
  const dot = value.lastIndexOf('.')
  if (dot < 1) return undefined
  const token = value.slice(0, dot)
  const given = Buffer.from(value.slice(dot + 1), 'base64')
  const expected = createHmac('sha256', secret).update(token).digest()
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : undefined
}

const decoded = (cookie: string): string => {
  try {
    return decodeURIComponent(cookie)
  } catch {
    // Not a cookie of ours.
    return ''
  }
}

import { betterAuth } from 'better-auth/minimal'
import { isAPIError } from 'better-auth/api'
import type { Role } from '@edutrack/shared-schema/collections/people'
import type { RequestErrorCode } from '@edutrack/shared-schema/protocol/errors'
import type { Bus } from '#ports/bus/bus.ts'
import type { Cache } from '#ports/cache/cache.ts'
import type { Clock } from '#ports/clock/clock.ts'
import type { Log } from '#ports/log/log.ts'
import type { Store, TableRow } from '#ports/store/store.ts'
import { HINT, LOG_TOPIC } from '#sync/log-messages.ts'
import { writeJobs } from '#sync/outbox.ts'
import type { SyncEngine } from '#sync/sync-engine.ts'
import { accountsTables, createAccountsAdapter } from './accounts-store.ts'
import { authProblem } from './auth-problem.ts'
import { RESET_SECONDS, resetLetter } from './jobs/reset-letter.ts'
import { importAccounts, type AccountToImport } from './import-accounts.ts'
import type { KnownLearners } from './known-learners.ts'
import { createPersonSessions, type PersonSessions } from './person-sessions.ts'
import { createSessions, SESSION_SECONDS, SESSION_UPDATE_SECONDS, type SignedIn } from './sessions.ts'

/** Set by the server alone: the address that a request came from. */
export const CLIENT_ADDRESS_HEADER = 'x-edutrack-client-address'

/** Set by the server alone: the id of the request. */
export const REQUEST_ID_HEADER = 'x-edutrack-request-id'

/** Who someone is, and how they show it: better-auth's sign-in, and a `people` document for each account. */
export interface Accounts {
  /** Signs up, in or out, or gives a new password: a `POST` with JSON to one of `/api/auth/*`. Rejects when the store does. */
  handle(request: Request): Promise<{ readonly response: Response } | { readonly problem: RequestErrorCode }>
  /** Who a request's cookie says; undefined without a session that still holds. */
  signedIn(headers: Headers): Promise<SignedIn | undefined>
  /** Where a person is signed in. */
  readonly sessions: PersonSessions
  /** Makes an account with a role; for seeding and administration. */
  create(input: {
    readonly name: string
    readonly email: string
    readonly password: string
    readonly role: Role
  }): Promise<{ readonly personId: string }>
  /** Makes many accounts with one password, under ids that the caller derives; those that are there stay as they are. `now`: server's clock, ms. */
  import(
    accounts: readonly AccountToImport[],
    options: { readonly password: string; readonly now: number },
  ): Promise<void>
}

export const createAccounts = async (deps: {
  readonly store: Store
  readonly engine: Pick<SyncEngine, 'commitAsServer' | 'endSession'>
  readonly learners: KnownLearners
  readonly cache: Cache
  readonly clock: Clock
  readonly bus: Bus
  readonly secret: string
  readonly baseUrl: string
  readonly log: Log
}): Promise<Accounts> => {
  const { store, engine, learners, cache, clock, bus, secret, baseUrl, log } = deps
  await store.migrate(accountsTables)
  await bus.subscribe(SESSION_ENDED_TOPIC, (message) => {
    const { personId, session } = JSON.parse(message) as EndedSession
    engine.endSession(personId, session)
  })
  const onSessions = async (rows: readonly TableRow[], isOver: boolean): Promise<void> => {
    await sessions.forget(rows)
    if (!isOver) return
    for (const { id, userId } of rows)
      await bus.publish(
        SESSION_ENDED_TOPIC,
        JSON.stringify({ personId: String(userId), session: id } satisfies EndedSession),
      )
  }
  const sessions = createSessions({
    store,
    learners,
    cache,
    clock,
    secret,
    renew: async (headers) => {
      const { response, headers: answered } = await auth.api.getSession({ headers, returnHeaders: true })
      return response === null
        ? null
        : {
            id: response.session.id,
            until: response.session.expiresAt.getTime(),
            personId: response.user.id,
            email: response.user.email,
            setCookies: answered.getSetCookie(),
          }
    },
  })
  const personSessions = createPersonSessions({ store, clock, onEnded: (rows) => onSessions(rows, true) })
  const auth = betterAuth({
    baseURL: baseUrl,
    // A phone reaches the same school by another name than the operator: the browser's own Host is what must agree.
    trustedOrigins: (request) => {
      const host = request?.headers.get('host')
      return host === null || host === undefined ? [baseUrl] : [baseUrl, `http://${host}`, `https://${host}`]
    },
    secret,
    telemetry: { enabled: false },
    advanced: { ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS_HEADER] } },
    database: createAccountsAdapter(store, onSessions),
    session: { expiresIn: SESSION_SECONDS, updateAge: SESSION_UPDATE_SECONDS },
    // The door's own limits know accounts beside addresses.
    rateLimit: { enabled: false },
    onAPIError: { throw: true },
    logger: {
      log: (level, message, ...facts: readonly unknown[]) =>
        log[level === 'debug' ? 'info' : level]({ facts }, `sign-in: ${message}`),
    },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: 8,
      resetPasswordTokenExpiresIn: RESET_SECONDS,
      sendResetPassword: async ({ user, token }, request) => {
        const letter = resetLetter({ personId: user.id, token, until: clock.now() + RESET_SECONDS * 1000 })
        await store.transact((tx) => writeJobs(tx, [letter], request?.headers.get(REQUEST_ID_HEADER) ?? undefined))
        void bus.publish(LOG_TOPIC, HINT)
      },
      // Whoever knew the old one is out.
      onPasswordReset: async ({ user }) => void (await personSessions.endAll(user.id)),
    },
    databaseHooks: {
      user: {
        create: {
          after: async (user) => makePerson(user),
        },
      },
      session: {
        create: {
          // A process may have ended between an account and its person.
          before: async ({ userId }) => {
            if ((await store.document('people', userId)) !== undefined) return
            const user = await store.row<AccountRow>('user', userId)
            if (user !== undefined) await makePerson(user)
          },
        },
      },
    },
  })
  const makePerson = ({ id, name, email }: Pick<AccountRow, 'id' | 'name' | 'email'>): Promise<void> =>
    engine.commitAsServer([
      {
        collection: 'people',
        document: { id, name: name.slice(0, 120) || email.slice(0, 120), role: 'learner', settings: {} },
      },
    ])

  return {
    handle: async (request) => {
      const { pathname } = new URL(request.url)
      // better-auth says that someone is signed out even where that could not be written.
      if (pathname.endsWith('/sign-out')) {
        const signedIn = await sessions.signedIn(request.headers)
        if (signedIn !== undefined) await personSessions.end(signedIn.person.personId, signedIn.session.id)
      }
      try {
        const response = await auth.handler(request)
        if (response.ok) return { response }
        const { code } = (await response.json().catch(() => ({}))) as { readonly code?: unknown }
        return { problem: authProblem({ status: response.status, code }) }
      } catch (error) {
        if (!isAPIError(error)) throw error
        return { problem: authProblem({ status: error.statusCode, code: error.body?.code }) }
      }
    },
    signedIn: sessions.signedIn,
    sessions: personSessions,
    create: async ({ name, email, password, role }) => {
      const { user } = await auth.api.signUpEmail({ body: { name, email, password } })
      if (role !== 'learner')
        await engine.commitAsServer([{ collection: 'people', document: { id: user.id, name, role, settings: {} } }])
      return { personId: user.id }
    },
    import: (people, options) => importAccounts({ store, engine }, people, options),
  }
}

interface AccountRow extends TableRow {
  readonly name: string
  readonly email: string
}

const SESSION_ENDED_TOPIC = 'session-ended'
interface EndedSession {
  readonly personId: string
  readonly session: string
}

import { BehaviorSubject } from 'rxjs'
import type { Outcome, Session, SignedIn, SignedInPlace } from '#app/services.ts'
import type { SessionStore } from './session-store.ts'

export interface OpenSession extends Session {
  current(): SignedIn | null | undefined
  /** Sync has met the end of the server's session (S17). */
  markExpired(): void
  /** Whether the browser's cookie is this person's: asked before anything of theirs is sent. */
  isSignedInAs(personId: string): boolean
}

type Me = Omit<SignedIn, 'isExpired'>

/** Signing in and out, and who it is while the school is out of reach. */
export const createSession = (deps: {
  readonly fetch: typeof fetch
  readonly store: SessionStore
  readonly resetUrl: string
  /** Removes a person's local data. */
  readonly wipe: (personId: string) => Promise<void>
  /** Ends all work with this person's database. */
  readonly leave: () => Promise<void>
}): OpenSession => {
  const { fetch, store, resetUrl, wipe, leave } = deps
  const current$ = new BehaviorSubject<SignedIn | null | undefined>(undefined)
  const settle = (person: SignedIn | null): void => {
    store.write(person)
    current$.next(person)
  }
  const post = (path: string, body: unknown): Promise<Response | undefined> =>
    fetch(`/api/auth/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }).catch(() => undefined)
  /** Undefined: out of reach. */
  const me = async (): Promise<Me | null | undefined> => {
    const response = await fetch('/api/me').catch(() => undefined)
    if (response?.status === 401) return null
    return response?.ok === true ? ((await response.json()) as Me) : undefined
  }
  const payOwedSignOut = async (): Promise<void> => {
    if (store.isSignOutOwed() && (await post('sign-out', {}))?.ok === true) store.oweSignOut(false)
  }
  const enter = async (response: Response | undefined): Promise<Outcome> => {
    if (response?.ok !== true) return { ok: false, messageId: await messageOf(response) }
    store.oweSignOut(false)
    const person = await me()
    if (person === undefined || person === null) return { ok: false, messageId: 'error.unavailable' }
    settle({ ...person, isExpired: false })
    await store.kept()
    return { ok: true }
  }
  const begin = async (): Promise<void> => {
    await store.recover()
    if (current$.value !== undefined) return // Signed in meanwhile.
    const known = store.read()
    if (known !== null) current$.next(known)
    await payOwedSignOut()
    const person = store.isSignOutOwed() ? null : await me()
    if (current$.value !== (known ?? undefined)) return // Signed in or out meanwhile.
    if (person === undefined) return settle(known)
    if (person === null) return settle(known === null ? null : { ...known, isExpired: true })
    settle({ ...person, isExpired: false })
  }
  store.onChange(() => current$.next(store.read()))
  void begin()

  return {
    current$,
    current: () => current$.value,
    markExpired: () => {
      const person = current$.value
      if (person !== null && person !== undefined && !person.isExpired) settle({ ...person, isExpired: true })
    },
    isSignedInAs: (personId) => {
      const person = store.read()
      return person?.personId === personId && !person.isExpired
    },
    signIn: async (input) => {
      // Nobody's work may leave under the cookie that is about to change.
      const before = store.read()
      if (before !== null) store.write({ ...before, isExpired: true })
      const outcome = await enter(await post('sign-in/email', input))
      if (!outcome.ok && before !== null && store.read()?.personId === before.personId) store.write(before)
      return outcome
    },
    signUp: async (input) => enter(await post('sign-up/email', input)),
    requestPasswordReset: async (email) => {
      const response = await post('request-password-reset', { email, redirectTo: resetUrl })
      return response?.ok === true ? { ok: true } : { ok: false, messageId: await messageOf(response) }
    },
    resetPassword: async ({ token, password }) => {
      const response = await post('reset-password', { token, newPassword: password })
      return response?.ok === true ? { ok: true } : { ok: false, messageId: await messageOf(response) }
    },
    signOut: async ({ wipe: isWiped }) => {
      const person = current$.value
      await leave()
      settle(null)
      store.oweSignOut(true)
      await payOwedSignOut()
      if (isWiped && person !== null && person !== undefined) await wipe(person.personId)
    },
    places: async () => {
      const response = await fetch('/api/me/sessions').catch(() => undefined)
      if (response?.ok !== true) return undefined
      return ((await response.json()) as { readonly sessions: readonly SignedInPlace[] }).sessions
    },
    signOutOf: async ({ id }) => {
      const address = `/api/me/sessions/${encodeURIComponent(id)}`
      const response = await fetch(address, { method: 'DELETE' }).catch(() => undefined)
      // It may have ended meanwhile by itself.
      if (response?.ok === true || response?.status === 404) return { ok: true }
      return { ok: false, messageId: await messageOf(response) }
    },
  }
}

/** Said by `error.<code>`, as every answer of the school is. */
const messageOf = async (response: Response | undefined): Promise<string> => {
  if (response === undefined) return 'error.offline'
  const body = (await response.json().catch(() => null)) as { readonly error?: { readonly code?: unknown } } | null
  const code = body?.error?.code
  return typeof code === 'string' ? `error.${code}` : 'error.unavailable'
}

import { ECDH } from 'node:crypto'
import type { Hono } from 'hono'
import { z } from 'zod'
import {
  quietHours,
  quietHoursOf,
  saveQuietHours,
  stopLetters,
  subscribe,
  unsubscribe,
  type UnsubscribeTokens,
} from '#modules/messaging/index.ts'
import type { Clock } from '#ports/clock/clock.ts'
import type { Push } from '#ports/push/push.ts'
import type { Store } from '#ports/store/store.ts'
import type { SyncEngine } from '#sync/sync-engine.ts'
import type { HttpEnvironment } from '../environment.ts'
import { fail } from '../fail.ts'
import { readJsonBody } from '../read-body.ts'

const MAX_BODY = 8000
const bytes = (count: number) =>
  z
    .string()
    .max(200)
    .refine((text) => /^[\w-]+=*$/.test(text) && Buffer.from(text, 'base64url').length === count)

/** A key that nothing can be encrypted for would be tried in vain, again and again. */
const isKeyOfDevice = (text: string): boolean => {
  try {
    ECDH.convertKey(text, 'prime256v1', 'base64url')
    return true
  } catch {
    return false
  }
}

/** As `PushSubscription.toJSON()` of a browser gives it. */
export const pushSubscription = z.object({
  endpoint: z.string().max(2000),
  keys: z.object({ p256dh: bytes(65).refine(isKeyOfDevice), auth: bytes(16) }),
})
export const pushEndpoint = z.object({ endpoint: z.string().max(2000) })
/** Null: none. */
export const quietHoursWish = z.object({ quiet: quietHours.nullable() })

/** By which devices, and when, a person is told beside the app. Who asks has been settled before. */
export const addNotificationRoutes = (
  app: Hono<HttpEnvironment>,
  deps: { readonly store: Store; readonly clock: Clock; readonly push: Push },
): void => {
  const { store, push } = deps
  app.get('/api/me/notifications', async (context) => {
    context.header('cache-control', 'no-store')
    const quiet = await quietHoursOf(store, context.get('person').personId)
    return context.json({ pushKey: push.publicKey, quiet: quiet ?? null })
  })
  app.post('/api/me/quiet-hours', async (context) => {
    const body = await readJsonBody(context, MAX_BODY)
    if ('problem' in body) return fail(context, body.problem)
    const wish = quietHoursWish.safeParse(body.json)
    if (!wish.success) return fail(context, 'invalid-request', { details: wish.error.issues.slice(0, 5) })
    await saveQuietHours(store, context.get('person').personId, wish.data.quiet)
    return context.body(null, 204)
  })
  app.post('/api/me/push', async (context) => {
    const body = await readJsonBody(context, MAX_BODY)
    if ('problem' in body) return fail(context, body.problem)
    const subscription = pushSubscription.safeParse(body.json)
    if (!subscription.success || !push.isAllowed(subscription.data.endpoint)) return fail(context, 'invalid-request')
    const { personId } = context.get('person')
    await subscribe(deps, { personId, sessionId: context.get('session').id }, subscription.data)
    return context.body(null, 204)
  })
  app.delete('/api/me/push', async (context) => {
    const body = await readJsonBody(context, MAX_BODY)
    if ('problem' in body) return fail(context, body.problem)
    const asked = pushEndpoint.safeParse(body.json)
    if (!asked.success) return fail(context, 'invalid-request')
    const isTheirs = await unsubscribe(store, context.get('person').personId, asked.data.endpoint)
    return isTheirs ? context.body(null, 204) : fail(context, 'not-found')
  })
}

/**
 * The link of a letter: open to everybody who has it. Looking changes nothing, since programs that check mail look at links; the button does.
 */
export const addUnsubscribeRoutes = (
  app: Hono<HttpEnvironment>,
  { engine, tokens }: { readonly engine: Pick<SyncEngine, 'commitAsServer'>; readonly tokens: UnsubscribeTokens },
): void => {
  app.get('/unsubscribe/:token', (context) => {
    context.header('cache-control', 'no-store')
    context.header('referrer-policy', 'no-referrer')
    return tokens.read(context.req.param('token')) === undefined
      ? context.html(page('This link is not one of ours', 'Look whether the letter’s link came whole.'), 404)
      : context.html(
          page(
            'No more letters?',
            'You will get no more letters about announcements, discussions and decisions. What is in the app, and what your devices tell you, stays.',
            '<form method="post"><button>No more letters</button></form>',
          ),
        )
  })
  app.post('/unsubscribe/:token', async (context) => {
    const personId = tokens.read(context.req.param('token'))
    if (personId === undefined)
      return context.html(page('This link is not one of ours', 'Look whether the letter’s link came whole.'), 404)
    await stopLetters(engine, personId)
    return context.html(page('No more letters', 'You can have them again: in the app, under “Me”.'))
  })
}

/** Everything in it is ours: nothing of a request is shown. */
const page = (title: string, text: string, action = ''): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><title>${title} · EduTrack</title><main><h1>${title}</h1><p>${text}</p>${action}<p><a href="/me">To EduTrack</a></p></main></html>`

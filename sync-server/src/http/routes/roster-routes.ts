import { randomBytes } from 'node:crypto'
import type { Hono } from 'hono'
import type { z } from 'zod'
import { enrolmentDecisions } from '@edutrack/shared-schema/protocol/review'
import { newInvitation, rosterImport, rosterUndo } from '@edutrack/shared-schema/protocol/roster'
import type { Accounts } from '#modules/accounts/index.ts'
import {
  decideEnrolments,
  importRoster,
  invitationsOf,
  makeInvitation,
  readInvitation,
  revokeInvitation,
  rosterOf,
  undoRoster,
} from '#modules/learning/index.ts'
import type { Clock } from '#ports/clock/clock.ts'
import type { Store } from '#ports/store/store.ts'
import type { SyncEngine } from '#sync/sync-engine.ts'
import type { HttpContext, HttpEnvironment } from '../environment.ts'
import { fail } from '../fail.ts'
import { readJsonBody } from '../read-body.ts'

/** A list's part, or who is to be taken back of ten thousand. */
const MAX_BODY = 2_000_000
/** Nobody guesses 96 bits; a link with them can still be read out. */
const newCode = (): string => randomBytes(12).toString('base64url')
const newPassword = (): string => randomBytes(48).toString('base64url')

interface RosterRoutesDeps {
  readonly store: Store
  readonly engine: SyncEngine
  readonly accounts: Accounts
  readonly clock: Clock
}

/** What a link says before its reader signs in. */
export const addInvitationNoticeRoute = (
  app: Hono<HttpEnvironment>,
  deps: Pick<RosterRoutesDeps, 'store' | 'clock'>,
): void => {
  app.get('/api/invitations/:code', async (context) => {
    const code = context.req.param('code')
    const notice = code.length > 100 ? undefined : await readInvitation(deps, code)
    context.header('cache-control', 'no-store')
    return notice === undefined ? fail(context, 'not-found') : context.json(notice)
  })
}

/** Who comes into a course: invitations, lists of people, groups. Who asks has been settled before. */
export const addRosterRoutes = (app: Hono<HttpEnvironment>, { store, engine, accounts, clock }: RosterRoutesDeps) => {
  const deps = { store, engine, accounts, clock, newCode, newPassword }

  app.get('/api/courses/:courseId/invitations', async (context) => {
    const invitations = await invitationsOf(deps, context.get('person'), context.req.param('courseId'))
    return answer(context, invitations === undefined ? undefined : { invitations })
  })
  app.post('/api/courses/:courseId/invitations', async (context) => {
    const asked = await read(context, newInvitation)
    if ('response' in asked) return asked.response
    return answer(context, await makeInvitation(deps, context.get('person'), context.req.param('courseId'), asked.body))
  })
  app.delete('/api/courses/:courseId/invitations/:code', async (context) => {
    const { courseId, code } = context.req.param()
    const outcome = await revokeInvitation(deps, context.get('person'), courseId, code)
    return outcome === 'revoked' ? context.body(null, 204) : fail(context, outcome)
  })

  app.get('/api/courses/:courseId/roster', async (context) => {
    const people = await rosterOf(deps, context.get('person'), context.req.param('courseId'))
    return answer(context, people === undefined ? undefined : { people })
  })
  app.post('/api/courses/:courseId/roster', async (context) => {
    const asked = await read(context, rosterImport)
    if ('response' in asked) return asked.response
    const results = await importRoster(deps, context.get('person'), context.req.param('courseId'), asked.body)
    return answer(context, results === undefined ? undefined : { results })
  })
  app.post('/api/courses/:courseId/roster/undo', async (context) => {
    const asked = await read(context, rosterUndo)
    if ('response' in asked) return asked.response
    return answer(context, await undoRoster(deps, context.get('person'), context.req.param('courseId'), asked.body))
  })

  app.post('/api/courses/:courseId/enrolments', async (context) => {
    const asked = await read(context, enrolmentDecisions)
    if ('response' in asked) return asked.response
    const decided = await decideEnrolments(deps, context.get('person'), context.req.param('courseId'), asked.body)
    return answer(context, decided === undefined ? undefined : { decided })
  })
}

const read = async <Schema extends z.ZodType>(
  context: HttpContext,
  schema: Schema,
): Promise<{ readonly body: z.infer<Schema> } | { readonly response: Response }> => {
  const sent = await readJsonBody(context, MAX_BODY)
  if ('problem' in sent) return { response: fail(context, sent.problem) }
  const asked = schema.safeParse(sent.json)
  return asked.success
    ? { body: asked.data }
    : { response: fail(context, 'invalid-request', { details: asked.error.issues.slice(0, 5) }) }
}

const answer = (context: HttpContext, value: object | undefined): Response => {
  context.header('cache-control', 'no-store')
  return value === undefined ? fail(context, 'not-found') : context.json(value)
}

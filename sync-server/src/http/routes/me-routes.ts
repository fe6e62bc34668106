import type { Hono } from 'hono'
import type { Accounts } from '#modules/accounts/index.ts'
import type { HttpEnvironment } from '../environment.ts'
import { fail } from '../fail.ts'

/** Who one is, and where one is signed in. Who asks has been settled before. */
export const addMeRoutes = (
  app: Hono<HttpEnvironment>,
  { accounts }: { readonly accounts: Pick<Accounts, 'sessions'> },
): void => {
  app.get('/api/me', (context) => {
    context.header('cache-control', 'no-store')
    return context.json(context.get('person'))
  })

  app.get('/api/me/sessions', async (context) => {
    const devices = await accounts.sessions.list(context.get('person').personId)
    const { id: current } = context.get('session')
    context.header('cache-control', 'no-store')
    return context.json({ sessions: devices.map((device) => ({ ...device, isCurrent: device.id === current })) })
  })
  app.delete('/api/me/sessions', async (context) => {
    const ended = await accounts.sessions.endOthers(context.get('person').personId, context.get('session').id)
    return context.json({ ended })
  })
  app.delete('/api/me/sessions/:id', async (context) => {
    const isEnded = await accounts.sessions.end(context.get('person').personId, context.req.param('id'))
    return isEnded ? context.json({ ended: 1 }) : fail(context, 'not-found')
  })
}

import type { Hono } from 'hono'
import { unitHistoryOf, unitVersionOf } from '#modules/courses/index.ts'
import type { StoreReader } from '#ports/store/store.ts'
import type { HttpEnvironment } from '../environment.ts'
import { fail } from '../fail.ts'

/** Earlier versions of a unit, for who teaches its course. Who asks has been settled before. */
export const addUnitHistoryRoutes = (app: Hono<HttpEnvironment>, { store }: { readonly store: StoreReader }): void => {
  app.get('/api/units/:id/versions', async (context) => {
    const versions = await unitHistoryOf(store, context.get('person'), context.req.param('id'))
    context.header('cache-control', 'no-store')
    return versions === undefined ? fail(context, 'not-found') : context.json({ versions })
  })

  app.get('/api/units/:id/versions/:number', async (context) => {
    const { id, number } = context.req.param()
    const version = /^[1-9]\d{0,8}$/.test(number)
      ? await unitVersionOf(store, context.get('person'), id, Number(number))
      : undefined
    context.header('cache-control', 'no-store')
    return version === undefined ? fail(context, 'not-found') : context.json(version)
  })
}

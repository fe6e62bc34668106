import type { Hono } from 'hono'
import { z } from 'zod'
import { QueueUnavailable, type Queue } from '#ports/queue/queue.ts'
import type { HttpContext, HttpEnvironment } from '../environment.ts'
import { fail } from '../fail.ts'
import { readJsonBody } from '../read-body.ts'

const MOST_BYTES = 4096
const MOST_SHOWN = 200
const retryBody = z.object({ id: z.string().min(1).max(300) })

/** `GET /api/jobs/failed` and `POST /api/jobs/retry`: administrators see what was given up, and have it tried again. */
export const addFailedJobRoutes = (
  app: Hono<HttpEnvironment>,
  { queue }: { readonly queue: Pick<Queue, 'failed' | 'retry' | 'figures'> },
): void => {
  app.get('/api/jobs/failed', (context) =>
    forAdministrators(context, async () => {
      context.header('cache-control', 'no-store')
      return context.json({ figures: await queue.figures(), failed: await queue.failed(MOST_SHOWN) })
    }),
  )
  app.post('/api/jobs/retry', (context) =>
    forAdministrators(context, async () => {
      const read = await readJsonBody(context, MOST_BYTES)
      if ('problem' in read) return fail(context, read.problem)
      const body = retryBody.safeParse(read.json)
      if (!body.success) return fail(context, 'invalid-request', { details: body.error.issues.slice(0, 5) })
      return (await queue.retry(body.data.id)) ? context.json({ retried: body.data.id }) : fail(context, 'not-found')
    }),
  )
}

const forAdministrators = async (context: HttpContext, work: () => Promise<Response>): Promise<Response> => {
  if (context.get('person').role !== 'administrator') return fail(context, 'not-allowed')
  try {
    return await work()
  } catch (error) {
    if (error instanceof QueueUnavailable) return fail(context, 'unavailable', { retryAfterSeconds: 5 })
    throw error
  }
}

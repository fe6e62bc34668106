import type { Hono } from 'hono'
import { lastMediaSweep, mediaRemovals, sweepMedia } from '#modules/courses/index.ts'
import { BlobsUnavailable, type Blobs } from '#ports/blobs/blobs.ts'
import type { Clock } from '#ports/clock/clock.ts'
import type { Store } from '#ports/store/store.ts'
import type { HttpEnvironment } from '../environment.ts'
import { fail } from '../fail.ts'

const MOST_REMOVALS = 200

/** `GET /api/media-sweep`: administrators see what the last sweep of spare media did, what was removed when, and what the next would remove now (a dry run). */
export const addMediaSweepRoutes = (
  app: Hono<HttpEnvironment>,
  deps: { readonly store: Store; readonly blobs: Blobs; readonly clock: Clock },
): void => {
  app.get('/api/media-sweep', async (context) => {
    if (context.get('person').role !== 'administrator') return fail(context, 'not-allowed')
    try {
      context.header('cache-control', 'no-store')
      return context.json({
        last: (await lastMediaSweep(deps.store)) ?? null,
        dryRun: await sweepMedia(deps, { isDryRun: true }),
        removals: await mediaRemovals(deps.store, MOST_REMOVALS),
      })
    } catch (error) {
      if (error instanceof BlobsUnavailable) return fail(context, 'unavailable', { retryAfterSeconds: 5 })
      throw error
    }
  })
}

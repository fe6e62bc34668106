import { getHeapStatistics } from 'node:v8'
import type { Hono } from 'hono'
import type { Clock } from '#ports/clock/clock.ts'
import type { HttpEnvironment, ServerState } from '../environment.ts'

/** A process that uses more of the heap than this is about to end. */
const FULL_HEAP = 0.95
/** A part that takes longer to answer is as good as down, ms. */
const PATIENCE_MS = 3000
const SAME_LOOK_MS = 1000

export interface HealthDeps {
  readonly store: Answering
  readonly cache: Answering
  readonly bus: Answering
  readonly queue: Answering
  readonly blobs: Answering
  readonly mail: Answering
  readonly clock: Clock
  readonly state: () => ServerState
}
interface Answering {
  ping(): Promise<void>
}
type PartState = 'up' | 'down'

/**
 * `/health`: which parts answer? Without the database, or with a full heap, nothing can be done: `down`, 503. Without another part something waits or is slower, and
 * devices are served all the same: `degraded`, 200. `/ready`: should requests be sent here? `/live`: is the process more than there?
 */
export const addHealthRoutes = (app: Hono<HttpEnvironment>, deps: HealthDeps): void => {
  const { store, cache, bus, queue, blobs, mail, clock, state } = deps
  const startedAt = clock.now()
  const answers = (part: Answering): Promise<PartState> =>
    new Promise((resolve) => {
      const cancel = clock.after(PATIENCE_MS, () => resolve('down'))
      part
        .ping()
        .then(
          () => resolve('up'),
          () => resolve('down'),
        )
        .finally(cancel)
    })
  /** Whoever asks often, or from everywhere, makes no load: one look is for all who ask within a second. */
  let look: Promise<readonly PartState[]> | undefined
  const lookAtParts = (): Promise<readonly PartState[]> => {
    look ??= Promise.all([store, cache, bus, queue, blobs, mail].map(answers)).finally(() =>
      clock.after(SAME_LOOK_MS, () => {
        look = undefined
      }),
    )
    return look
  }

  app.get('/health', async (context) => {
    const [database, cached, heard, jobs, files, letters] = await lookAtParts()
    const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics()
    const memory: PartState = used < limit * FULL_HEAP ? 'up' : 'down'
    const isUp = database === 'up' && memory === 'up'
    const isWhole = [cached, heard, jobs, files, letters].every((part) => part === 'up')
    context.header('cache-control', 'no-store')
    return context.json(
      {
        status: isUp ? (isWhole ? 'up' : 'degraded') : 'down',
        uptime: (clock.now() - startedAt) / 1000,
        timestamp: new Date(clock.now()).toISOString(),
        checks: {
          database,
          cache: cached,
          bus: heard,
          queue: jobs,
          blobs: files,
          mail: letters,
          memory: { status: memory, rss: process.memoryUsage.rss(), heapUsed: used, heapLimit: limit },
        },
      },
      isUp ? 200 : 503,
    )
  })
  app.get('/ready', (context) => {
    context.header('cache-control', 'no-store')
    return context.json({ status: state() }, state() === 'ready' ? 200 : 503)
  })
  app.get('/live', (context) => {
    context.header('cache-control', 'no-store')
    return context.json({ status: 'live' })
  })
}

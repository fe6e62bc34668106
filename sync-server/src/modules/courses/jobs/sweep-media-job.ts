import { z } from 'zod'
import type { Clock } from '#ports/clock/clock.ts'
import type { Log } from '#ports/log/log.ts'
import type { NewJob, Queue } from '#ports/queue/queue.ts'
import type { JobHandler } from '../../job-handler.ts'
import { sweepMedia } from '../media-sweep/sweep-media.ts'

const DAY_MS = 86_400_000
const LOOK_MS = 3_600_000
const FIRST_LOOK_MS = 300_000

/** One for each day, whichever servers ask for it. */
const sweepMediaJob = (now: number): NewJob => ({
  id: `sweep-media-${String(Math.floor(now / DAY_MS))}`,
  kind: 'sweep-media',
  payload: {},
})

export const sweepMediaJobHandler: JobHandler = {
  kind: 'sweep-media',
  atOnce: 1,
  // All that the school has is looked at; the next day's sweep goes on.
  mostMs: 12 * 3_600_000,
  failedForMs: DAY_MS,
  payload: z.object({}),
  run: async (deps) => {
    await sweepMedia(deps, { isDryRun: false })
  },
}

/** Asks for the day's sweep. Any number of servers may. */
export const createMediaSweeping = (deps: {
  readonly queue: Pick<Queue, 'add'>
  readonly clock: Clock
  readonly log: Log
}) => {
  const { queue, clock, log } = deps
  const ask = (): void =>
    void queue
      .add(sweepMediaJob(clock.now()))
      .catch((error: unknown) => log.warn({ error }, 'spare media could not be looked for; tried again in an hour'))
  const cancelFirst = clock.after(FIRST_LOOK_MS, ask)
  const stop = clock.every(LOOK_MS, ask)
  return {
    close: (): void => {
      cancelFirst()
      stop()
    },
  }
}

import { z } from 'zod'
import type { Notice } from '@edutrack/shared-schema/collections/notices'
import type { Person } from '@edutrack/shared-schema/collections/people'
import type { NewJob } from '#ports/queue/queue.ts'
import { stateHash } from '#sync/json-hash.ts'
import { writeJobs } from '#sync/outbox.ts'
import { PATIENTLY, type JobHandler } from '../../job-handler.ts'
import { isToldByMail, isToldByPush } from '../is-told-by.ts'
import { isWorthTelling, MOST_AGE_MS } from '../is-worth-telling.ts'
import { devicesOf } from '../push-subscriptions.ts'
import { afterQuiet, quietHoursOf } from '../quiet-hours.ts'
import { isInLetters, noticesLetter } from './notices-letter.ts'
import { pushNotice } from './push-notice.ts'

const payloadSchema = z.object({ ids: z.array(z.string()) })
type Payload = z.infer<typeof payloadSchema>

/** `upTo`: where in the log they were found; marked as read, a notice is found again, and no more told. */
export const tellNotices = (ids: readonly string[], upTo: number): NewJob => ({
  id: `tell-notices-${stateHash({ ids, upTo })}`,
  kind: 'tell-notices',
  payload: { ids: [...ids] } satisfies Payload,
  ...PATIENTLY,
})

/** Decides for each notice by which ways its person is told beside the app, and when: one job for each device, one for the letter that it goes into. */
export const tellNoticesJob: JobHandler = {
  kind: 'tell-notices',
  failedForMs: MOST_AGE_MS,
  payload: payloadSchema,
  run: async ({ store, clock }, { payload }) => {
    const now = clock.now()
    const { ids } = payload as Payload
    const stored = await store.documents(ids.map((id) => ({ collection: 'notices', id })))
    const notices = stored
      .flatMap((each) => (each?.deleted === false ? [each.content as Notice] : []))
      .filter((notice) => isWorthTelling(notice, now))
    const people = await store.documents(notices.map(({ personId }) => ({ collection: 'people', id: personId })))
    // Asked together, so that the store is asked once for all of them.
    const told = await Promise.all(
      notices.map(async (notice, index): Promise<readonly NewJob[]> => {
        const person = people[index]?.content as Person | undefined
        if (person === undefined) return []
        const devices = isToldByPush(person, notice.kind) ? await devicesOf(store, person.id) : []
        const hasLetter = isInLetters(notice.kind) && isToldByMail(person, notice.kind)
        if (devices.length === 0 && !hasLetter) return []
        const quiet = await quietHoursOf(store, person.id)
        return [
          ...devices.map(({ id }) => pushNotice(notice.id, id, afterQuiet(now, quiet) - now)),
          ...(hasLetter ? [noticesLetter(notice, quiet, now)] : []),
        ]
      }),
    )
    const jobs = told.flat()
    if (jobs.length === 0) return
    await store.transact((tx) => writeJobs(tx, jobs))
  },
}

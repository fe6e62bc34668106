import { z } from 'zod'
import type { Notice } from '@edutrack/shared-schema/collections/notices'
import { courseOf } from '#modules/courses/index.ts'
import type { NewJob } from '#ports/queue/queue.ts'
import { stateHash } from '#sync/json-hash.ts'
import type { JobHandler } from '../../job-handler.ts'
import { isWorthTelling, MOST_AGE_MS } from '../is-worth-telling.ts'
import { forgetDevice, type SubscriptionRow } from '../push-subscriptions.ts'
import { noticeWords } from '../notice-words.ts'

const payloadSchema = z.object({ noticeId: z.string(), deviceId: z.string() })
type Payload = z.infer<typeof payloadSchema>

/** A push service that is away is tried again over some twenty minutes. */
const TRIES = { attempts: 8, backoffMs: 10_000 }

export const pushNotice = (noticeId: string, deviceId: string, delayMs: number): NewJob => ({
  id: `push-${stateHash({ noticeId, deviceId })}`,
  kind: 'push-notice',
  payload: { noticeId, deviceId } satisfies Payload,
  ...TRIES,
  ...(delayMs > 0 ? { delayMs } : {}),
})

/**
 * Wakes one device for one notice, unless it has been read meanwhile, or is a day old. A worker that dies after the push service has it may send it again: by its topic the
 * service then keeps one of both, and by its tag the device shows one.
 */
export const pushNoticeJob: JobHandler = {
  kind: 'push-notice',
  failedForMs: MOST_AGE_MS,
  payload: payloadSchema,
  run: async ({ store, push, clock }, { payload }) => {
    const { noticeId, deviceId } = payload as Payload
    const device = await store.row<SubscriptionRow>('push_subscriptions', deviceId)
    const stored = await store.document('notices', noticeId)
    const notice = stored?.deleted === false ? (stored.content as Notice) : undefined
    if (device === undefined || notice === undefined || !isWorthTelling(notice, clock.now())) return
    if (device.personId !== notice.personId || (await store.row('session', device.sessionId)) === undefined) return
    const course = notice.courseId === undefined ? undefined : await courseOf(store, notice.courseId)
    const { title, text } = noticeWords(notice, course?.title)
    const outcome = await push.send(device.subscription, {
      text: JSON.stringify({ id: notice.id, title, body: text, url: `/inbox?open=${encodeURIComponent(notice.id)}` }),
      topic: stateHash({ noticeId }).slice(0, 32),
      ttlSeconds: MOST_AGE_MS / 1000,
    })
    if (outcome === 'gone') await forgetDevice(store, device.id)
  },
}

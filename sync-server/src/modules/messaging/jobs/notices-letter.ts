import { z } from 'zod'
import type { Notice } from '@edutrack/shared-schema/collections/notices'
import type { Person } from '@edutrack/shared-schema/collections/people'
import { mailAddressOf } from '#modules/accounts/index.ts'
import { courseOf } from '#modules/courses/index.ts'
import type { NewJob } from '#ports/queue/queue.ts'
import { stateHash } from '#sync/json-hash.ts'
import { SETTLES_MS, type JobHandler } from '../../job-handler.ts'
import { isToldByMail } from '../is-told-by.ts'
import { noticeWords } from '../notice-words.ts'
import { afterQuiet, quietHours, type QuietHours } from '../quiet-hours.ts'

/** Notices of these kinds go by letters that gather them, so long; the others have letters of their own. A lively discussion is six letters a day at most. */
const gatherMs: Readonly<Partial<Record<Notice['kind'], number>>> = {
  announcement: 10 * 60_000,
  decided: 10 * 60_000,
  reply: 4 * 3600_000,
}

export const isInLetters = (kind: Notice['kind']): boolean => kind in gatherMs

const payloadSchema = z.object({
  personId: z.string(),
  /** Server's clock, ms: what is due then is in it. */
  due: z.number(),
  quiet: quietHours.optional(),
})
type Payload = z.infer<typeof payloadSchema>

/** One job for all notices that are due at one time. Where that is past, as after an outage, it waits for others of that time that are told just now. */
export const noticesLetter = (
  notice: Pick<Notice, 'personId' | 'kind' | 'at'>,
  quiet: QuietHours | undefined,
  now: number,
): NewJob => {
  const { personId } = notice
  const due = dueOf(notice, quiet)
  return {
    id: `notices-letter-${stateHash({ personId, due, quiet: quiet ?? null })}`,
    kind: 'notices-letter',
    payload: { personId, due, ...(quiet === undefined ? {} : { quiet }) } satisfies Payload,
    delayMs: Math.max(0, due - now) + SETTLES_MS,
  }
}

/** Follows from the notice alone, so that a letter's content does not depend on when its job is run. */
const dueOf = ({ kind, at }: Pick<Notice, 'kind' | 'at'>, quiet: QuietHours | undefined): number => {
  const gather = gatherMs[kind] ?? 0
  return afterQuiet(gather === 0 ? at : at - (at % gather) + gather, quiet)
}

/** One letter with all that is due and unread, and a link that ends such letters. */
export const noticesLetterJob: JobHandler = {
  kind: 'notices-letter',
  payload: payloadSchema,
  run: async ({ store, mail, baseUrl, unsubscribeTokens }, { id, payload }) => {
    const { personId, due, quiet } = payload as Payload
    const person = (await store.document('people', personId))?.content as Person | undefined
    const to = await mailAddressOf(store, personId)
    if (person === undefined || to === undefined) return
    const notices = (await store.documentsBy({ lookup: 'notices_by_person', values: [personId] }))
      .map(({ content }) => content as Notice)
      .filter(
        (notice) =>
          notice.readAt === undefined &&
          isInLetters(notice.kind) &&
          isToldByMail(person, notice.kind) &&
          dueOf(notice, quiet) === due,
      )
      .sort((a, b) => a.at - b.at)
    const lines: string[] = []
    for (const notice of notices) {
      const course = notice.courseId === undefined ? undefined : await courseOf(store, notice.courseId)
      const { title, text } = noticeWords(notice, course?.title)
      lines.push(`- ${title}${text === '' ? '' : `: ${text}`}\n  ${baseUrl}${addressOf(notice)}`)
    }
    const [first] = notices
    if (first === undefined) return
    const alone = noticeWords(first, undefined)
    await mail.send({
      id,
      to,
      subject: (lines.length === 1
        ? `${alone.title}${alone.text === '' ? '' : `: ${alone.text}`}`
        : `${String(lines.length)} new messages of your courses`
      ).replaceAll(/\s+/g, ' '),
      text: `Hello ${person.name},\n\n${lines.join('\n')}\n\nAll of it: ${baseUrl}/inbox\nWhat you are told by mail, and when: ${baseUrl}/me\nNo more such letters: ${baseUrl}/unsubscribe/${unsubscribeTokens.make(personId)}\n`,
    })
  },
}

const addressOf = ({ subject, courseId }: Notice): string => {
  if (courseId === undefined) return '/inbox'
  const course = `/courses/${encodeURIComponent(courseId)}`
  return subject?.collection === 'posts' ? `${course}/discussion/${encodeURIComponent(subject.id)}` : course
}

import { z } from 'zod'
import { stateHash } from '#sync/json-hash.ts'
import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import type { Notice } from '@edutrack/shared-schema/collections/notices'
import type { Person } from '@edutrack/shared-schema/collections/people'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import { mailAddressOf } from '#modules/accounts/index.ts'
import { isToldByMail } from '#modules/messaging/index.ts'
import type { NewJob } from '#ports/queue/queue.ts'
import type { StoreReader } from '#ports/store/store.ts'
import { SETTLES_MS, type JobHandler } from '../../job-handler.ts'

/** Grades of this long go in one letter: a phone that comes back to the network may deliver a week's work at once. */
const GATHER_MS = 10 * 60_000

/** Server's clock, ms: grades of [from, to). */
const payloadSchema = z.object({ personId: z.string(), from: z.number(), to: z.number() })
type Payload = z.infer<typeof payloadSchema>

/** One job for all grades that a person gets within ten minutes, run when they are over. */
export const gradedLetter = (personId: string, gradedAt: number): NewJob => {
  const from = gradedAt - (gradedAt % GATHER_MS)
  const to = from + GATHER_MS
  return {
    id: `graded-letter-${stateHash({ personId, from })}`,
    kind: 'graded-letter',
    payload: { personId, from, to } satisfies Payload,
    delayMs: to - gradedAt + SETTLES_MS,
  }
}

/** Tells grades of graded quizzes by mail, but for those that the person has seen in the app meanwhile. */
export const gradedLetterJob: JobHandler = {
  kind: 'graded-letter',
  payload: payloadSchema,
  run: async ({ store, mail, baseUrl }, { id, payload }) => {
    const { personId, from, to: until } = payload as Payload
    const person = (await store.document('people', personId))?.content as Person | undefined
    const to = await mailAddressOf(store, personId)
    if (person === undefined || to === undefined || !isToldByMail(person, 'graded')) return
    const notices = (await store.documentsBy({ lookup: 'notices_by_person', values: [personId] }))
      .map(({ content }) => content as Notice)
      .filter(
        ({ kind, at, readAt, subject }) =>
          kind === 'graded' && at >= from && at < until && readAt === undefined && subject !== undefined,
      )
      .sort((a, b) => a.at - b.at)
    const lines: string[] = []
    for (const { subject } of notices) {
      const line = await lineOf(store, subject?.id ?? '')
      if (line !== undefined) lines.push(line)
    }
    if (lines.length === 0) return
    await mail.send({
      id,
      to,
      subject: lines.length === 1 ? 'Your work is graded' : `Your work is graded: ${String(lines.length)} pieces`,
      text: `Hello ${person.name},\n\nyour work has arrived and is graded:\n\n${lines.join('\n')}\n\nAll of it, with receipts: ${baseUrl}/outbox\n`,
    })
  },
}

const lineOf = async (store: StoreReader, attemptId: string): Promise<string | undefined> => {
  const attempt = (await store.document('attempts', attemptId))?.content as Attempt | undefined
  if (attempt?.grade === undefined || attempt.grade.pending) return undefined
  const unit = (await store.document('units', attempt.unitId))?.content as Unit | undefined
  if (unit === undefined || unit.quiz?.mode === 'practice') return undefined
  const receipt = attempt.receipt === undefined ? '' : ` (receipt ${attempt.receipt.number})`
  return `- ${unit.title}: ${points(attempt.grade.earned)} of ${points(attempt.grade.points)}${receipt}`
}

/** At most two decimals: parts of points come from partial credit. */
const points = (value: number): string => String(Math.round(value * 100) / 100)

import { beforeEach, expect, test } from 'vitest'
import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import type { NewJob } from '#ports/queue/queue.ts'
import { createInProcessBus } from '#ports/bus/in-process-bus.ts'
import { createTestLog } from '#testing/test-log.ts'
import { ana, attempt, ben, createTestSchool, enrolment, NOON, type TestSchool } from '#testing/test-school.ts'
import { SETTLES_MS, type JobDeps } from '../../job-handler.ts'
import { createFeedbackWatch } from './feedback-watch.ts'
import { releaseFeedbackJob, releaseFeedbackJobHandler } from './release-feedback.ts'

const HOUR = 3_600_000
const MINUTE = 60_000
const closesAt = NOON + HOUR

let school: TestSchool
beforeEach(async () => {
  school = await createTestSchool()
  for (const reader of [ana, ben]) await school.pushRow(reader, 'enrolments', enrolment(reader.personId))
  await setQuiz({ feedback: 'after-close', closesAt })
})

const unit = async (): Promise<Unit> => (await school.store.document('units', 'quiz'))?.content as Unit
const setQuiz = async (change: Partial<NonNullable<Unit['quiz']>>): Promise<void> => {
  const before = await unit()
  await school.engine.commitAsServer([
    {
      collection: 'units',
      document: { ...before, quiz: { ...(before.quiz as NonNullable<Unit['quiz']>), ...change } },
    },
  ])
}
const handIn = (id: string, reader = ana, more: Partial<Attempt> = {}) =>
  school.pushRow(reader, 'attempts', attempt(id, { personId: reader.personId, ...more }))
const feedbackOf = async (id: string): Promise<Attempt['feedback']> =>
  ((await school.store.document('attempts', id))?.content as Attempt | undefined)?.feedback
const jobs = async (): Promise<readonly NewJob[]> =>
  (
    (await school.store.rows({ table: 'outbox', index: 'id', equals: [], limit: 100 })) as unknown as readonly NewJob[]
  ).filter(({ kind }) => kind === 'release-feedback')
const release = () =>
  releaseFeedbackJobHandler.run(school as unknown as JobDeps, { id: 'any', payload: { unitId: 'quiz' } })

test('S12: what was right comes when the quiz has closed, not before, and once', async () => {
  await handIn('a1')
  await release()
  expect(await feedbackOf('a1')).toBeUndefined()
  expect(JSON.stringify((await school.pullAll(ana, 'attempts')).documents)).not.toContain('"key"')
  school.clock.set(closesAt)
  await release()
  expect(await feedbackOf('a1')).toEqual({ q1: { key: { choiceId: 'a' }, explanation: 'Count.' } })
  const head = await school.store.head()
  await release()
  expect(await school.store.head()).toBe(head)
})

test('S12: it is closed when the last learner’s own deadline is past; until then the job is made anew', async () => {
  const own = closesAt + 2 * HOUR
  await handIn('a1')
  const stored = (await school.store.document('enrolments', enrolment('ben').id))?.content
  await school.engine.commitAsServer([
    { collection: 'enrolments', document: { ...stored, dueAtByUnit: { quiz: own } } as never },
  ])
  school.clock.set(closesAt + 1)
  await release()
  expect(await feedbackOf('a1')).toBeUndefined()
  expect(await jobs()).toContainEqual(releaseFeedbackJob('quiz', own, school.clock.now(), 'any'))
  school.clock.set(own)
  await release()
  expect(await feedbackOf('a1')).toBeDefined()
})

test('S12: a hand-in that comes after the closing gets its own within a minute; one from outside the course gets none', async () => {
  school.clock.set(closesAt + 5000)
  await handIn('a1')
  expect(await feedbackOf('a1')).toBeUndefined()
  const [job] = await jobs()
  expect(job?.delayMs).toBeLessThanOrEqual(MINUTE + SETTLES_MS)
  const leaving = (await school.store.document('enrolments', enrolment('ben').id))?.content
  await school.engine.commitAsServer([{ collection: 'enrolments', document: { ...leaving, status: 'left' } as never }])
  await handIn('b1', ben)
  await release()
  expect(await feedbackOf('a1')).toBeDefined()
  expect(await feedbackOf('b1')).toBeUndefined()
})

test('S12: a job that is run before its time, by a server whose clock is behind, makes another for then: its own id is known to the queue', async () => {
  await handIn('a1')
  const early = releaseFeedbackJob('quiz', closesAt, NOON)
  school.clock.set(closesAt - 500)
  await releaseFeedbackJobHandler.run(school as unknown as JobDeps, early)
  const made = await jobs()
  expect(made).toHaveLength(1)
  expect(made[0]?.id).not.toBe(early.id)
  expect(made[0]?.delayMs).toBe(500 + SETTLES_MS)
})

test.each([
  ['never', { feedback: 'never' as const, closesAt }],
  ['after a closing that nobody has set', { feedback: 'after-close' as const, closesAt: undefined }],
])('what is shown %s is not shown', async (_when, change) => {
  await setQuiz(change as Partial<NonNullable<Unit['quiz']>>)
  await handIn('a1')
  school.clock.set(closesAt + HOUR)
  await release()
  expect(await feedbackOf('a1')).toBeUndefined()
})

test('S15: whoever sets the closing, a job for that time follows from the log', async () => {
  const watch = await createFeedbackWatch({
    store: school.store,
    bus: createInProcessBus(),
    clock: school.clock,
    log: createTestLog(),
  })
  await expect.poll(jobs).toContainEqual(releaseFeedbackJob('quiz', closesAt, NOON))
  await watch.close()
})

import { expect, test } from 'vitest'
import type { Person } from '@edutrack/shared-schema/collections/people'
import { jobsRegistry } from '#modules/jobs-registry.ts'
import { createCertificateWatch, prepareCertificates } from '#modules/learning/index.ts'
import { createNoticeWatch, createUnsubscribeTokens } from '#modules/messaging/index.ts'
import { createInProcessBus } from '#ports/bus/in-process-bus.ts'
import type { Letter } from '#ports/mail/mail.ts'
import type { NewJob } from '#ports/queue/queue.ts'
import type { TableRow } from '#ports/store/store.ts'
import { createEmptySchool } from '#testing/empty-school.ts'
import { createMemoryPush } from '#testing/memory-push.ts'
import { silentLog } from '#testing/test-log.ts'
import { seedSampleSchool } from './seed-sample-school.ts'

test('the sample school writes no letters, until one of its people wishes them', async () => {
  const school = await createEmptySchool()
  const { store, clock, engine } = school
  const letters: Letter[] = []
  const mail = {
    send: async (letter: Letter) => void letters.push(letter),
    ping: async () => {},
    close: async () => {},
  }
  const unsubscribeTokens = createUnsubscribeTokens({ secret: 'test' })
  const deps = { ...school, mail, push: createMemoryPush(), unsubscribeTokens, baseUrl: 'https://school.example' }
  await prepareCertificates({ store, clock })
  const watch = async (): Promise<void> => {
    for (const create of [createNoticeWatch, createCertificateWatch])
      await (await create({ store, bus: createInProcessBus(), clock, log: silentLog })).close()
  }
  const jobs = new Map<string, NewJob>()
  const run = async (job: NewJob): Promise<void> => {
    for (const { kind, run: runOne } of jobsRegistry) if (kind === job.kind) await runOne(deps, job)
  }
  /** Runs what has come into the outbox, and what follows from that. */
  const settle = async (): Promise<void> => {
    for (let known = -1; known < jobs.size;) {
      known = jobs.size
      await watch()
      const outbox = await store.rows<NewJob & TableRow>({ table: 'outbox', index: 'id', equals: [], limit: 9999 })
      for (const job of outbox) {
        if (jobs.has(job.id)) continue
        jobs.set(job.id, job)
        await run(job)
      }
    }
  }

  await watch()
  await seedSampleSchool(school)
  await settle()
  const kinds = () => new Set([...jobs.values()].map(({ kind }) => kind))
  expect(jobs.size).toBeGreaterThan(50)
  for (const kind of ['enrolment-letter', 'graded-letter', 'tell-notices']) expect(kinds()).toContain(kind)
  expect(kinds()).not.toContain('notices-letter')
  expect(letters).toEqual([])

  const chipo = (await store.document('people', 'sample-chipo'))?.content as Person
  await engine.commitAsServer([{ collection: 'people', document: { ...chipo, settings: {} } }])
  for (const job of jobs.values()) await run(job)
  await settle()
  expect(kinds()).toContain('notices-letter')
  expect(letters.length).toBeGreaterThan(2)
  expect(new Set(letters.map(({ to }) => to))).toEqual(new Set(['chipo@school.example']))
})
